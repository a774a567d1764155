"""What is done about people: register, correct, agree, take back, show to a provider and stop showing."""

from app.people.services.consents import record_consent, withdraw_consent
from app.people.services.registration import change, register
from app.people.services.shares import close_share, hold_person, open_share

__all__ = [
    "change",
    "close_share",
    "hold_person",
    "open_share",
    "record_consent",
    "register",
    "withdraw_consent",
]
