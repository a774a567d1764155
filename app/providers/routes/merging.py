"""Possible duplicates: the list of pairs, two entries side by side, merging them and undoing that."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import flash

from app.kernel.access import current_actor
from app.kernel.actor import Actor
from app.kernel.i18n import LazyText, current_locale
from app.kernel.i18n import gettext as _
from app.kernel.pages import Page, PageRequest
from app.kernel.permissions import P
from app.providers import policy, queries, services
from app.providers.domain import Kind
from app.providers.forms.merging import ONE, OTHER, MergeForm, merge_form
from app.providers.queries import OrganisationView
from app.providers.routes.blueprint import bp
from app.providers.routes.organisations import get_entry
from app.providers.words import KINDS, STATUSES, municipality_name
from app.providers.words.decisions import LIKENESSES, MERGED_FIELDS
from app.web.filters import date_text, phone
from app.web.pages import page_request
from app.web.respond import Answer, redirect_to, respond

_NEWEST = PageRequest(size=10)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two entries, as it is compared."""

    entry: OrganisationView
    where: str
    status: LazyText
    services: list[str]
    places: list[str]
    contacts: list[str]
    values: dict[str, str]


@bp.get("/providers/duplicates", access=P.PROVIDERS_APPROVE)
def duplicates() -> Answer:
    wanted = page_request()
    pairs = queries.list_duplicate_pairs(current_actor().municipality_code)
    page = Page.cut(pairs[wanted.offset : wanted.offset + wanted.probe], wanted, len(pairs))
    return respond(
        "providers/merging/index.html",
        page=page,
        merges=queries.list_merges(_NEWEST).rows if wanted.number == 1 else (),
        kinds=KINDS,
        likenesses=LIKENESSES,
        municipality_name=municipality_name,
    )


@bp.get("/providers/<uuid:organisation_id>/merge/<uuid:other_id>", access=P.PROVIDERS_APPROVE)
def compare(organisation_id: UUID, other_id: UUID) -> Answer:
    one, other = _pair(organisation_id, other_id)
    stays = OTHER if len(other.services) > len(one.services) else ONE
    suggested = {
        name: _richer(first, second, stays) for name, _label, first, second in _differing(one, other)
    }
    data = {"one_version": one.version, "other_version": other.version, "stays": stays, **suggested}
    return _compare_page(one, other, _form(one, other, data=data))


@bp.post("/providers/<uuid:organisation_id>/merge/<uuid:other_id>", access=P.PROVIDERS_APPROVE, creates=True)
def merge(organisation_id: UUID, other_id: UUID) -> Answer:
    one, other = _pair(organisation_id, other_id)
    form = _form(one, other)
    if not form.validate():
        return _compare_page(one, other, form, 422)
    sides = {
        ONE: (one.id, form.one_version.data or 0),
        OTHER: (other.id, form.other_version.data or 0),
    }
    stays, goes = (ONE, OTHER) if form.stays.data == ONE else (OTHER, ONE)
    taken = [name for name, *_rest in _differing(one, other) if form[name].data == goes]
    services.merge_organisations(current_actor(), sides[stays], sides[goes], taken)
    flash(_("Merged. If it was wrong, it can be undone in the list of possible duplicates."))
    return redirect_to("providers.show", organisation_id=sides[stays][0])


@bp.post("/providers/<uuid:organisation_id>/apart/<uuid:other_id>", access=P.PROVIDERS_APPROVE)
def keep_apart(organisation_id: UUID, other_id: UUID) -> Answer:
    services.keep_apart(current_actor(), organisation_id, other_id)
    flash(_("Noted: these are two organisations. The pair is not shown again."))
    return redirect_to("providers.duplicates")


@bp.post("/providers/merges/<uuid:merge_id>/undo", access=P.PROVIDERS_APPROVE)
def undo_merge(merge_id: UUID) -> Answer:
    entry_id = services.undo_merge(current_actor(), merge_id)
    flash(_("Undone. Both entries stand apart again."))
    return redirect_to("providers.show", organisation_id=entry_id)


def _pair(one_id: UUID, other_id: UUID) -> tuple[OrganisationView, OrganisationView]:
    """Two entries that the actor decides about; raises NotFound, Forbidden."""
    actor = current_actor()
    pair = (get_entry(one_id), get_entry(other_id))
    policy.require(all(_may_merge(actor, entry) for entry in pair), "not_your_municipality")
    return pair


def _may_merge(actor: Actor, entry: OrganisationView) -> bool:
    return policy.may_approve(actor, entry.municipality_code, is_national=entry.is_national)


def _form(one: OrganisationView, other: OrganisationView, **named: Any) -> MergeForm:
    form = merge_form(_differing(one, other), **named)
    # Their names may be the same: where they stand in the table tells them apart.
    form.name_sides(_("Left: %(name)s", name=one.name), _("Right: %(name)s", name=other.name))
    return form


def _differing(one: OrganisationView, other: OrganisationView) -> Iterator[tuple[str, LazyText, str, str]]:
    """The fields in which two entries differ: name, label and both values in words."""
    for name, label in MERGED_FIELDS.items():
        first, second = _in_words(one, name), _in_words(other, name)
        if first != second:
            yield name, label, first or _("(nothing)"), second or _("(nothing)")


def _in_words(entry: OrganisationView, name: str) -> str:
    value: Any = getattr(entry, name)
    if isinstance(value, Kind):
        return str(KINDS[value])
    if isinstance(value, date):
        return date_text(value)
    return phone(value) if name == "phone" else str(value or "")


def _richer(first: str, second: str, stays: str) -> str:
    """Where one of them says nothing, the other's value is suggested."""
    nothing = _("(nothing)")
    if nothing in (first, second):
        return OTHER if first == nothing else ONE
    return stays


def _compare_page(
    one: OrganisationView, other: OrganisationView, form: MergeForm, status: int = 200
) -> Answer:
    return respond(
        "providers/merging/compare.html",
        status=status,
        sides=(_side(one), _side(other)),
        form=form,
        labels=MERGED_FIELDS,
        fields=[name for name in MERGED_FIELDS if name in form],
    )


def _side(entry: OrganisationView) -> Side:
    return Side(
        entry=entry,
        where=municipality_name(entry.municipality_code),
        status=STATUSES[entry.status],
        services=[service.name(current_locale()) for service in entry.services],
        places=[place.address or place.name for place in entry.locations],
        contacts=[", ".join(part for part in (one.name, one.title) if part) for one in entry.contacts],
        values={name: _in_words(entry, name) for name in MERGED_FIELDS},
    )
