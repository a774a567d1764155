"""What is wrong with a field and what to do about it, one sentence for each code of the rules."""

from collections.abc import Mapping
from types import MappingProxyType

from app.kernel.i18n import LazyText
from app.kernel.i18n import lazy_gettext as _l

PROBLEMS: Mapping[str, LazyText] = MappingProxyType(
    {
        "name_missing": _l("Write at least one name, in any script."),
        "name_without_letter": _l("A name needs at least one letter."),
        "text_too_long": _l("This is too long. Shorten it to at most 100 characters."),
        "text_characters": _l("This holds characters that cannot be shown. Type it again by hand."),
        "phone_not_a_number": _l(
            "This is not a phone number. Write it like 069 234 5678 or +355 69 234 5678."
        ),
        "birth_date_without_year": _l("Write at least the year of birth, or leave all three boxes empty."),
        "birth_date_incomplete": _l("Write day, month and year, or only the year."),
        "birth_date_not_real": _l("There is no such day. Check day, month and year."),
        "birth_date_in_future": _l("The birth date is in the future. Check the year."),
        "birth_date_too_long_ago": _l(
            "The birth date is more than 120 years ago. Write the year with four digits."
        ),
        "date_incomplete": _l("Write day, month and year."),
        "date_not_real": _l("There is no such day. Check day, month and year."),
        "date_in_future": _l("This date is in the future. Check the year."),
        "date_before_birth": _l("This date is before the birth date. Check both."),
        "status_ends_before_it_begins": _l("The status ends before it begins. Check both dates."),
        "nationality_unknown": _l("Choose a country from the list."),
        "languages_too_many": _l("Choose at most eight languages."),
        "language_unknown": _l("Choose languages from the list."),
        "witness_missing": _l("Spoken consent needs a witness. Write the name of the witness."),
        "guardian_needed": _l("The person is under 16: a parent or guardian must agree."),
        "guardian_name_missing": _l("Write the name of the parent or guardian who agreed."),
        "text_missing": _l("Write the note."),
        "reader_unknown": _l("Choose colleagues from the list."),
        "note_too_long": _l("This is too long. Shorten it to at most 5000 characters."),
        "reason_too_long": _l("This is too long. Shorten it to at most 1000 characters."),
        "reason_too_short": _l("Write in a sentence why you must read it now."),
        "fields_missing": _l(
            "Read out what the provider will see: at least the name and how to reach the person."
        ),
    }
)
_OTHER = _l("This cannot be taken as it is. Check it.")


def problem(code: str) -> LazyText:
    """The sentence for a code; a code without one gets a plain request to check."""
    return PROBLEMS.get(code, _OTHER)
