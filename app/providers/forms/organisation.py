"""Forms about an organisation itself."""

from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovSelect
from wtforms import IntegerField, SelectField
from wtforms.validators import DataRequired
from wtforms.widgets import HiddenInput

from app.kernel.i18n import lazy_gettext as _l
from app.providers.domain import Kind
from app.providers.forms.fields import (
    RegistryForm,
    check_email,
    check_phone,
    check_website,
    day,
    line,
    municipality_choices,
    paragraph,
    read_tags,
    written_tags,
)
from app.providers.queries import OrganisationView
from app.providers.services import OrganisationDetails
from app.providers.words import KINDS

_MOST_NAMES = 10
_SAID = (
    "name", "kind", "phone", "email", "website", "description_sq", "description_en", "tax_number", "licence_number",
    "licence_valid_until", "version",
)  # fmt: skip


class OrganisationForm(RegistryForm):
    """An organisation as its keeper describes it. The municipality is asked only of those who have none."""

    name = line(
        _l("Name of the organisation"), 200, DataRequired(_l("Enter the name.")), autocomplete="organization"
    )
    other_names = paragraph(
        _l("Other names"), 1000, hint=_l("Short names, names in other languages: one a line.")
    )
    kind = SelectField(
        _l("Kind of organisation"), widget=GovSelect(), validators=[DataRequired(_l("Choose the kind."))]
    )
    municipality_code = SelectField(
        _l("Municipality where it is registered"),
        widget=GovSelect(),
        choices=municipality_choices,
        validators=[DataRequired(_l("Choose the municipality."))],
    )
    phone = line(_l("Telephone"), 40, check_phone, type="tel", inputmode="tel", autocomplete="tel")
    email = line(_l("E-mail"), 254, check_email, type="email", spellcheck="false", autocomplete="email")
    website = line(_l("Website"), 300, check_website, inputmode="url", spellcheck="false")
    description_sq = paragraph(_l("What it does, in Albanian"), 2000)
    description_en = paragraph(_l("What it does, in English"), 2000)
    tax_number = line(
        _l("Tax number (NIPT)"),
        20,
        hint=_l("For instance L42307014K. May be left empty."),
        autocomplete="off",
    )
    licence_number = line(_l("Number of the licence for social care"), 60)
    licence_valid_until = day(_l("Licence valid until"))
    project_tags = line(
        _l("Projects it takes part in"), 300, hint=_l("Between commas, for instance: EU4Migration.")
    )
    version = IntegerField(widget=HiddenInput(), default=1)

    def __init__(self, *positional: Any, municipality: str | None = None, **named: Any) -> None:
        super().__init__(*positional, **named)
        self._municipality = municipality
        self.kind.choices = [("", "—"), *((kind.value, name) for kind, name in KINDS.items())]
        if municipality:
            del self.municipality_code

    @classmethod
    def of(cls, entry: OrganisationView) -> "OrganisationForm":
        """Filled with what stands there."""
        facts = {name: getattr(entry, name) for name in _SAID} | {
            "other_names": "\n".join(entry.other_names),
            "project_tags": written_tags(entry.project_tags),
        }
        return cls(data=facts, municipality=entry.municipality_code)

    def to_command(self) -> OrganisationDetails:
        names = (name.strip() for name in (self.other_names.data or "").splitlines())
        return OrganisationDetails(
            name=self.name.data,
            other_names=tuple(name for name in names if name)[:_MOST_NAMES],
            kind=Kind(self.kind.data),
            municipality_code=self._municipality or self.municipality_code.data,
            phone=self.phone.data,
            email=self.email.data,
            website=self.website.data,
            description_sq=self.description_sq.data,
            description_en=self.description_en.data,
            tax_number=self.tax_number.data,
            licence_number=self.licence_number.data,
            licence_valid_until=self.licence_valid_until.data,
            project_tags=read_tags(self.project_tags.data),
        )


class DeclineForm(RegistryForm):
    """Why an organisation is not let into the directory."""

    reason = paragraph(
        _l("Reason"),
        500,
        DataRequired(_l("Write the reason: those who registered it will read it.")),
    )
