"""The public forms: a provider registers itself, or claims an entry; and the form of whoever decides."""

import re
from typing import Any
from uuid import UUID

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxesInput, GovCheckboxInput, GovSelect, GovTextInput
from wtforms import BooleanField, IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, ValidationError
from wtforms.widgets import HiddenInput

from app.kernel.i18n import current_locale
from app.kernel.i18n import lazy_gettext as _l
from app.kernel.languages import language_choices
from app.kernel.tax_number import normalise_tax_number
from app.providers.domain import Kind, Sector, Tier
from app.providers.forms.fields import (
    RegistryForm,
    check_email,
    check_phone,
    check_website,
    line,
    municipality_choices,
    paragraph,
    stripped,
)
from app.providers.forms.organisation import DeclineForm
from app.providers.queries import CatalogueRow, list_catalogue
from app.providers.services import ClaimDetails, RegistrationDetails
from app.providers.words import KINDS, SECTORS

_LANGUAGES = ("sq", "en", "ar", "prs", "fa", "ps", "uk", "ru", "tr", "it", "fr", "es")
_MOST_NAMES = 10
_MOST_SERVICES = 30
IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _contact_name() -> StringField:
    return line(
        _l("Name of the contact person"),
        120,
        DataRequired(_l("Enter the name of the contact person.")),
        autocomplete="name",
    )


def _contact_title() -> StringField:
    return line(_l("Function"), 120, hint=_l("For instance: director, coordinator of the centre."))


def _phone() -> StringField:
    required = DataRequired(_l("Enter a telephone number."))
    return line(_l("Telephone"), 40, required, check_phone, type="tel", inputmode="tel", autocomplete="tel")


def _email() -> StringField:
    return line(
        _l("E-mail"),
        254,
        DataRequired(_l("Enter the e-mail address.")),
        check_email,
        hint=_l("A link to confirm comes to this address, and later the invitation to your account."),
        type="email",
        spellcheck="false",
        autocomplete="email",
    )


class _OpenForm(RegistryForm):
    """A form for everybody. `fax` is there for machines only: people never see it."""

    fax = StringField(_l("Leave this empty"), filters=[stripped], default="")

    @property
    def is_of_a_machine(self) -> bool:
        return bool(self.fax.data)


class RegistrationForm(_OpenForm):
    """An organisation as it describes itself. `looked`: what looks the same was shown, and this is another one."""

    name = line(
        _l("Name of the organisation"), 200, DataRequired(_l("Enter the name.")), autocomplete="organization"
    )
    kind = SelectField(
        _l("Kind of organisation"), widget=GovSelect(), validators=[DataRequired(_l("Choose the kind."))]
    )
    municipality_code = SelectField(
        _l("Municipality"),
        description=_l("Where it works. If it works in several: where its office is."),
        widget=GovSelect(),
        choices=municipality_choices,
        validators=[DataRequired(_l("Choose the municipality."))],
    )
    is_national = BooleanField(_l("It works in the whole country"), widget=GovCheckboxInput())
    address = line(_l("Address"), 300, autocomplete="street-address")
    website = line(_l("Website"), 300, check_website, inputmode="url", spellcheck="false")
    other_names = paragraph(
        _l("Other names"), 1000, hint=_l("Short names, names in other languages: one a line.")
    )
    tax_number = StringField(
        _l("Tax number (NIPT)"),
        filters=[stripped],
        default="",
        widget=GovTextInput(),
        render_kw={"maxlength": 20, "autocomplete": "off", "spellcheck": "false"},
    )
    licence_number = line(
        _l("Licence"), 60, hint=_l("Number of the licence for social services, if it has one.")
    )
    service_codes = SelectMultipleField(_l("What it offers"))
    languages = SelectMultipleField(_l("Languages spoken"), widget=GovCheckboxesInput(), default=["sq"])
    description = paragraph(
        _l("What it does, in a few sentences"), 1000, hint=_l("For people who look for help, in plain words.")
    )
    contact_name = _contact_name()
    contact_title = _contact_title()
    phone = _phone()
    email = _email()
    agrees = BooleanField(
        _l("I speak for this organisation, and I agree that all this is published in the directory"),
        widget=GovCheckboxInput(),
        validators=[DataRequired(_l("Tick this to go on: without it the organisation cannot be entered."))],
    )
    looked = BooleanField(widget=HiddenInput())

    def __init__(self, *positional: Any, **named: Any) -> None:
        super().__init__(*positional, **named)
        self.kind.choices = [("", "—"), *((kind.value, name) for kind, name in KINDS.items())]
        names = dict(language_choices(current_locale()))
        self.languages.choices = [(code, names[code]) for code in _LANGUAGES]
        self._kinds = [row for row in list_catalogue() if row.tier is not Tier.SEALED]
        self.service_codes.choices = [(row.code, row.name(current_locale())) for row in self._kinds]

    def validate_service_codes(self, field: SelectMultipleField) -> None:
        field.data = list(dict.fromkeys(field.data or ()))[:_MOST_SERVICES]

    def validate_tax_number(self, field: StringField) -> None:
        field.data = normalise_tax_number(field.data or "")[:20]

    @property
    def service_groups(self) -> list[tuple[Sector, str, list[CatalogueRow], int]]:
        """Sector, its name, its kinds of service, and how many of them are ticked."""
        ticked = set(self.service_codes.data or ())
        groups = []
        for sector, name in SECTORS.items():
            kinds = [row for row in self._kinds if row.sector is sector]
            groups.append((sector, str(name), kinds, sum(row.code in ticked for row in kinds)))
        return [group for group in groups if group[2]]

    def to_command(self) -> RegistrationDetails:
        names = (name.strip() for name in (self.other_names.data or "").splitlines())
        return RegistrationDetails(
            name=self.name.data,
            other_names=tuple(name for name in names if name)[:_MOST_NAMES],
            kind=Kind(self.kind.data),
            municipality_code=self.municipality_code.data,
            is_national=self.is_national.data,
            address=self.address.data,
            phone=self.phone.data,
            email=self.email.data,
            website=self.website.data,
            tax_number=self.tax_number.data or "",
            licence_number=self.licence_number.data,
            service_codes=tuple(self.service_codes.data or ()),
            languages=tuple(self.languages.data or ()),
            description=self.description.data,
            contact_name=self.contact_name.data,
            contact_title=self.contact_title.data,
        )


class ClaimForm(_OpenForm):
    """Who says that an entry is their organisation's."""

    contact_name = _contact_name()
    contact_title = _contact_title()
    phone = _phone()
    email = _email()
    agrees = BooleanField(
        _l("I speak for this organisation, and will keep its entry true"),
        widget=GovCheckboxInput(),
        validators=[DataRequired(_l("Tick this to go on."))],
    )

    def to_command(self, organisation_id: Any) -> ClaimDetails:
        return ClaimDetails(
            organisation_id=organisation_id,
            contact_name=self.contact_name.data,
            contact_title=self.contact_title.data,
            phone=self.phone.data,
            email=self.email.data,
        )


class ApprovalForm(RegistryForm):
    """Yes, based on the version that was read; `into`: it is that entry, which stands there already."""

    version = IntegerField(widget=HiddenInput())
    into = StringField(widget=HiddenInput(), filters=[stripped], default="")

    def validate_into(self, field: StringField) -> None:
        if field.data and not IDENTIFIER.fullmatch(field.data):
            raise ValidationError(str(_l("Not a valid choice.")))

    @property
    def into_id(self) -> UUID | None:
        return UUID(self.into.data) if self.into.data else None


class DecisionForm(DeclineForm):
    """A decision, based on the version that was read; the reason is for a decline only."""

    version = IntegerField(widget=HiddenInput())
