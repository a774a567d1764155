"""The words for people's codes: labels, problems of a form, and a person's facts as a page shows them."""

from app.people.words.facts import (
    Fact,
    consent_sentence,
    contact_sentence,
    differences,
    facts,
    known_facts,
    language_names,
)
from app.people.words.labels import (
    CONSENT_MEDIA,
    FINDINGS,
    GIVEN_BY,
    INTERPRETERS,
    LEGAL_STATUSES,
    NOTE_KINDS,
    SEXES,
    SHARE_BASES,
    SHARED_FIELDS,
    WHO_MAY_ANSWER,
    nationality_choices,
    nationality_name,
)
from app.people.words.problems import PROBLEMS, problem
from app.people.words.refusals import REFUSALS

__all__ = [
    "CONSENT_MEDIA",
    "FINDINGS",
    "GIVEN_BY",
    "INTERPRETERS",
    "LEGAL_STATUSES",
    "NOTE_KINDS",
    "PROBLEMS",
    "REFUSALS",
    "SEXES",
    "SHARED_FIELDS",
    "SHARE_BASES",
    "WHO_MAY_ANSWER",
    "Fact",
    "consent_sentence",
    "contact_sentence",
    "differences",
    "facts",
    "known_facts",
    "language_names",
    "nationality_choices",
    "nationality_name",
    "problem",
]
