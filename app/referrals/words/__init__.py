"""The words for the codes of a referral, in the reader's language; no rule and no page lives here."""

from app.referrals.words.labels import (
    ATTEMPT,
    BUTTONS,
    CHANNELS,
    HAPPENED,
    PHASES,
    PRIORITIES,
    PRIORITY_HELP,
    STATUSES,
)
from app.referrals.words.questions import DATE_QUESTIONS, REASON_QUESTIONS, words_question
from app.referrals.words.reasons import REASON_WORDS
from app.referrals.words.refusals import REFUSALS, problem_of
from app.referrals.words.sentences import sentence

__all__ = [
    "ATTEMPT",
    "BUTTONS",
    "CHANNELS",
    "DATE_QUESTIONS",
    "HAPPENED",
    "PHASES",
    "PRIORITIES",
    "PRIORITY_HELP",
    "REASON_QUESTIONS",
    "REASON_WORDS",
    "REFUSALS",
    "STATUSES",
    "problem_of",
    "sentence",
    "words_question",
]
