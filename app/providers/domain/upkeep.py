"""How entries are kept true: when an organisation is asked again, what may be reported, how a report is settled."""

from datetime import datetime, timedelta
from enum import StrEnum

LINK_LIFETIME = timedelta(days=30)
# At most one mail a fortnight; after three without an answer the coordinator calls, and mails rest for a quarter.
ASKED_AT_MOST_EVERY = timedelta(days=14)
SILENT_AFTER = 3
RESTS_FOR = timedelta(days=90)
# Somebody who lost the link may have another one, but not fill a mailbox with them.
NEW_LINK_AFTER = timedelta(hours=1)
# Licences and agreements are watched before they end.
EXPIRES_WITHIN = timedelta(days=60)


class WhatIsWrong(StrEnum):
    """What somebody says is wrong with an entry."""

    CLOSED = "closed"
    MOVED = "moved"
    PHONE = "phone"
    HOURS = "hours"
    NO_PLACE = "no_place"
    NOT_FOR_THESE_PEOPLE = "not_for_these_people"
    OTHER = "other"


class Settlement(StrEnum):
    """How a keeper settled a report."""

    MENDED = "mended"
    WAS_RIGHT = "was_right"


class Answer(StrEnum):
    """What an organisation says of a service when it is asked."""

    RIGHT = "right"
    CLOSED = "closed"
    WRONG = "wrong"


class Concern(StrEnum):
    """Why an entry needs a coordinator's call."""

    UNCONFIRMED = "unconfirmed"
    SILENT = "silent"
    CAPACITY = "capacity"
    REPORTED = "reported"
    EXPIRING = "expiring"


def may_ask(last_asked_at: datetime | None, unanswered: int, now: datetime) -> bool:
    """Whether an organisation may be mailed again. `unanswered`: mails in a row since it last said anything."""
    if last_asked_at is None:
        return True
    wait = RESTS_FOR if unanswered >= SILENT_AFTER else ASKED_AT_MOST_EVERY
    return now - last_asked_at >= wait


def is_silent(unanswered: int) -> bool:
    """Whether mails have not helped: it is time to call."""
    return unanswered >= SILENT_AFTER
