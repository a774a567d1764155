"""The small parts that several records hold: phones, contacts, languages, attributes, web addresses."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from app.feeds.domain.ids import derived_id
from app.feeds.domain.taxonomy import Term
from app.feeds.records.terms import term_record
from app.kernel.i18n import current_locale
from app.kernel.languages import language_name
from app.providers.domain import PhoneKind
from app.providers.queries.publishing import PublishedContact
from app.providers.words.facts import PHONE_KINDS

Record = dict[str, Any]

_WEB = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?([/?#][A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*)?")
_MAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
# RFC 6350 knows a number for text messages as `text`; one for WhatsApp is a mobile phone.
_PHONE_TYPES = {
    PhoneKind.VOICE: "voice",
    PhoneKind.SMS: "text",
    PhoneKind.WHATSAPP: "cell",
    PhoneKind.FAX: "fax",
}


def told(**fields: Any) -> Record:
    """A record of the fields of which something is known."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def moment_text(moment: datetime) -> str:
    """`2026-11-23T05:00:00.000Z`, to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def web_address(text: str) -> str:
    """The address where it is one; others would break the readers of the feed."""
    return text if _WEB.fullmatch(text) else ""


def mail_address(text: str) -> str:
    return text if _MAIL.fullmatch(text) else ""


def language_records(owner: str, owner_id: str, codes: Iterable[str]) -> list[Record]:
    """The languages of a service or a phone; `owner` is the name of the field that holds its id."""
    return [
        {
            "id": derived_id("language", owner_id, code),
            owner: owner_id,
            "name": language_name(code, current_locale()),
            "code": code,
        }
        for code in codes
    ]


def contact_records(contacts: Iterable[PublishedContact]) -> list[Record]:
    """Each with its phones."""
    return [
        told(
            id=str(contact.id),
            organization_id=str(contact.organisation_id),
            service_id=_text(contact.service_id),
            location_id=_text(contact.location_id),
            name=contact.name,
            title=contact.title,
            email=mail_address(contact.email),
            phones=phone_records([contact]),
        )
        for contact in contacts
    ]


def phone_records(contacts: Iterable[PublishedContact]) -> list[Record]:
    """The numbers of contacts; an extension that is no number stands in the description."""
    return [_phone(contact) for contact in contacts if contact.phone]


def organisation_phone(organisation_id: UUID, number: str) -> list[Record]:
    """The main number of an organisation, which belongs to no contact."""
    if not number:
        return []
    own = str(organisation_id)
    return [
        {"id": derived_id("phone", own, number), "organization_id": own, "number": number, "type": "voice"}
    ]


def first_mail(contacts: Sequence[PublishedContact]) -> str:
    return next(filter(None, (mail_address(contact.email) for contact in contacts)), "")


def attribute_records(owner: str, owner_id: str, terms: Iterable[tuple[Term, str]]) -> list[Record]:
    """Terms of an entity, each with what it says of it (`link_type`)."""
    return [
        told(
            id=derived_id("attribute", owner_id, term.id),
            link_id=owner_id,
            link_entity=owner,
            link_type=link_type,
            taxonomy_term_id=term.id,
            taxonomy_term=term_record(term),
        )
        for term, link_type in terms
    ]


def tag_records(owner: str, owner_id: str, tags: Iterable[str]) -> list[Record]:
    """Projects to which an entity belongs; they are no terms of any taxonomy."""
    return [
        {
            "id": derived_id("project_tag", owner_id, tag),
            "link_id": owner_id,
            "link_entity": owner,
            "link_type": "project",
            "value": tag,
            "label": tag,
        }
        for tag in tags
    ]


def _phone(contact: PublishedContact) -> Record:
    phone_id = derived_id("phone", contact.id)
    extension = contact.extension.strip()
    is_number = extension.isascii() and extension.isdigit()
    is_voice = contact.phone_kind == PhoneKind.VOICE or contact.phone_kind not in set(PhoneKind)
    kind = PhoneKind.VOICE if is_voice else PhoneKind(contact.phone_kind)
    said = ("" if is_voice else str(PHONE_KINDS[kind]), "" if is_number else extension)
    return told(
        id=phone_id,
        organization_id=str(contact.organisation_id),
        service_id=_text(contact.service_id),
        location_id=_text(contact.location_id),
        contact_id=str(contact.id),
        number=contact.phone,
        extension=int(extension) if is_number else None,
        type=_PHONE_TYPES[kind],
        description=", ".join(filter(None, said)),
        languages=language_records("phone_id", phone_id, contact.languages),
    )


def _text(identifier: UUID | None) -> str | None:
    return str(identifier) if identifier else None
