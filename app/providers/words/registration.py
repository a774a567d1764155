"""A registration, a claim or an entered organisation, put into words for whoever decides about it."""

from collections.abc import Iterable

from app.kernel.i18n import LazyText, current_locale
from app.kernel.i18n import gettext as _
from app.kernel.tax_number import doubt_about_tax_number
from app.providers.domain import Kind
from app.providers.queries import OrganisationView, RegistrationView, get_catalogue_entry
from app.providers.words import KINDS, language_names, municipality_name
from app.providers.words.decisions import TAX_NUMBER_DOUBTS
from app.web.filters import phone

Row = tuple[str, str | LazyText | None]


def registration_facts(found: RegistrationView) -> list[Row]:
    """What was typed, as label and value; what was left empty is left out."""
    typed = found.details
    return [
        (_("Kind"), KINDS[Kind(typed["kind"])] if typed.get("kind") else None),
        (_("Where"), reach(found.municipality_code, is_national=found.is_national)),
        (_("Other names"), ", ".join(typed.get("other_names", "").splitlines()) or None),
        (_("Address"), typed.get("address") or None),
        (_("Telephone"), phone(typed.get("phone", "")) or None),
        (_("E-mail"), found.email),
        (_("Website"), typed.get("website") or None),
        (_("Tax number (NIPT)"), typed.get("tax_number") or None),
        (_("Licence"), typed.get("licence_number") or None),
        (_("Languages"), ", ".join(language_names(typed.get("languages", "").split())) or None),
        (_("Contact person"), ", ".join(part for part in (found.contact_name, found.contact_title) if part)),
        (_("In their words"), typed.get("description") or None),
    ]


def entry_facts(entry: OrganisationView) -> list[Row]:
    """The same of an organisation that municipal staff entered."""
    return [
        (_("Kind"), KINDS[entry.kind]),
        (_("Where"), reach(entry.municipality_code, is_national=entry.is_national)),
        (_("Other names"), ", ".join(entry.other_names) or None),
        (_("Address"), ", ".join(place.address for place in entry.locations if place.address) or None),
        (_("Telephone"), phone(entry.phone) or None),
        (_("E-mail"), entry.email or None),
        (_("Website"), entry.website or None),
        (_("Tax number (NIPT)"), entry.tax_number or None),
        (_("Licence"), entry.licence_number or None),
        (_("In their words"), entry.description(current_locale()) or None),
    ]


def reach(municipality_code: str, *, is_national: bool) -> str:
    """`Municipality of Tiranë`, or that and that it works in the whole country."""
    seat = municipality_name(municipality_code)
    return _("%(seat)s; works in the whole country", seat=seat) if is_national else seat


def service_names(codes: Iterable[str]) -> list[str]:
    """Names of kinds of service in the reader's language."""
    kinds = (get_catalogue_entry(code) for code in codes)
    return [kind.name(current_locale()) for kind in kinds if kind]


def tax_number_doubt(number: str) -> str | None:
    """The sentence that asks to check a tax number; None where nothing speaks against it."""
    doubt = doubt_about_tax_number(number)
    return str(TAX_NUMBER_DOUBTS[doubt]) if doubt else None
