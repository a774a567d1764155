"""Words about sheets: what columns are called, what is wrong in a cell or a file, how far an import is."""

from collections.abc import Mapping

from app.kernel.i18n import LazyText
from app.kernel.i18n import lazy_gettext as _l
from app.providers.domain import ImportStatus
from app.providers.domain.sheets import (
    LARGEST_FILE_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    AlikeChoice,
    Part,
    Verdict,
)

Words = tuple[LazyText, LazyText, LazyText]

# The headings of an exported sheet, and what a column can be chosen to hold.
COLUMNS: Mapping[str, LazyText] = {
    "organisation_id": _l("Organisation id"),
    "name": _l("Name of the organisation"),
    "other_names": _l("Other names"),
    "kind": _l("Kind of organisation"),
    "tax_number": _l("NIPT"),
    "licence_number": _l("Licence number"),
    "licence_valid_until": _l("Licence valid until"),
    "municipality": _l("Municipality"),
    "phone": _l("Telephone"),
    "email": _l("E-mail"),
    "website": _l("Website"),
    "organisation_description_sq": _l("What it does, in Albanian"),
    "organisation_description_en": _l("What it does, in English"),
    "organisation_tags": _l("Projects of the organisation"),
    "location_id": _l("Place id"),
    "location_name": _l("Name of the place"),
    "location_municipality": _l("Municipality of the place"),
    "address": _l("Address"),
    "latitude": _l("Latitude"),
    "longitude": _l("Longitude"),
    "wheelchair": _l("Wheelchair"),
    "accessibility": _l("Accessibility"),
    "service_id": _l("Service id"),
    "service": _l("Code of the service"),
    "service_kind": _l("Kind of service"),
    "service_name_sq": _l("Own name of the service, in Albanian"),
    "service_name_en": _l("Own name of the service, in English"),
    "description_sq": _l("Description in Albanian"),
    "description_en": _l("Description in English"),
    "status": _l("Status"),
    "languages": _l("Languages"),
    "has_interpreter": _l("Interpreter"),
    "interpreter_languages": _l("Languages of the interpreters"),
    "opening_hours": _l("Opening hours"),
    "opening_exceptions": _l("Other hours on some days"),
    "opening": _l("Opening hours in words"),
    "required_documents": _l("Required documents"),
    "documents_to_bring": _l("What to bring, in words"),
    "cost_kind": _l("Kind of cost"),
    "cost_in_lek": _l("Cost in lek"),
    "cost": _l("Cost in words"),
    "capacity_total": _l("Places in all"),
    "places_free": _l("Places free"),
    "capacity_unit": _l("What is counted"),
    "waiting_days": _l("Waiting days"),
    "next_place_on": _l("Next place on"),
    "eligibility_sq": _l("Who may come, in Albanian"),
    "eligibility_en": _l("Who may come, in English"),
    "legal_statuses": _l("Legal statuses"),
    "minimum_age": _l("Minimum age"),
    "maximum_age": _l("Maximum age"),
    "needs_residence": _l("Only for residents"),
    "area": _l("Area"),
    "area_codes": _l("Also for people of"),
    "is_remote": _l("From afar"),
    "is_mobile": _l("Mobile"),
    "tier": _l("Who may know of it"),
    "asks_for": _l("Asks to know"),
    "project_tags": _l("Projects"),
    "confirmed_on": _l("Confirmed on"),
}

PARTS: Mapping[Part, LazyText] = {
    Part.ORGANISATION: _l("Organisation"),
    Part.LOCATION: _l("Place"),
    Part.SERVICE: _l("Service"),
}

# A number after a colon is the row that is meant.
PROBLEMS: Mapping[str, LazyText] = {
    "formula": _l("A formula. Ura takes values only: copy the column and paste it as values."),
    "error_value": _l("The spreadsheet could not work this cell out."),
    "missing": _l("Missing."),
    "too_long": _l("Too long."),
    "too_many": _l("Too many at once."),
    "unknown_word": _l("Not one of the words that Ura knows here."),
    "not_a_number": _l("Not a whole number."),
    "negative": _l("Less than 0."),
    "too_large": _l("Too large a number."),
    "not_yes_no": _l("Write yes or no."),
    "not_a_day": _l("Not a day. Write it as 2026-11-23 or 23.11.2026."),
    "in_the_future": _l("This day has not come yet."),
    "not_degrees": _l("Not degrees. Write them as 41.3275."),
    "coordinates_half": _l("Only one of latitude and longitude."),
    "coordinates_swapped": _l("Latitude and longitude are swapped."),
    "coordinates_outside": _l("This point is not in Albania."),
    "coordinates_in_sea": _l("This point lies in the sea or beyond the border."),
    "not_a_phone": _l("Not a telephone number."),
    "not_an_email": _l("Not an e-mail address."),
    "not_a_website": _l("Not a web address."),
    "unknown_id": _l("No such entry, or not one of yours."),
    "unknown_municipality": _l("No such municipality."),
    "other_municipality": _l("Another municipality. You bring in organisations of your own."),
    "municipality_stays": _l("The organisation is registered in another municipality; that stays."),
    "unknown_area": _l("No such municipality or county."),
    "unknown_service": _l("No such kind of service in the catalogue."),
    "unknown_language": _l("No such language."),
    "hours_unreadable": _l("Not opening hours. Write them as mon 08:00-16:00; tue 08:00-16:00."),
    "days_swapped": _l("The last day is before the first."),
    "more_free_than_places": _l("More free places than places."),
    "ages_swapped": _l("The maximum age is below the minimum age."),
    "sealed_by_sheet": _l("Sealed services are not brought in by a sheet. Enter them by hand."),
    "tier_not_for_you": _l("Your role may not know of services that are guarded like this."),
    "tier_not_allowed": _l("This kind of service is guarded more than that."),
    "differs_from_row": _l("Says something else than row %(row)s of the same entry."),
    "twice": _l("The same service at the same place as in row %(row)s."),
    "tax_number_unlikely": _l("The NIPT does not fit its check letter. It is taken as it is."),
    "changed_since": _l("Somebody changed it since."),
    "referred_to": _l("Something else names it by now, for instance a referral or an account."),
}

FILE_PROBLEMS: Mapping[str, LazyText] = {
    "no_file": _l("Choose a file."),
    "empty": _l("There is nothing in this file."),
    "no_sheet": _l("This is not a sheet, whatever its name says. Save it as XLSX or CSV and try again."),
    "old_excel": _l(
        "This is an old or a protected Excel file. Open it, save it as XLSX without a password and try again."
    ),
    "damaged": _l("This file is damaged. Open it in a spreadsheet, save it anew and try again."),
    "forged": _l("This file holds parts that no sheet has. Ura does not open it."),
    "bomb": _l("This file would unpack to far more than a sheet can hold. Ura does not open it."),
    "too_large": _l(
        "The file is larger than %(size)s MB. Divide the sheet and bring in the parts.",
        size=LARGEST_FILE_BYTES // 1024 // 1024,
    ),
    "too_many_rows": _l(
        "There are more than %(most)s rows. Divide the sheet and bring in the parts.", most=MOST_ROWS
    ),
    "too_many_columns": _l(
        "There are more than %(most)s columns. Delete those that are not needed.", most=MOST_COLUMNS
    ),
    "cell_too_long": _l("One cell is endless. Perhaps a quotation mark is missing in the file."),
    "broken": _l("Something went wrong on our side, and nothing was changed. The fault has been noted."),
    "changed_since": _l(
        "Entries were changed since you looked. Nothing was brought in; the rows were checked again. Please look again."
    ),
    "undo_in_the_way": _l("It was not taken back: these rows stand in the way."),
}

MAPPING_PROBLEMS: Mapping[str, LazyText] = {
    "unknown_field": _l("Choose from the list."),
    "field_twice": _l("Two columns cannot mean the same."),
    "no_name_column": _l("One column must hold the name of the organisation."),
}

VERDICTS: Mapping[Verdict, LazyText] = {
    Verdict.WRONG: _l("Wrong"),
    Verdict.NEW: _l("New"),
    Verdict.CHANGED: _l("Changed"),
    Verdict.SAME: _l("Same"),
    Verdict.ALIKE: _l("Like an entry"),
}
VERDICT_TONES: Mapping[Verdict, str] = {
    Verdict.WRONG: "red",
    Verdict.NEW: "ok",
    Verdict.CHANGED: "lake",
    Verdict.SAME: "lake",
    Verdict.ALIKE: "amber",
}

IMPORT_STATUSES: Mapping[ImportStatus, LazyText] = {
    ImportStatus.UPLOADED: _l("Columns to be chosen"),
    ImportStatus.CHECKING: _l("Being checked"),
    ImportStatus.CHECKED: _l("Checked"),
    ImportStatus.RUNNING: _l("Being brought in"),
    ImportStatus.DONE: _l("Brought in"),
    ImportStatus.UNDOING: _l("Being taken back"),
    ImportStatus.UNDONE: _l("Taken back"),
    ImportStatus.FAILED: _l("Could not be read"),
}

ALIKE_CHOICES: Mapping[AlikeChoice, LazyText] = {
    AlikeChoice.LATER: _l("Decide later: left out for now"),
    AlikeChoice.UPDATE: _l("It is the same: change that entry"),
    AlikeChoice.NEW: _l("It is another one: enter it as new"),
    AlikeChoice.SKIP: _l("Leave it out"),
}

REFUSALS: dict[str, Words] = {
    "413:providers.upload_sheet": (
        _l("This file is too large"),
        _l(
            "Ura takes sheets up to %(size)s MB. Nothing was saved.",
            size=LARGEST_FILE_BYTES // 1024 // 1024,
        ),
        _l(
            "Divide the sheet into parts, or delete pictures and sheets that are not needed, and bring it in again."
        ),
    ),
    "import_not_ready": (
        _l("This cannot be done with the sheet now"),
        _l("It is being worked on, or somebody has already decided about it. Nothing was changed."),
        _l("Look at what its page says now."),
    ),
    "import_has_wrong_rows": (
        _l("Some rows are wrong"),
        _l("A sheet is brought in as a whole or not at all. Nothing was changed."),
        _l("Download the wrong rows, mend them in the sheet and bring it in again."),
    ),
    "import_changes_nothing": (
        _l("There is nothing to bring in"),
        _l("Every row says what the directory says already, or is left out."),
        _l("Decide about the rows that look like an entry, or bring in another sheet."),
    ),
}


def problem_text(code: str) -> str:
    """What is wrong with a cell; `differs_from_row:12` names the row."""
    name, _, row = code.partition(":")
    text = PROBLEMS.get(name)
    if text is None:
        return code
    return str(text) % {"row": row} if row else str(text)


def file_problem(code: str) -> str:
    return str(FILE_PROBLEMS.get(code, code))


def column_letter(place: int) -> str:
    """`A` for 0, `AA` for 26."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
