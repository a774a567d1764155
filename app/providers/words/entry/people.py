"""For whom a service is, and in which languages they are understood."""

from collections.abc import Sequence

from app.kernel.i18n import current_locale, ngettext
from app.kernel.i18n import gettext as _
from app.places.queries import get_municipality, list_counties
from app.providers.domain import InterpreterGender
from app.providers.queries import ServiceView
from app.providers.words import AREAS, language_names
from app.providers.words.entry.facts import Fact, lines
from app.providers.words.facts import LEGAL_STATUSES


def for_whom_fact(service: ServiceView) -> Fact:
    """What the rules say, and then what the organisation itself says."""
    statuses = [str(LEGAL_STATUSES[code]) for code in service.legal_statuses if code in LEGAL_STATUSES]
    wait = service.wait_days_since_application
    return Fact(
        _("For whom"),
        lines(
            _("Legal status: %(statuses)s", statuses=", ".join(statuses)) if statuses else "",
            ages_text(service.minimum_age, service.maximum_age),
            _("Only for people who are registered as living here") if service.needs_residence else "",
            ngettext(
                "From %(num)s day after the asylum application",
                "From %(num)s days after the asylum application",
                wait,
            )
            if wait
            else "",
            service.eligibility(current_locale()),
        )
        or (_("For everybody"),),
    )


def ages_text(youngest: int | None, oldest: int | None) -> str:
    """`From 18 years`, `Up to 17 years`, `6 to 17 years`."""
    if youngest and oldest is not None:
        return ngettext(
            "%(first)s to %(num)s year of age", "%(first)s to %(num)s years of age", oldest, first=youngest
        )
    if youngest:
        return ngettext("From %(num)s year of age", "From %(num)s years of age", youngest)
    if oldest is not None:
        return ngettext("Up to %(num)s year of age", "Up to %(num)s years of age", oldest)
    return ""


def languages_fact(service: ServiceView) -> Fact:
    """What is spoken there, and what an interpreter speaks."""
    return Fact(
        _("Languages"),
        lines(", ".join(language_names(service.languages)), interpreter_text(service)),
    )


def interpreter_text(service: ServiceView) -> str:
    """`Interpreter for Dari, Arabic: a woman or a man`; empty where there is none."""
    languages = ", ".join(language_names(service.interpreter_languages))
    if not (service.has_interpreter or languages):
        return ""
    gender = _gender_text(service.interpreter_genders)
    if languages and gender:
        return _("Interpreter for %(languages)s: %(gender)s", languages=languages, gender=gender)
    if languages:
        return _("Interpreter for %(languages)s", languages=languages)
    return _("Interpreter: %(gender)s", gender=gender) if gender else _("Interpreter")


def area_fact(service: ServiceView) -> Fact:
    """Whose people it serves, and how it reaches them."""
    return Fact(
        _("Area"),
        lines(
            str(AREAS[service.area]),
            _("Also: %(places)s", places=", ".join(_area_names(service.area_codes)))
            if service.area_codes
            else "",
            _("By telephone or internet") if service.is_remote else "",
            _("Comes to people where they are") if service.is_mobile else "",
        ),
    )


def _gender_text(genders: Sequence[str]) -> str:
    given = set(genders)
    if given >= {InterpreterGender.WOMAN, InterpreterGender.MAN}:
        return _("a woman or a man")
    if InterpreterGender.WOMAN in given:
        return _("a woman")
    return _("a man") if InterpreterGender.MAN in given else ""


def _area_names(codes: Sequence[str]) -> list[str]:
    counties = {county.code: county.name_sq for county in list_counties()}
    names = []
    for code in codes:
        municipality = get_municipality(code)
        names.append(municipality.name_sq if municipality else counties.get(code, code))
    return names
