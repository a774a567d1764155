"""Saving a draft for later, and sending it."""

from uuid import UUID

from flask import flash

from app.kernel.access import current_actor
from app.kernel.errors import Invalid, Refused
from app.kernel.i18n import gettext as _
from app.kernel.permissions import P
from app.referrals import queries, services
from app.referrals.domain import Status
from app.referrals.forms import DraftForm
from app.referrals.routes.blueprint import bp
from app.referrals.routes.show import page_of
from app.web.respond import Answer, redirect_to


@bp.post("/referrals/<uuid:referral_id>/save", access=P.REFERRALS_WRITE, creates=True)
def save(referral_id: UUID) -> Answer:
    """Keep what was typed; nothing is obligatory."""
    form = DraftForm()
    if not form.fits_to_save():
        return _again(referral_id, form, 422)
    try:
        services.save_draft(current_actor(), referral_id, form.version_number(), form.to_details())
    except Refused as refusal:
        return _again(referral_id, form, refusal.status, refusal.code)
    flash(_("Saved. It has not been sent yet."))
    return redirect_to("referrals.show", referral_id=referral_id)


@bp.post("/referrals/<uuid:referral_id>/send", access=P.REFERRALS_WRITE, creates=True)
def send(referral_id: UUID) -> Answer:
    """Send it, with the consent that was given for it."""
    form = DraftForm()
    try:
        if not form.fits_to_send():
            return _incomplete(referral_id, form)
        services.send(
            current_actor(), referral_id, form.version_number(), form.to_details(), form.to_agreement()
        )
    except Invalid as wrong:
        form.refuse(wrong.fields)
        return _again(referral_id, form, 422)
    except Refused as refusal:
        return _again(referral_id, form, refusal.status, refusal.code)
    flash(_("Sent. The provider has it."))
    return redirect_to("referrals.show", referral_id=referral_id)


def _incomplete(referral_id: UUID, form: DraftForm) -> Answer:
    """What is missing is only worth saying while it is a draft. Raises Refused when it has been sent already."""
    if queries.get_referral(referral_id).status is not Status.DRAFT:
        raise Refused("not_from_here")
    return _again(referral_id, form, 422)


def _again(referral_id: UUID, form: DraftForm, status: int, refused: str = "") -> Answer:
    return page_of(
        current_actor(), queries.get_referral(referral_id), status=status, refused=refused, form=form
    )
