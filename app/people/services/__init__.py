"""What is done about people: register, correct, agree, take back, show to a provider and stop showing."""

from app.people.services.agreements import agree_and_share
from app.people.services.consents import record_consent, withdraw_consent
from app.people.services.registration import change, register
from app.people.services.sealed import (
    SealedNoteWritten,
    break_glass,
    open_sealed_note,
    reseal_notes,
    review_broken_glass,
    write_sealed_note,
)
from app.people.services.shares import HeldPerson, close_share, hold_person, move_shares, open_share

__all__ = [
    "HeldPerson",
    "SealedNoteWritten",
    "agree_and_share",
    "break_glass",
    "change",
    "close_share",
    "hold_person",
    "move_shares",
    "open_sealed_note",
    "open_share",
    "record_consent",
    "register",
    "reseal_notes",
    "review_broken_glass",
    "withdraw_consent",
    "write_sealed_note",
]
