"""How far a registration from outside has come, and how far a sheet that is brought in."""

from enum import StrEnum


class RegistrationStatus(StrEnum):
    """A registration or claim: its mail address unproved, waiting for a decision, decided."""

    UNPROVED = "unproved"
    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"


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
