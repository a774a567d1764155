"""How far a sheet may go, what is said of each of its rows, and what is chosen for rows like an existing entry."""

from enum import StrEnum

LARGEST_FILE_BYTES = 10 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 60


class Verdict(StrEnum):
    """What bringing in would do with a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    ALIKE = "alike"
    WRONG = "wrong"


class AlikeChoice(StrEnum):
    """What becomes of the rows of an organisation that looks like one that is there; later is as good as left out."""

    LATER = "later"
    SKIP = "skip"
    UPDATE = "update"
    NEW = "new"


ALIKE_CHOICES = tuple(AlikeChoice)
# Told, but no reason to keep a row out.
WARNINGS = frozenset(("tax_number_unlikely",))


class SheetUnreadable(Exception):
    """A file that cannot be taken as a sheet; the code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
