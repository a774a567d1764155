"""What a person filled in, as plain data that services take; forms make it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from app.kernel.errors import Invalid, Refused
from app.people.domain import ConsentMedium, GivenBy
from app.referrals.domain import Priority


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDetails:
    """What is written on a draft. `kept` holds what was typed about the consent, until it is sent."""

    priority: Priority = Priority.NORMAL
    need_note: str = ""
    call_with: str = ""
    called_at: datetime | None = None
    kept: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How the person agreed to what the provider will see."""

    agrees: bool = False
    medium: ConsentMedium = ConsentMedium.SIGNED
    language: str = "sq"
    interpreter_name: str = ""
    witness_name: str = ""
    given_by: GivenBy = GivenBy.PERSON
    guardian_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What whoever acts says along with an event."""

    reason: str | None = None
    words: str = ""
    at: datetime | None = None


# Refusals that a person mends in the form: the field they concern.
FIELD_OF_CODE: Mapping[str, str] = MappingProxyType(
    {
        "reason_required": "reason",
        "reason_unknown": "reason",
        "words_required": "words",
        "date_required": "at",
        "no_consent": "agrees",
        "preview_required": "agrees",
        "call_required": "call_with",
    }
)


def as_field(refusal: Refused) -> Refused | Invalid:
    """The refusal as a problem of one field, where it is one."""
    field = FIELD_OF_CODE.get(refusal.code)
    return Invalid({field: refusal.code}) if field else refusal


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where to go on: the referral itself, or the new draft that carries its need on."""

    referral_id: UUID
    draft_id: UUID | None = None
