import io
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from app.kernel.i18n import use_locale
from app.kernel.text import fold
from app.providers.domain.sheets import (
    FIELD,
    FIELDS,
    LEFT_OUT,
    MOST_COLUMNS,
    MOST_ROWS,
    Field,
    Lookups,
    SheetUnreadable,
    check_mapping,
    find_layout,
    guard,
    guess_field,
    is_formula,
    read_cell,
    unguard,
)
from app.providers.routes.sheet_files import write_csv, write_xlsx
from app.providers.services.importing.reading import read_rows
from app.providers.words.sheets import COLUMNS, PROBLEMS, column_letter, problem_text

LOOKUPS = Lookups(
    municipality={"Tiranë": "53"}.get,
    area={"Tiranë": "53", "AL-11": "AL-11"}.get,
    languages={"sq": "sq", "arabisht": "ar"},
    catalogue={"emp 08": "EMP-08"},
)
# What a file can hold: no halves of letters, no control characters but tab and line ends.
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff")
    | st.sampled_from("=+-@'\t\n,;\""),
    max_size=30,
)


def cells(content: bytes) -> list[list[str]]:
    return [list(row) for _number, row in read_rows(content)]


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    return saved(book)


def saved(book: Workbook) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def why_unreadable(content: bytes) -> str:
    with pytest.raises(SheetUnreadable) as refused:
        list(read_rows(content))
    return refused.value.code


def repacked(content: bytes, **parts: bytes) -> bytes:
    """A workbook with some parts written otherwise."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name.replace("/", "_").replace(".", "_"), old.read(name)))
    return held.getvalue()


# ------------------------------------------------------------------------------------------------ files


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_text_file_is_read_whatever_its_letters_and_its_delimiter(delimiter: str, encoding: str) -> None:
    lines = [["Emri", "Bashkia", "Përshkrimi"], ["Qendra Ëndrra", "Tiranë", "Çdo ditë"], ["B", "Korçë", "x"]]
    content = "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)
    assert cells(content) == lines


def test_the_line_with_which_excel_names_its_delimiter_is_no_row_but_counts() -> None:
    assert next(iter(read_rows(b"sep=;\nEmri;Bashkia\n"))) == (2, ["Emri", "Bashkia"])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"<!doctype html><table><tr><td>Emri</td></tr></table>", "no_sheet"),
        (b"%PDF-1.7 \n", "no_sheet"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02" * 50, "no_sheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old_excel"),
        (b"PK\x03\x04 and nothing more", "damaged"),
        (b'Emri,Bashkia\n"' + b"a" * 200_000, "cell_too_long"),
        (b",".join([b"x"] * (MOST_COLUMNS + 1)), "too_many_columns"),
        (b"x,y\n" * (MOST_ROWS + 30), "too_many_rows"),
    ],
)
def test_what_is_no_sheet_is_told_by_its_content(content: bytes, code: str) -> None:
    assert why_unreadable(content) == code


def test_an_archive_that_is_no_workbook_is_no_sheet() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert why_unreadable(held.getvalue()) == "no_sheet"


def test_a_workbook_that_unpacks_to_far_more_than_it_is_is_not_opened() -> None:
    bomb = repacked(workbook(["Emri"]), xl_worksheets_sheet1_xml=b" " * 60_000_000)
    assert len(bomb) < 100_000
    assert why_unreadable(bomb) == "bomb"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_with_entities_that_name_others_is_not_opened(encoding: str) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    assert (
        why_unreadable(repacked(workbook(["Emri"]), xl_worksheets_sheet1_xml=laughs.encode(encoding)))
        == "forged"
    )


def test_a_damaged_workbook_is_refused_and_breaks_nothing() -> None:
    assert why_unreadable(repacked(workbook(["Emri"]), xl_workbook_xml=b"<workbook>")) == "damaged"
    whole = workbook(["Emri", "Bashkia"], ["a", "b"])
    assert why_unreadable(whole[: len(whole) // 2]) == "damaged"


def test_numbers_days_and_truth_are_read_as_somebody_would_have_typed_them() -> None:
    content = workbook([53, 41.3275, 355692345678.0, date(2026, 11, 2), True, None, "x"])
    assert cells(content) == [["53", "41.3275", "355692345678", "2026-11-02", "yes", "", "x"]]


def test_of_several_sheets_the_one_whose_headings_say_most_is_read() -> None:
    book = Workbook()
    book.active.append(["Shënime", "për ne"])  # type: ignore[union-attr]
    book.create_sheet("5W").append(["Organisation", "Municipality", "Telephone"])
    assert cells(saved(book)) == [["Organisation", "Municipality", "Telephone"]]


# ------------------------------------------------------------------------------------------------ guarding


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+355 69 234 5678", "-1", "@x", "\tx", "'=x", "''=x"])
def test_a_text_that_a_spreadsheet_could_run_is_guarded_and_comes_back(text: str) -> None:
    assert guard(text).startswith("'")
    assert not is_formula(guard(text))
    assert unguard(guard(text)) == text


@given(TEXT)
def test_guarding_loses_nothing_and_leaves_nothing_that_runs(text: str) -> None:
    assert unguard(guard(text)) == text
    assert guard(text)[:1] not in {"=", "+", "-", "@", "\t", "\r"}


@pytest.mark.parametrize(
    "cell", ["=1+1", "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "@SUM(A1:A9)", "-SUM(1)"]
)
def test_a_formula_in_a_cell_is_wrong(cell: str) -> None:
    with pytest.raises(ValueError, match="formula"):
        read_cell(FIELD["name"], cell, LOOKUPS)


def test_a_formula_of_a_workbook_is_wrong_and_a_text_that_looks_like_one_is_not() -> None:
    assert cells(workbook(["=1+1", "+355 69 234 5678"])) == [["=1+1", "'+355 69 234 5678"]]
    assert read_cell(FIELD["phone"], "'+355 69 234 5678", LOOKUPS) == "+355692345678"


@given(st.lists(st.lists(TEXT, min_size=2, max_size=4), min_size=1, max_size=5))
def test_a_written_csv_reads_back_as_it_was(rows: list[list[str]]) -> None:
    held = io.BytesIO()
    # The first row tells the delimiter, as headings do.
    write_csv([["a", "b", "c", "d"], *rows], held)
    read = [[unguard(cell) for cell in row] for row in cells(held.getvalue())][1:]
    assert read == rows


@given(st.lists(st.lists(TEXT, min_size=1, max_size=4), min_size=1, max_size=5))
def test_a_written_workbook_reads_back_as_it_was_and_holds_no_formula(rows: list[list[str]]) -> None:
    held = io.BytesIO()
    write_xlsx(rows, held)
    read = [[unguard(cell) for cell in row] for row in cells(held.getvalue())]
    assert read == [trimmed(row) for row in rows]
    sheet: Any = load_workbook(io.BytesIO(held.getvalue())).active
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def trimmed(row: list[str]) -> list[str]:
    """Empty cells at the end are no cells."""
    while row and not row[-1]:
        row = row[:-1]
    return row


# ------------------------------------------------------------------------------------------------ columns


def test_every_column_has_a_name_a_tag_and_room_in_a_sheet() -> None:
    assert len(FIELDS) <= MOST_COLUMNS
    assert set(COLUMNS) == {field.code for field in FIELDS}
    assert len({field.hxl for field in FIELDS}) == len(FIELDS)


def test_every_synonym_means_one_column_and_is_written_folded() -> None:
    synonyms = [synonym for field in FIELDS for synonym in field.synonyms]
    assert len(set(synonyms)) == len(synonyms)
    assert [synonym for synonym in synonyms if fold(synonym) != synonym] == []


def test_the_headings_that_we_write_are_the_ones_that_we_know_again() -> None:
    with use_locale("en"):
        assert {code: guess_field(str(label)) for code, label in COLUMNS.items()} == {
            field.code: field.code for field in FIELDS
        }


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Emri i organizatës *", "name"),
        ("Organisation (full name)", "name"),
        ("3. Bashkia", "municipality"),
        ("E-mail", "email"),
        ("#org +name", "name"),
        ("#geo+lat", "latitude"),
        ("#contact +phone", "phone"),
        ("Ngjyra", LEFT_OUT),
        ("", LEFT_OUT),
    ],
)
def test_a_heading_says_what_its_column_holds(heading: str, code: str) -> None:
    assert guess_field(heading) == code


def test_headings_are_found_below_a_title_and_tags_below_headings() -> None:
    layout = find_layout(
        [["5W 2026"], [], ["Kush", "Ku", "?"], ["#org+name", "#adm2+name", "#geo+lat"], ["a"]]
    )
    assert layout is not None
    assert (layout.headings, layout.first_row) == (("Kush", "Ku", "?"), 4)
    assert layout.guesses == ("name", "municipality", "latitude")


def test_tags_alone_are_headings_and_unknown_headings_are_the_first_row() -> None:
    tagged, plain = find_layout([["#org+name"], ["a"]]), find_layout([["Ngjyra", "Forma"], ["a", "b"]])
    assert tagged is not None
    assert plain is not None
    assert (tagged.first_row, tagged.guesses) == (1, ("name",))
    assert (plain.first_row, plain.guesses) == (1, (LEFT_OUT, LEFT_OUT))
    assert find_layout([[], [""]]) is None


@pytest.mark.parametrize(
    ("mapping", "wrong"),
    [
        ({"0": "name", "3": "phone"}, None),
        ({"0": "name", "1": "name"}, "field_twice"),
        ({"0": "phone"}, "no_name_column"),
        ({"0": "name", "1": "password"}, "unknown_field"),
    ],
)
def test_two_columns_cannot_mean_the_same_and_one_must_name_the_organisation(
    mapping: dict[str, str], wrong: str | None
) -> None:
    assert check_mapping(mapping) == wrong


# ------------------------------------------------------------------------------------------------ cells


@pytest.mark.parametrize(
    ("code", "cell", "value"),
    [
        ("name", "  Qendra  ", "Qendra"),
        ("name", "-", None),
        ("other_names", "QD; Qendra D; QD", ["QD", "Qendra D"]),
        ("kind", "OJF", "ngo"),
        ("kind", "health_centre", "health_centre"),
        ("phone", "069 234 5678", "+355692345678"),
        ("phone", "355692345678", "+355692345678"),
        ("website", "www.ura.example", "https://www.ura.example"),
        ("municipality", "Tiranë", "53"),
        ("area_codes", "Tiranë; AL-11", ["53", "AL-11"]),
        ("latitude", "41,3275", 41.3275),
        ("service", "EMP-08", "EMP-08"),
        ("languages", "sq, Arabisht", ["sq", "ar"]),
        ("opening_hours", "fri 20:00-02:00; mon 08:00-16:00", ["mon 08:00-16:00", "fri 20:00-02:00"]),
        ("opening_exceptions", "2026-12-24/2026-12-31 closed", ["2026-12-24/2026-12-31 closed"]),
        ("required_documents", "none", ["nothing"]),
        ("legal_statuses", "Azilkërkues; REF", ["AS", "REF"]),
        ("capacity_total", "40", 40),
        ("wheelchair", "Po", True),
        ("is_remote", "no", False),
        ("confirmed_on", "02.11.2026", date(2026, 11, 2)),
        ("confirmed_on", "2026-11-02", date(2026, 11, 2)),
        ("cost_kind", "falas", "free"),
    ],
)
def test_a_cell_is_read_as_people_write_it(code: str, cell: str, value: object) -> None:
    assert read_cell(FIELD[code], cell, LOOKUPS) == value


@pytest.mark.parametrize(
    ("code", "cell", "wrong"),
    [
        ("name", "x" * 201, "too_long"),
        ("name", "#REF!", "error_value"),
        ("other_names", ";".join(map(str, range(50))), "too_many"),
        ("kind", "partner", "unknown_word"),
        ("phone", "069 22", "not_a_phone"),
        ("email", "office at example", "not_an_email"),
        ("website", "none at all", "not_a_website"),
        ("municipality", "Atlantida", "unknown_municipality"),
        ("area_codes", "Tiranë; Mars", "unknown_area"),
        ("latitude", "north", "not_degrees"),
        ("service", "EMP-99", "unknown_service"),
        ("languages", "sq; klingon", "unknown_language"),
        ("opening_hours", "all day", "hours_unreadable"),
        ("opening_exceptions", "2026-12-31/2026-12-24 closed", "days_swapped"),
        ("capacity_total", "many", "not_a_number"),
        ("capacity_total", "-3", "negative"),
        ("capacity_total", "999999999", "too_large"),
        ("wheelchair", "maybe", "not_yes_no"),
        ("confirmed_on", "31.02.2026", "not_a_day"),
        ("organisation_id", "12", "unknown_id"),
    ],
)
def test_what_is_wrong_with_a_cell_is_told_and_has_words(code: str, cell: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        read_cell(FIELD[code], cell, LOOKUPS)
    assert problem_text(wrong) != wrong


@given(st.sampled_from(FIELDS), TEXT)
def test_no_cell_breaks_its_reader(field: Field, cell: str) -> None:
    assert problem_of(field, cell) in {"", *PROBLEMS}


def problem_of(field: Field, cell: str) -> str:
    try:
        read_cell(field, cell, LOOKUPS)
    except ValueError as wrong:
        return str(wrong)
    return ""


def test_columns_are_named_as_in_a_spreadsheet() -> None:
    assert [column_letter(place) for place in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_a_problem_that_names_a_row_says_which() -> None:
    assert "12" in problem_text("differs_from_row:12")


def some_rows() -> Iterator[list[str]]:
    yield ["a"]


def test_a_sheet_is_written_from_rows_that_come_one_by_one() -> None:
    held = io.BytesIO()
    write_xlsx(some_rows(), held)
    assert cells(held.getvalue()) == [["a"]]
