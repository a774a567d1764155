"""Registrations and claims from outside, and all that waits for a decision: also what municipal staff entered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from app.kernel.db import db
from app.kernel.pages import Page, PageRequest
from app.kernel.scope import unscoped
from app.providers.domain import Kind, RegistrationStatus, Status
from app.providers.models import Organisation, ProviderRegistration

_BY_LINK = unscoped("the link in the mail is the permission")


class Way(StrEnum):
    """How something came to wait: filled in by the provider itself, claimed, or entered by municipal staff."""

    REGISTERED = "registered"
    CLAIMED = "claimed"
    ENTERED = "entered"


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Something that waits for a decision; `id` is of the registration or, where it was entered, of the entry."""

    id: UUID
    way: Way
    name: str
    kind: Kind | None
    municipality_code: str
    is_national: bool
    waiting_since: datetime


@dataclass(frozen=True, slots=True)
class RegistrationView:
    """A registration or claim with all that was typed; `details` by field name."""

    id: UUID
    version: int
    municipality_code: str
    is_national: bool
    status: RegistrationStatus
    organisation_name: str
    contact_name: str
    contact_title: str
    email: str
    locale: str
    details: Mapping[str, str]
    service_codes: tuple[str, ...]
    claimed_organisation_id: UUID | None
    organisation_id: UUID | None
    created_at: datetime
    expires_at: datetime
    proved_at: datetime | None
    decided_at: datetime | None
    reason: str


def get_registration(registration_id: UUID) -> RegistrationView | None:
    """A registration whose address is proved, as far as the actor decides about it."""
    return _read(_registrations().where(ProviderRegistration.id == registration_id))


def get_registration_by_proof(digest: str) -> RegistrationView | None:
    """The registration to which a link from a mail belongs, whoever holds the link."""
    return _read(
        _registrations().where(ProviderRegistration.proof_digest == digest).execution_options(**_BY_LINK)
    )


def list_waiting(page: PageRequest) -> Page[WaitingRow]:
    """What waits for a decision within the actor's scope, longest first."""
    reach = page.offset + page.probe
    rows = [*_list_registrations(reach), *_list_entries(reach)]
    rows.sort(key=lambda row: (row.waiting_since, row.id.hex))
    return Page.cut(rows[page.offset : reach], page)


def _list_registrations(limit: int) -> list[WaitingRow]:
    columns = select(
        ProviderRegistration.id,
        ProviderRegistration.organisation_name,
        ProviderRegistration.details,
        ProviderRegistration.municipality_code,
        ProviderRegistration.is_national,
        ProviderRegistration.claimed_organisation_id,
        ProviderRegistration.proved_at,
        ProviderRegistration.created_at,
    )
    waiting = columns.where(ProviderRegistration.status == RegistrationStatus.WAITING)
    waiting = waiting.order_by(ProviderRegistration.proved_at, ProviderRegistration.id).limit(limit)
    return [
        WaitingRow(
            row.id,
            Way.CLAIMED if row.claimed_organisation_id else Way.REGISTERED,
            row.organisation_name,
            Kind(row.details["kind"]) if row.details.get("kind") else None,
            row.municipality_code,
            row.is_national,
            row.proved_at or row.created_at,
        )
        for row in db.session.execute(waiting)
    ]


def _list_entries(limit: int) -> list[WaitingRow]:
    columns = select(
        Organisation.id,
        Organisation.name,
        Organisation.kind,
        Organisation.municipality_code,
        Organisation.is_national,
        Organisation.created_at,
    )
    waiting = columns.where(Organisation.status == Status.PENDING)
    waiting = waiting.order_by(Organisation.created_at, Organisation.id).limit(limit)
    return [
        WaitingRow(
            row.id,
            Way.ENTERED,
            row.name,
            Kind(row.kind),
            row.municipality_code,
            row.is_national,
            row.created_at,
        )
        for row in db.session.execute(waiting)
    ]


def _registrations() -> Select[*tuple[Any, ...]]:
    return select(*(getattr(ProviderRegistration, name) for name in RegistrationView.__dataclass_fields__))


def _read(statement: Select[*tuple[Any, ...]]) -> RegistrationView | None:
    row = db.session.execute(statement).one_or_none()
    if row is None:
        return None
    facts = row._asdict() | {
        "status": RegistrationStatus(row.status),
        "service_codes": tuple(row.service_codes),
    }
    return RegistrationView(**facts)
