"""What a provider does itself, without an account: register, claim an entry, prove its mail address."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import Actor
from app.kernel.audit import record
from app.kernel.db import db
from app.kernel.errors import Invalid, NotFound
from app.kernel.ids import new_id
from app.kernel.languages import is_language
from app.kernel.outbox import enqueue
from app.kernel.scope import unscoped
from app.places.queries import get_municipality
from app.providers.domain import (
    PROOF_VALID_FOR,
    UNPROVED_KEPT_FOR,
    Kind,
    RegistrationStatus,
    Status,
    Tier,
    check_provable,
)
from app.providers.models import CatalogueEntry, Organisation, ProviderRegistration

_BY_LINK = unscoped("the link in the mail is the permission")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationDetails:
    """An organisation as it describes itself; `description` is in the language in which it was registered."""

    name: str
    kind: Kind
    municipality_code: str
    contact_name: str
    email: str
    phone: str = ""
    contact_title: str = ""
    is_national: bool = False
    other_names: tuple[str, ...] = ()
    address: str = ""
    website: str = ""
    tax_number: str = ""
    licence_number: str = ""
    languages: tuple[str, ...] = ()
    service_codes: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDetails:
    """Who says that an entry is their organisation's."""

    organisation_id: UUID
    contact_name: str
    email: str
    phone: str = ""
    contact_title: str = ""


def proof_token(secret: str, registration_id: UUID) -> str:
    """What stands in the link of the mail: nobody without the secret can make it, and only its digest is kept."""
    return hmac.new(secret.encode(), b"registration:" + registration_id.bytes, hashlib.sha256).hexdigest()


def digest_of_proof(token: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def register_provider(actor: Actor, details: RegistrationDetails, locale: str, secret: str) -> UUID:
    """Keep what was typed, and send a link to prove the address. Nobody is shown it before.

    Raises Invalid for what is on no list.
    """
    if get_municipality(details.municipality_code) is None:
        raise Invalid({"municipality_code": "unknown_municipality"})
    if not all(is_language(code) for code in details.languages):
        raise Invalid({"languages": "unknown_language"})
    _check_services(details.service_codes)
    row = ProviderRegistration(
        municipality_code=details.municipality_code,
        is_national=details.is_national,
        organisation_name=details.name,
        contact_name=details.contact_name,
        contact_title=details.contact_title,
        email=details.email,
        locale=locale,
        details=_typed(details),
        service_codes=list(details.service_codes),
    )
    return _keep(actor, row, secret, "registration.write")


def claim_entry(actor: Actor, details: ClaimDetails, locale: str, secret: str) -> UUID:
    """Keep that somebody says an entry is theirs. Raises NotFound for an entry that the actor cannot see."""
    found = select(
        Organisation.name, Organisation.kind, Organisation.municipality_code, Organisation.is_national
    ).where(Organisation.id == details.organisation_id, Organisation.status == Status.APPROVED)
    entry = db.session.execute(found).one_or_none()
    if entry is None:
        raise NotFound
    row = ProviderRegistration(
        municipality_code=entry.municipality_code,
        is_national=entry.is_national,
        organisation_name=entry.name,
        contact_name=details.contact_name,
        contact_title=details.contact_title,
        email=details.email,
        locale=locale,
        details={"kind": entry.kind, "phone": details.phone},
        claimed_organisation_id=details.organisation_id,
    )
    return _keep(actor, row, secret, "registration.claim")


def prove_address(actor: Actor, token: str) -> UUID:
    """The mail arrived: from now on it waits for a decision, and those who decide are told.

    Raises NotFound for a link that was never sent, Gone for one that was used or is too old.
    """
    found = select(ProviderRegistration).where(ProviderRegistration.proof_digest == digest_of_proof(token))
    found = found.with_for_update().execution_options(populate_existing=True, **_BY_LINK)
    row = db.session.scalars(found).one_or_none()
    if row is None:
        raise NotFound
    now = clock.now()
    check_provable(RegistrationStatus(row.status), row.expires_at, now)
    row.status, row.proved_at = RegistrationStatus.WAITING, now
    record(actor, "registration.prove", row)
    enqueue("providers.tell_who_decides", registration_id=str(row.id))
    if row.claimed_organisation_id:
        enqueue("providers.tell_manager_of_claim", registration_id=str(row.id))
    db.session.flush()
    return row.id


def forget_unproved(actor: Actor) -> int:
    """Delete registrations whose address nobody proved within a week; returns how many."""
    old = select(ProviderRegistration).where(
        ProviderRegistration.status == RegistrationStatus.UNPROVED,
        ProviderRegistration.created_at < clock.now() - UNPROVED_KEPT_FOR,
    )
    rows = db.session.scalars(old.order_by(ProviderRegistration.id)).all()
    for row in rows:
        record(actor, "registration.forget", row)
        db.session.delete(row)
    db.session.flush()
    return len(rows)


def _keep(actor: Actor, row: ProviderRegistration, secret: str, action: str) -> UUID:
    row.id = new_id()
    row.status = RegistrationStatus.UNPROVED
    row.proof_digest = digest_of_proof(proof_token(secret, row.id))
    row.expires_at = clock.now() + PROOF_VALID_FOR
    db.session.add(row)
    db.session.flush()
    record(actor, action, row, municipality=row.municipality_code, national=row.is_national)
    enqueue("providers.mail_proof", registration_id=str(row.id))
    return row.id


def _check_services(codes: Iterable[str]) -> None:
    wanted = set(codes)
    offered = select(CatalogueEntry.code).where(
        CatalogueEntry.code.in_(wanted), CatalogueEntry.tier != Tier.SEALED
    )
    if wanted - set(db.session.scalars(offered.order_by(CatalogueEntry.code))):
        raise Invalid({"service_codes": "unknown_service"})


def _typed(details: RegistrationDetails) -> dict[str, str]:
    return {
        "kind": details.kind.value,
        "other_names": "\n".join(details.other_names),
        "address": details.address,
        "phone": details.phone,
        "website": details.website,
        "tax_number": details.tax_number,
        "licence_number": details.licence_number,
        "languages": " ".join(details.languages),
        "description": details.description,
    }
