"""The Albanian tax number (NIPT): how it is written, and whether it looks mistyped; it never refuses one."""

from stdnum.al import nipt

# Not published: the rule of identity numbers, which the numbers in public test suites follow, most of them.
_CHECK_LETTERS = "WABCDEFGHIJKLMNOPQRSTUV"
FORM_DOUBTED = "tax_number_form"
LETTER_DOUBTED = "tax_number_letter"


def normalise_tax_number(typed: str) -> str:
    """Capitals without blanks and country where it has the form of a tax number; otherwise as it was typed."""
    return str(nipt.compact(typed)) if nipt.is_valid(typed) else typed.strip()


def doubt_about_tax_number(number: str) -> str | None:
    """Why a number may be mistyped: its form, or its last letter; None where nothing speaks against it."""
    if not number.strip():
        return None
    if not nipt.is_valid(number):
        return FORM_DOUBTED
    bare = str(nipt.compact(number))
    return None if bare[-1] == _check_letter(bare) else LETTER_DOUBTED


def _check_letter(bare: str) -> str:
    decade = ord(bare[0]) - ord("A") + 1
    total = decade + sum(int(digit) * weight for weight, digit in enumerate(bare[1:9], start=1))
    return _CHECK_LETTERS[total % len(_CHECK_LETTERS)]
