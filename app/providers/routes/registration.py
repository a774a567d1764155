"""Public pages: a provider registers itself or claims its entry, and proves its mail address."""

from uuid import UUID

from flask import current_app, request

from app.accounts.services import check_throttle, failure_key, note_failure
from app.kernel import clock
from app.kernel.access import PUBLIC, find_actor
from app.kernel.actor import VISITOR, Actor
from app.kernel.db import db
from app.kernel.errors import Gone, Invalid, NotFound, TooMany
from app.kernel.i18n import DEFAULT_LOCALE, LOCALES, current_locale
from app.kernel.scope import set_scope
from app.providers import queries, services
from app.providers.domain import RegistrationStatus, Status
from app.providers.forms.registration import ClaimForm, RegistrationForm
from app.providers.queries import OrganisationView, RegistrationView
from app.providers.routes.blueprint import bp
from app.providers.words import KINDS, municipality_name
from app.providers.words.decisions import LIKENESSES
from app.providers.words.registration import reach, tax_number_doubt
from app.web.respond import Answer, redirect_to, respond


@bp.get("/register", access=PUBLIC)
def registration() -> Answer:
    _look_as_visitor()
    claimed = request.args.get("claims")
    if claimed is not None:
        return _claim_page(_claimable(claimed), ClaimForm())
    return _registration_page(RegistrationForm())


@bp.post("/register", access=PUBLIC, creates=True)
def send_registration() -> Answer:
    _look_as_visitor()
    form = RegistrationForm()
    if not form.validate():
        return _registration_page(form, 422)
    alike, doubt = _look(form)
    if (alike or doubt) and not form.looked.data:
        return _registration_page(form, 422, alike=alike, doubt=doubt)
    if form.is_of_a_machine or not _is_free(form.email.data):
        return redirect_to("providers.registration_sent")
    try:
        services.register_provider(_actor(), form.to_command(), _locale(), _secret())
    except Invalid as wrong:
        form.refuse(wrong.fields)
        return _registration_page(form, 422)
    return redirect_to("providers.registration_sent")


@bp.post("/register/claims/<uuid:organisation_id>", access=PUBLIC, creates=True)
def send_claim(organisation_id: UUID) -> Answer:
    _look_as_visitor()
    entry = _claimable(str(organisation_id))
    form = ClaimForm()
    if not form.validate():
        return _claim_page(entry, form, 422)
    if not form.is_of_a_machine and _is_free(form.email.data):
        services.claim_entry(_actor(), form.to_command(organisation_id), _locale(), _secret())
    return redirect_to("providers.registration_sent")


@bp.get("/register/sent", access=PUBLIC)
def registration_sent() -> Answer:
    """The same whoever asked and whatever is known of the address."""
    return respond("providers/registration/sent.html")


@bp.get("/register/proof/<proof>", access=PUBLIC)
def open_proof(proof: str) -> Answer:
    """Looking is not proving: machines that read mails open links too."""
    found = _by_proof(proof)
    is_open = found.status is RegistrationStatus.UNPROVED
    if is_open and found.expires_at <= clock.now():
        raise Gone("proof_expired")
    return respond(
        "providers/registration/proof.html",
        found=found,
        proof=proof,
        is_open=is_open,
        is_decided=found.status in (RegistrationStatus.APPROVED, RegistrationStatus.DECLINED),
        decider="" if found.is_national else municipality_name(found.municipality_code),
    )


@bp.post("/register/proof/<proof>", access=PUBLIC, creates=True)
def prove(proof: str) -> Answer:
    services.prove_address(_actor(), proof)
    return redirect_to("providers.open_proof", proof=proof)


def _registration_page(
    form: RegistrationForm,
    status: int = 200,
    *,
    alike: tuple[queries.Lookalike, ...] = (),
    doubt: str | None = None,
) -> Answer:
    return respond(
        "providers/registration/new.html",
        status=status,
        form=form,
        alike=alike,
        doubt=doubt,
        kinds=KINDS,
        likenesses=LIKENESSES,
        municipality_name=municipality_name,
    )


def _claim_page(entry: OrganisationView, form: ClaimForm, status: int = 200) -> Answer:
    return respond(
        "providers/registration/claim.html",
        status=status,
        form=form,
        entry=entry,
        kind=KINDS[entry.kind],
        where=reach(entry.municipality_code, is_national=entry.is_national),
    )


def _claimable(typed: str) -> OrganisationView:
    """An entry that the reader may see and that stands in the directory; anything else is not there."""
    try:
        entry = queries.get_organisation(UUID(typed))
    except ValueError:
        raise NotFound from None
    if entry is None or entry.status is not Status.APPROVED:
        raise NotFound
    return entry


def _look(form: RegistrationForm) -> tuple[tuple[queries.Lookalike, ...], str | None]:
    """What should be looked at before this is sent: entries like it, and a tax number that may be mistyped."""
    details = form.to_command()
    sought = queries.known_of(
        (details.name, *details.other_names),
        details.municipality_code,
        phone=details.phone,
        email=details.email,
        website=details.website,
        tax_number=details.tax_number,
    )
    alike = queries.list_lookalikes(sought)
    standing = tuple(one for one in alike if one.entry.status is Status.APPROVED)
    return standing, tax_number_doubt(details.tax_number)


def _by_proof(proof: str) -> RegistrationView:
    found = queries.get_registration_by_proof(services.digest_of_proof(proof))
    if found is None:
        raise NotFound
    return found


def _is_free(email: str) -> bool:
    """Count this try. Raises TooMany for a connection; for an address only nothing is sent, which tells nobody."""
    keys = {
        "registration_address": failure_key("registration_address", request.remote_addr or "", _secret()),
        "registration_email": failure_key("registration_email", email.lower(), _secret()),
    }
    check_throttle([keys["registration_address"]], "too_many_registrations")
    try:
        check_throttle([keys["registration_email"]])
    except TooMany:
        return False
    note_failure(keys)
    return True


def _look_as_visitor() -> None:
    """These pages show the same to everybody, also to those whose role may not read the directory."""
    set_scope(db.session(), VISITOR)


def _actor() -> Actor:
    return find_actor() or VISITOR


def _locale() -> str:
    """The language of the mails."""
    locale = current_locale()
    return locale if locale in LOCALES else DEFAULT_LOCALE


def _secret() -> str:
    secret: str = current_app.extensions["settings"].secret_key
    return secret
