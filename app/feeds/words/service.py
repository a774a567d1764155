"""What is said of a service in whole phrases: interpreters, cost, waiting, for whom, closures."""

from datetime import date

from app.kernel.i18n import current_locale, ngettext
from app.kernel.i18n import gettext as _
from app.places.queries import get_municipality, list_counties
from app.providers.domain import CostKind, InterpreterGender, ServiceStatus, status_on
from app.providers.queries.publishing import PublishedKind, PublishedOrganisation, PublishedService
from app.providers.words import language_names, municipality_name
from app.providers.words.facts import COST_KINDS


def in_both(text_sq: str, text_en: str) -> tuple[str, str]:
    """A text in the reader's language, or in the other where it is missing, and the other one."""
    own, other = (text_en, text_sq) if current_locale().startswith("en") else (text_sq, text_en)
    return own or other, other or own


def service_names(service: PublishedService, kind: PublishedKind | None) -> tuple[str, str]:
    """The name in the reader's language and in the other; a service without one is called after its kind."""
    if service.name_sq or service.name_en or kind is None:
        return in_both(service.name_sq or service.catalogue_code, service.name_en)
    return in_both(kind.name_sq, kind.name_en)


def service_description(service: PublishedService, kind: PublishedKind | None) -> str:
    described, _other = in_both(service.description_sq, service.description_en)
    return described or (in_both(kind.name_sq, kind.name_en)[0] if kind else "")


def interpretation(service: PublishedService) -> str:
    """`Interpreter for Arabic, Dari (a woman)`; empty where there is none."""
    if not service.has_interpreter and not service.interpreter_languages:
        return ""
    names = ", ".join(language_names(service.interpreter_languages))
    said = _("Interpreter for %(languages)s", languages=names) if names else _("Interpreter")
    genders = {InterpreterGender.WOMAN: _("a woman"), InterpreterGender.MAN: _("a man")}
    known = [text for code, text in genders.items() if code in service.interpreter_genders]
    return f"{said} ({', '.join(known)})" if known else said


def fees(service: PublishedService) -> str:
    """Of what kind the cost is, how much, and what the organisation adds."""
    amount = (
        _("%(number)s lek", number=f"{service.cost_in_lek:,}".replace(",", "."))
        if service.cost_in_lek
        else ""
    )
    kind = cost_kind(service)
    own = service.cost if service.cost.casefold() != kind.casefold() else ""
    return ". ".join(text for text in (kind, amount, own) if text)


def cost_kind(service: PublishedService) -> str:
    return str(COST_KINDS[service.cost_kind]) if service.cost_kind in set(CostKind) else ""


def waiting(service: PublishedService, today: date) -> str:
    """How long people wait and when there is room; empty where nobody said."""
    days, day = service.waiting_days, service.next_place_on
    said = (
        ngettext("About %(num)s day of waiting", "About %(num)s days of waiting", days) if days else "",
        _("Next free place on %(date)s", date=_day(day)) if day and day >= today else "",
        "" if service.has_waiting_list else _("Keeps no waiting list"),
    )
    return ". ".join(text for text in said if text)


def eligibility(service: PublishedService) -> str:
    """What the organisation says of whom it is for, then what the rules say besides ages and statuses."""
    wait = service.wait_days_since_application
    said = (
        in_both(service.eligibility_sq, service.eligibility_en)[0].rstrip(". "),
        _("Only for people who are registered as living here") if service.needs_residence else "",
        ngettext(
            "From %(num)s day after the asylum application",
            "From %(num)s days after the asylum application",
            wait,
        )
        if wait
        else "",
    )
    return ". ".join(text for text in said if text)


def alert(service: PublishedService, today: date) -> str:
    """That it is closed for a time, or will be, and why."""
    begins, ends, reason = service.closed_from, service.closed_until, service.closure_reason
    status = status_on(service.status, begins, ends, today)
    if status is ServiceStatus.TEMPORARILY_CLOSED:
        said = _("Closed for a time, until %(date)s", date=_day(ends)) if ends else _("Closed for a time")
    elif status is ServiceStatus.ACTIVE and begins is not None and begins > today:
        said = _("Will be closed from %(date)s", date=_day(begins))
        if ends:
            said = _("Will be closed %(first)s to %(last)s", first=_day(begins), last=_day(ends))
    else:
        return ""
    return f"{said}. {reason}" if reason else said


def licence(organisation: PublishedOrganisation) -> str:
    """The number of the licence and until when it holds."""
    number, until = organisation.licence_number, organisation.licence_valid_until
    if number and until:
        return _("Licence %(number)s, valid until %(date)s", number=number, date=_day(until))
    return _("Licence %(number)s", number=number) if number else ""


def area_name(code: str) -> str:
    """A municipality, a county or, for an empty code, the country."""
    if not code:
        return _("The whole of Albania")
    if get_municipality(code):
        return municipality_name(code)
    name = next((county.name_sq for county in list_counties() if county.code == code), code)
    return _("County of %(name)s", name=name)


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
