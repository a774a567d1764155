"""The forms of an import: the file, what its columns mean, what becomes of organisations that look alike."""

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovFileInput
from wtforms import FileField

from app.kernel.i18n import lazy_gettext as _l
from app.providers.domain import Kind
from app.providers.domain.sheets import LARGEST_FILE_BYTES, MOST_COLUMNS, MOST_ROWS, AlikeChoice
from app.providers.forms.fields import RegistryForm
from app.providers.words.sheets import file_problem

_MEGABYTE = 1024 * 1024


class SheetForm(RegistryForm):
    """The file that is brought in."""

    file = FileField(
        _l("Sheet"),
        description=_l(
            "XLSX or CSV, at most %(size)s MB, %(rows)s rows and %(columns)s columns.",
            size=LARGEST_FILE_BYTES // _MEGABYTE,
            rows=MOST_ROWS,
            columns=MOST_COLUMNS,
        ),
        widget=GovFileInput(),
        render_kw={"accept": ".xlsx,.csv,.tsv,.txt"},
    )

    def read(self) -> tuple[str, bytes] | None:
        """Name and content of the file; None, and a problem at the field, where none was chosen."""
        sent = self.file.data
        if not sent or not getattr(sent, "filename", ""):
            self.refuse_file("no_file")
            return None
        return str(sent.filename), sent.read(LARGEST_FILE_BYTES + 1)

    def refuse_file(self, code: str) -> None:
        self.file.errors = [file_problem(code)]


def read_version(sent: Mapping[str, str]) -> int:
    text = sent.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def read_columns(sent: Mapping[str, str]) -> dict[int, str]:
    """The number of a column to the field that was chosen for it, without those that are left out."""
    places = range(MOST_COLUMNS)
    return {place: sent[f"column-{place}"] for place in places if sent.get(f"column-{place}")}


def read_kind(sent: Mapping[str, str]) -> Kind | None:
    kind = sent.get("default_kind", "")
    return Kind(kind) if kind in set(Kind) else None


def read_choices(sent: Mapping[str, str]) -> dict[str, AlikeChoice]:
    """The organisations of a page and what was chosen for each; `all` says the same for every one of the page."""
    known = set(AlikeChoice)
    for_all = sent.get("all", "")
    found: dict[str, AlikeChoice] = {}
    for name, group in sent.items():
        number = name.removeprefix("group-")
        chosen = for_all or sent.get(f"choice-{number}", "")
        if number != name and chosen in known:
            found[group] = AlikeChoice(chosen)
    return found
