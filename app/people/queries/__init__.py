"""The read side of people: typed rows, never a model; a provider gets the agreed fields and nothing else."""

from app.people.queries.consents import ConsentRow, find_valid_consent, list_consents, list_consents_in_force
from app.people.queries.names import PersonName, list_names, list_shared_names
from app.people.queries.persons import (
    PersonRow,
    PersonView,
    count,
    get_person,
    list_namesakes,
    search_people,
)
from app.people.queries.sealed import (
    BrokenGlassRow,
    SealedNoteRow,
    get_sealed_note,
    list_broken_glass,
    list_sealed_notes,
)
from app.people.queries.shared import SharedPerson, get_shared_person

__all__ = [
    "BrokenGlassRow",
    "ConsentRow",
    "PersonName",
    "PersonRow",
    "PersonView",
    "SealedNoteRow",
    "SharedPerson",
    "count",
    "find_valid_consent",
    "get_person",
    "get_sealed_note",
    "get_shared_person",
    "list_broken_glass",
    "list_consents",
    "list_consents_in_force",
    "list_names",
    "list_namesakes",
    "list_sealed_notes",
    "list_shared_names",
    "search_people",
]
