"""Whom to turn to at an organisation, and what it agreed with partners."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect
from wtforms import RadioField, SelectField
from wtforms.validators import DataRequired

from app.kernel.i18n import lazy_gettext as _l
from app.providers.domain import PhoneKind
from app.providers.forms.fields import (
    RegistryForm,
    check_email,
    check_phone,
    chosen_languages,
    day,
    language_boxes,
    line,
    offer_languages,
    other_language_select,
)
from app.providers.queries import AgreementView, ContactView
from app.providers.services import AgreementDetails, ContactDetails
from app.providers.words.facts import PHONE_KINDS

Choices = Sequence[tuple[str, str]]
_CONTACT = ("name", "title", "phone", "extension", "phone_kind", "email")
_AGREEMENT = ("partner", "subject", "project_tag", "starts_on", "ends_on")


class ContactForm(RegistryForm):
    """A person or desk to turn to. What it is for is asked only where there is something to choose."""

    name = line(_l("Name of the person or desk"), 120, hint=_l("May be left empty."), autocomplete="off")
    title = line(_l("Function"), 120, hint=_l("For instance: reception, social worker."), autocomplete="off")
    phone = line(_l("Telephone"), 40, check_phone, type="tel", inputmode="tel", autocomplete="off")
    phone_kind = RadioField(
        _l("How is the number used?"),
        choices=[(str(kind), text) for kind, text in PHONE_KINDS.items()],
        default=PhoneKind.VOICE,
        widget=GovRadioInput(),
    )
    extension = line(_l("Extension"), 10, inputmode="numeric", autocomplete="off")
    email = line(_l("E-mail"), 254, check_email, type="email", spellcheck="false", autocomplete="off")
    languages = language_boxes(_l("Which languages are spoken there?"))
    other_language = other_language_select()
    service_id = SelectField(_l("For which service?"), widget=GovSelect(), default="")
    location_id = SelectField(_l("At which place?"), widget=GovSelect(), default="")

    def __init__(self, *positional: Any, services: Choices = (), places: Choices = (), **named: Any) -> None:
        super().__init__(*positional, **named)
        self.service_id.choices = [("", _l("For all")), *services]
        self.location_id.choices = [("", _l("At all places")), *places]
        if not services:
            del self.service_id
        if not places:
            del self.location_id
        offer_languages(self.languages)

    @classmethod
    def of(cls, contact: ContactView, services: Choices, places: Choices) -> "ContactForm":
        """Filled with what stands there."""
        facts = {name: getattr(contact, name) for name in _CONTACT} | {
            "languages": list(contact.languages),
            "service_id": str(contact.service_id or ""),
            "location_id": str(contact.location_id or ""),
        }
        return cls(data=facts, services=services, places=places)

    def to_command(self) -> ContactDetails:
        return ContactDetails(
            name=self.name.data,
            title=self.title.data,
            phone=self.phone.data,
            extension=self.extension.data,
            phone_kind=PhoneKind(self.phone_kind.data),
            email=self.email.data,
            languages=chosen_languages(self.languages, self.other_language),
            service_id=self._chosen("service_id"),
            location_id=self._chosen("location_id"),
        )

    def _chosen(self, name: str) -> UUID | None:
        value = self[name].data if name in self else ""
        return UUID(value) if value else None


class AgreementForm(RegistryForm):
    """What was agreed with a partner, and until when."""

    partner = line(_l("Partner"), 200, DataRequired(_l("Enter the name of the partner.")))
    subject = line(_l("What was agreed?"), 300)
    project_tag = line(_l("Project"), 60, hint=_l("For instance: EU4Migration."))
    starts_on = day(_l("First day"))
    ends_on = day(_l("Last day"))

    @classmethod
    def of(cls, agreement: AgreementView) -> "AgreementForm":
        """Filled with what stands there."""
        return cls(data={name: getattr(agreement, name) for name in _AGREEMENT})

    def to_command(self) -> AgreementDetails:
        return AgreementDetails(**{name: self[name].data for name in _AGREEMENT})
