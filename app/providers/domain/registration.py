"""How far a registration from outside has come, and how far a sheet that is brought in."""

from datetime import datetime, timedelta
from enum import StrEnum

from app.kernel.errors import Gone, Refused

PROOF_VALID_FOR = timedelta(hours=48)
UNPROVED_KEPT_FOR = timedelta(days=7)


class RegistrationStatus(StrEnum):
    """A registration or claim: its mail address unproved, waiting for a decision, decided."""

    UNPROVED = "unproved"
    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"


def check_provable(status: RegistrationStatus, expires_at: datetime, now: datetime) -> None:
    """Raise Gone for a link that has done its work, or that is too old."""
    if status is not RegistrationStatus.UNPROVED:
        raise Gone("proof_used")
    if expires_at <= now:
        raise Gone("proof_expired")


def check_decidable(status: RegistrationStatus) -> None:
    """Raise Refused for a registration about which somebody has decided already."""
    if status is not RegistrationStatus.WAITING:
        raise Refused("registration_decided", status=status.value)


class ImportStatus(StrEnum):
    """A sheet: uploaded, its rows being checked, checked, being brought in, done, taken back, or failed."""

    UPLOADED = "uploaded"
    CHECKING = "checking"
    CHECKED = "checked"
    RUNNING = "running"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"
