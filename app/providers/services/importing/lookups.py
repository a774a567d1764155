"""What names in a sheet mean: municipalities and counties, languages, kinds of service, as reference data has them."""

from functools import lru_cache

from app.kernel.languages import language_choices
from app.kernel.text import fold
from app.places.domain import Closeness, PlaceKind, stem_name
from app.places.queries import list_counties, list_municipalities, search_places
from app.providers.domain.sheets import Lookups
from app.providers.queries.catalogue import list_catalogue

_REMEMBERED = 20_000


def make_lookups() -> Lookups:
    """The lookups for one sheet; each spelling is looked for once."""
    municipality = lru_cache(maxsize=_REMEMBERED)(_Municipalities())
    return Lookups(
        municipality=municipality,
        area=lru_cache(maxsize=_REMEMBERED)(lambda text: _county(text) or municipality(text)),
        languages=_languages(),
        catalogue=_catalogue(),
    )


class _Municipalities:
    """Code, name in any form, former name, or a spelling with one wrong letter; never a village."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        for row in list_municipalities():
            for name in (row.code, row.code.lstrip("0"), row.name_sq, row.name_definite, row.seat):
                self.known.setdefault(fold(name), row.code)
            for name in (*row.former_names, stem_name(row.name_sq)):
                self.known.setdefault(fold(name), row.code)

    def __call__(self, text: str) -> str | None:
        found = self.known.get(fold(text)) or self.known.get(stem_name(text))
        if found or not any(letter.isalpha() for letter in text):
            return found
        for hit in search_places(text, 3):
            if hit.kind is PlaceKind.MUNICIPALITY and hit.closeness <= Closeness.ONE_LETTER_OFF:
                return hit.code if hit.closeness is not Closeness.BEGINS else None
        return None


def _county(text: str) -> str | None:
    name = fold(text)
    for county in list_counties():
        code = fold(county.code)
        if name in {code, f"qark {fold(county.name_sq)}", f"qarku {fold(county.name_sq)}"}:
            return county.code
    return None


def _languages() -> dict[str, str]:
    found: dict[str, str] = {}
    for locale in ("sq", "en"):
        for code, name in language_choices(locale):
            found.setdefault(fold(code), code)
            found.setdefault(fold(name), code)
    # `shqip` is what people write, `shqipe` what CLDR calls it.
    return found | {
        "shqip": "sq",
        "anglisht": "en",
        "albanian": "sq",
        "english": "en",
        "farsi": "fa",
        "dari": "prs",
    }


def _catalogue() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in list_catalogue():
        for name in (row.code, row.name_sq, row.name_en):
            found.setdefault(fold(name), row.code)
        found.setdefault(fold(f"{row.code} {row.name_sq}"), row.code)
        found.setdefault(fold(f"{row.code} {row.name_en}"), row.code)
    return found
