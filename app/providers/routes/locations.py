"""The places of an organisation: add one, change it, find its point on the map."""

from uuid import UUID

from flask import flash

from app.kernel.access import current_actor
from app.kernel.errors import Invalid, NotFound, StaleVersion
from app.kernel.i18n import gettext as _
from app.kernel.permissions import P
from app.providers import services
from app.providers.forms import LocationForm
from app.providers.queries import LocationView, OrganisationView
from app.providers.queries.keeping import find_organisation_of, find_point
from app.providers.routes.blueprint import bp
from app.providers.routes.organisations import get_kept_entry
from app.web.respond import Answer, redirect_to, respond

_NEW, _EDIT = "providers/location.html", "providers/location_edit.html"


@bp.get("/providers/<uuid:organisation_id>/locations/new", access=P.DIRECTORY_READ)
def new_location(organisation_id: UUID) -> Answer:
    entry = get_kept_entry(organisation_id)
    form = LocationForm(data={"municipality_code": entry.municipality_code})
    return respond(_NEW, form=form, entry=entry)


@bp.post("/providers/<uuid:organisation_id>/locations/new", access=P.DIRECTORY_READ, creates=True)
def add_location(organisation_id: UUID) -> Answer:
    entry = get_kept_entry(organisation_id)
    form = LocationForm()
    if form.validate():
        try:
            services.add_location(current_actor(), organisation_id, form.to_command())
            return redirect_to("providers.show", organisation_id=organisation_id)
        except Invalid as wrong:
            form.refuse(wrong.fields)
    return respond(_NEW, form=form, entry=entry, status=422)


@bp.post("/providers/<uuid:organisation_id>/locations/find", access=P.DIRECTORY_READ)
def find_new_point(organisation_id: UUID) -> Answer:
    entry = get_kept_entry(organisation_id)
    return respond(_NEW, form=_with_point(LocationForm()), entry=entry)


@bp.get("/providers/locations/<uuid:location_id>/edit", access=P.DIRECTORY_READ)
def edit_location(location_id: UUID) -> Answer:
    place, entry = _kept(location_id)
    return respond(_EDIT, form=LocationForm.of(place), entry=entry, place=place)


@bp.post("/providers/locations/<uuid:location_id>/edit", access=P.DIRECTORY_READ)
def change_location(location_id: UUID) -> Answer:
    place, entry = _kept(location_id)
    form, status = LocationForm(), 422
    if form.validate():
        try:
            services.edit_location(current_actor(), location_id, form.version.data or 0, form.to_command())
            flash(_("Saved."))
            return redirect_to("providers.show", organisation_id=entry.id)
        except StaleVersion:
            form.stand_on(place.version)
            status = 409
        except Invalid as wrong:
            form.refuse(wrong.fields)
    return respond(_EDIT, form=form, entry=entry, place=place, status=status)


@bp.post("/providers/locations/<uuid:location_id>/find", access=P.DIRECTORY_READ)
def find_point_again(location_id: UUID) -> Answer:
    place, entry = _kept(location_id)
    return respond(_EDIT, form=_with_point(LocationForm()), entry=entry, place=place)


def _kept(location_id: UUID) -> tuple[LocationView, OrganisationView]:
    organisation_id = find_organisation_of(location_id)
    if organisation_id is None:
        raise NotFound
    entry = get_kept_entry(organisation_id)
    place = next((place for place in entry.locations if place.id == location_id), None)
    if place is None:
        raise NotFound
    return place, entry


def _with_point(form: LocationForm) -> LocationForm:
    """The form as it was sent with the point of its address; says what was found, and saves nothing."""
    found = find_point(form.address.data or "", form.municipality_code.data or "")
    if found is None:
        flash(_("No place was found for this address. Enter the point yourself, or leave it empty."), "info")
        return form
    form.set_point(found.latitude, found.longitude)
    words = _(
        "Found: %(place)s. This is the middle of the place, not the door: put it right if you know better. "
        "Nothing is saved yet.",
        place=found.name,
    )
    flash(words, "info")
    return form
