"""Facts of demo services and places: hours, papers, rules, interpreters, waiting, contacts, agreements.

What is drawn here is drawn from the name of the thing, so that it never changes what else is drawn.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any
from uuid import UUID

from app.demo.content import (
    DemoOrganisation,
    DemoService,
    get_code_defaults,
    get_hours,
    list_agreements,
)
from app.demo.generator.ids import SeededIds
from app.kernel import clock
from app.providers.domain import Area, CostKind, InterpreterGender, Kind, PhoneKind, Tier

Row = dict[str, Any]

PROJECT = "EU4Migration"
_SPOKEN_HERE = frozenset({"sq", "en"})
_WOMAN, _MAN = InterpreterGender.WOMAN.value, InterpreterGender.MAN.value
_GENDERS: tuple[list[str], ...] = ([_WOMAN], [_WOMAN], [_WOMAN, _MAN], [_MAN], [])
_ACCESS: tuple[list[str], ...] = (
    [], [], [], ["step_free"], ["wheelchair", "step_free"], ["wheelchair", "step_free", "accessible_toilet"],
    ["wheelchair", "lift", "accessible_toilet", "parking"],
)  # fmt: skip
# What an organisation of the civil society offers to whoever comes; its other services stay in the network.
_OPEN_TO_ALL = ("LAN", "EDU", "EMP", "SOC", "INT", "TRA")
_ONE_IN = 6


def service_facts(organisation: DemoOrganisation, service: DemoService, confirmed: datetime) -> Row:
    """The columns of a service beyond what a referral needs of it."""
    random = Random(f"facts of {organisation.slug} {service.code}")
    defaults = get_code_defaults()[service.code]
    return {
        **_hours(organisation.kind, service.code, random, clock.local(confirmed).date()),
        **_interpreting(service, random),
        **_waiting(service, clock.local(confirmed).date()),
        "is_mobile": defaults.is_mobile,
        "required_documents": list(defaults.papers),
        "cost_kind": CostKind.FREE.value,
        "capacity_unit": defaults.unit,
        "legal_statuses": list(defaults.statuses),
        "minimum_age": defaults.min_age or None,
        "maximum_age": defaults.max_age,
        "needs_residence": defaults.needs_residence,
        "wait_days_since_application": defaults.wait_days,
        "project_tags": [PROJECT] if organisation.slug in _slugs_with_a_project() else [],
    }


def place_facts(organisation: DemoOrganisation) -> Row:
    """Who can get in at a place."""
    return {"accessibility": list(Random(f"access to {organisation.slug}").choice(_ACCESS))}


def organisation_facts(organisation: DemoOrganisation) -> Row:
    return {
        "is_national": organisation.area == Area.NATIONAL,
        "project_tags": [PROJECT] if organisation.slug in _slugs_with_a_project() else [],
    }


def contact_row(organisation: DemoOrganisation, organisation_id: UUID, contact_id: UUID, phone: str) -> Row:
    """The desk where everybody can ask."""
    return {
        "id": contact_id,
        "organisation_id": organisation_id,
        "name": "",
        "title": "Pritja (demo)",
        "phone": phone,
        "phone_kind": PhoneKind.VOICE.value,
        "email": organisation.email,
        "languages": list(organisation.languages),
        "position": 1,
    }


def agreement_rows(organisation_ids: dict[str, UUID], ids: SeededIds, now: datetime) -> Iterator[Row]:
    """The agreements of the organisations that were written."""
    today = clock.local(now).date()
    for agreement in list_agreements():
        yield {
            "id": ids.new(now),
            "organisation_id": organisation_ids[agreement.organisation],
            "partner": agreement.partner,
            "subject": agreement.subject,
            "project_tag": agreement.project_tag,
            "starts_on": today - timedelta(days=agreement.started_days_ago),
            "ends_on": today + timedelta(days=agreement.ends_in_days),
        }


def ordinary_tier(organisation: DemoOrganisation, code: str) -> str:
    """How open an ordinary service is: as open as who offers it, courses of the civil society to everybody."""
    is_ngo = organisation.kind == Kind.NGO and organisation.tier == Tier.NETWORK
    return Tier.PUBLIC.value if is_ngo and code.startswith(_OPEN_TO_ALL) else organisation.tier


@cache
def _slugs_with_a_project() -> frozenset[str]:
    return frozenset(row.organisation for row in list_agreements() if row.project_tag == PROJECT)


def _hours(kind: str, code: str, random: Random, day: date) -> Row:
    hours = random.choice(get_hours().get(code) or get_hours()[kind])
    closes_for_the_year = hours.observes_holidays and random.randrange(_ONE_IN) == 0
    return {
        "opening_hours": list(hours.lines),
        "opening_exceptions": [f"{day.year}-12-24/{day.year + 1}-01-04 closed"]
        if closes_for_the_year
        else [],
        "observes_holidays": hours.observes_holidays,
    }


def _interpreting(service: DemoService, random: Random) -> Row:
    spoken = [code for code in service.languages if code not in _SPOKEN_HERE]
    has_interpreter = len(service.languages) > len(_SPOKEN_HERE)
    return {
        "has_interpreter": has_interpreter,
        "interpreter_languages": spoken if has_interpreter else [],
        "interpreter_genders": list(random.choice(_GENDERS)) if has_interpreter else [],
    }


def _waiting(service: DemoService, day: date) -> Row:
    is_full = service.free == 0 and service.waiting_days is not None
    return {
        "waiting_days": service.waiting_days,
        "next_place_on": day + timedelta(days=service.waiting_days or 0) if is_full else None,
    }
