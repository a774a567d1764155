"""The tables of people. They belong to this package: others go through its queries and services."""

from app.people.models.persons import THIS_MOMENT, Consent, Person, Share
from app.people.models.sealed import BrokenGlass, SealedNote, SealedNoteReader

__all__ = [
    "THIS_MOMENT",
    "BrokenGlass",
    "Consent",
    "Person",
    "SealedNote",
    "SealedNoteReader",
    "Share",
]
