"""Whom to call or write to: each number as the link that a phone understands."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.kernel.i18n import gettext as _
from app.providers.domain import PhoneKind
from app.providers.queries import ContactView
from app.providers.words import language_names
from app.web.filters import phone


@dataclass(frozen=True, slots=True)
class PhoneLink:
    """A number to touch. `href` is empty where nothing can be touched (a fax)."""

    href: str
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class ShownContact:
    """A person or desk: who, the number, the address of the mail, what they speak."""

    who: str
    title: str
    link: PhoneLink | None
    email: str
    speaks: str


def phone_link(number: str, kind: str = PhoneKind.VOICE, extension: str = "") -> PhoneLink | None:
    """None without a number."""
    bare = number.replace(" ", "")
    if not bare:
        return None
    if kind == PhoneKind.WHATSAPP:
        return PhoneLink(f"https://wa.me/{bare.removeprefix('+')}", phone(number), kind)
    if kind == PhoneKind.FAX:
        return PhoneLink("", _("Fax %(number)s", number=phone(number)), kind)
    scheme = "sms" if kind == PhoneKind.SMS else "tel"
    if extension:
        text = _("%(number)s, extension %(extension)s", number=phone(number), extension=extension)
        return PhoneLink(f"{scheme}:{bare};ext={extension}", text, kind)
    return PhoneLink(f"{scheme}:{bare}", phone(number), kind)


def show_contacts(contacts: Iterable[ContactView]) -> tuple[ShownContact, ...]:
    return tuple(_shown(contact) for contact in contacts)


def _shown(contact: ContactView) -> ShownContact:
    spoken = ", ".join(language_names(contact.languages))
    return ShownContact(
        who=contact.name or contact.title,
        title=contact.title if contact.name else "",
        link=phone_link(contact.phone, contact.phone_kind, contact.extension),
        email=contact.email,
        speaks=_("Speaks %(languages)s", languages=spoken) if spoken else "",
    )
