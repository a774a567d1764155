"""What the pages on the parts of a service share: who may change it, showing a part, saving it by itself."""

from collections.abc import Callable
from typing import Any, Protocol
from uuid import UUID

from flask import flash

from app.kernel.access import current_actor
from app.kernel.errors import Invalid, NotFound, StaleVersion
from app.kernel.i18n import gettext as _
from app.kernel.i18n import lazy_gettext as _l
from app.providers import policy, queries, services
from app.providers.forms.fields import RegistryForm
from app.providers.queries import OrganisationView, ServiceView
from app.providers.routes.organisations import get_entry
from app.providers.services.commands import ServicePart
from app.web.respond import Answer, redirect_to, respond

PARTS = (
    ("providers.edit_service", _l("The service")),
    ("providers.edit_service_hours", _l("Opening hours")),
    ("providers.edit_service_people", _l("For whom, papers, cost")),
    ("providers.edit_service_capacity", _l("Places and waiting")),
)


class PartForm(Protocol):
    """A form about one part of a service."""

    def to_command(self) -> ServicePart: ...


def get_service(service_id: UUID) -> tuple[ServiceView, OrganisationView]:
    """The service with its organisation as far as the actor may see them; raises NotFound."""
    service = queries.get_service_view(service_id)
    if service is None:
        raise NotFound
    return service, get_entry(service.organisation_id)


def get_kept_service(service_id: UUID) -> tuple[ServiceView, OrganisationView]:
    """The same, for those who may change it; raises Forbidden."""
    service, entry = get_service(service_id)
    policy.require(policy.may_edit(current_actor(), entry), "not_your_entry")
    return service, entry


def part_page(
    template: str,
    form: RegistryForm,
    service: ServiceView,
    entry: OrganisationView,
    status: int = 200,
    **more: Any,
) -> Answer:
    """The page of one part, with links to the others."""
    return respond(template, status=status, form=form, service=service, entry=entry, parts=PARTS, **more)


def save_part(
    template: str,
    form: Any,
    service: ServiceView,
    entry: OrganisationView,
    save: Callable[[int], None] | None = None,
    **more: Any,
) -> Answer:
    """Save what was sent about one part and go back to the entry; what cannot be saved stays on the page."""
    save = save or _save_with(form, service.id)
    status = 422
    if form.validate():
        try:
            save(form.version.data or 0)
            flash(_("Saved."))
            return redirect_to("providers.show", organisation_id=entry.id, _anchor=f"s-{service.id}")
        except StaleVersion:
            form.stand_on(service.version)
            status = 409
        except Invalid as wrong:
            form.refuse(wrong.fields)
    return part_page(template, form, service, entry, status, **more)


def _save_with(form: PartForm, service_id: UUID) -> Callable[[int], None]:
    return lambda version: services.edit_service(current_actor(), service_id, version, form.to_command())
