"""The parts of a service beyond its basics: opening hours, for whom it is, places and waiting."""

from typing import Any
from uuid import UUID

from flask import flash, request

from app.kernel.access import current_actor
from app.kernel.errors import NotFound
from app.kernel.i18n import gettext as _
from app.kernel.permissions import P
from app.providers import services
from app.providers.forms import CapacityForm, HoursForm, PeopleForm, WeekForm
from app.providers.forms.week import week_data
from app.providers.queries import ServicePlace, ServiceView
from app.providers.routes.blueprint import bp
from app.providers.routes.parts import get_kept_service, part_page, save_part
from app.providers.words.organisation import location_label
from app.web.respond import Answer

_HOURS, _HOURS_AT = "providers/service_hours.html", "providers/service_hours_at.html"
_PEOPLE, _CAPACITY = "providers/service_people.html", "providers/service_capacity.html"


@bp.get("/providers/services/<uuid:service_id>/hours", access=P.DIRECTORY_READ)
def edit_service_hours(service_id: UUID) -> Answer:
    service, entry = get_kept_service(service_id)
    return part_page(_HOURS, HoursForm.of(service), service, entry, branches=_labels(service))


@bp.post("/providers/services/<uuid:service_id>/hours", access=P.DIRECTORY_READ)
def change_service_hours(service_id: UUID) -> Answer:
    service, entry = get_kept_service(service_id)
    form = HoursForm()
    if _asks_to_fill(form):
        return part_page(_HOURS, form, service, entry, branches=_labels(service))
    return save_part(_HOURS, form, service, entry, branches=_labels(service))


@bp.get("/providers/services/<uuid:service_id>/hours/<uuid:location_id>", access=P.DIRECTORY_READ)
def edit_service_hours_at(service_id: UUID, location_id: UUID) -> Answer:
    service, entry = get_kept_service(service_id)
    place = _place(service, location_id)
    form = WeekForm(data={"version": service.version, **week_data(place.opening_hours)})
    return part_page(_HOURS_AT, form, service, entry, **_at(place))


@bp.post("/providers/services/<uuid:service_id>/hours/<uuid:location_id>", access=P.DIRECTORY_READ)
def change_service_hours_at(service_id: UUID, location_id: UUID) -> Answer:
    service, entry = get_kept_service(service_id)
    place = _place(service, location_id)
    form = WeekForm()
    if _asks_to_fill(form):
        return part_page(_HOURS_AT, form, service, entry, **_at(place))

    def save(version: int) -> None:
        services.edit_hours_at(current_actor(), service_id, location_id, version, form.week_lines())

    return save_part(_HOURS_AT, form, service, entry, save, **_at(place))


@bp.get("/providers/services/<uuid:service_id>/people", access=P.DIRECTORY_READ)
def edit_service_people(service_id: UUID) -> Answer:
    service, entry = get_kept_service(service_id)
    return part_page(_PEOPLE, PeopleForm.of(service), service, entry)


@bp.post("/providers/services/<uuid:service_id>/people", access=P.DIRECTORY_READ)
def change_service_people(service_id: UUID) -> Answer:
    service, entry = get_kept_service(service_id)
    return save_part(_PEOPLE, PeopleForm(), service, entry)


@bp.get("/providers/services/<uuid:service_id>/capacity", access=P.DIRECTORY_READ)
def edit_service_capacity(service_id: UUID) -> Answer:
    service, entry = get_kept_service(service_id)
    return part_page(_CAPACITY, CapacityForm.of(service), service, entry)


@bp.post("/providers/services/<uuid:service_id>/capacity", access=P.DIRECTORY_READ)
def change_service_capacity(service_id: UUID) -> Answer:
    service, entry = get_kept_service(service_id)
    return save_part(_CAPACITY, CapacityForm(), service, entry)


def _asks_to_fill(form: WeekForm) -> bool:
    """Whether Monday's times were asked for on the other working days; they are put in, nothing is saved yet."""
    if "fill" not in request.form:
        return False
    form.fill_workdays()
    flash(_("Monday's times stand until Friday now. Save when they are right."), "info")
    return True


def _labels(service: ServiceView) -> list[tuple[UUID, str]]:
    """The places of a service that has several, so that each can have hours of its own."""
    places = service.places if len(service.places) > 1 else ()
    return [(place.location.id, location_label(place.location)) for place in places]


def _place(service: ServiceView, location_id: UUID) -> ServicePlace:
    for place in service.places:
        if place.location.id == location_id:
            return place
    raise NotFound


def _at(place: ServicePlace) -> dict[str, Any]:
    return {"location_id": place.location.id, "place": location_label(place.location)}
