"""What several queries share: the guard against providers, and rows turned into domain values."""

from typing import Any, cast

from app.kernel.db import db
from app.kernel.errors import Forbidden
from app.kernel.scope import Scope
from app.people.domain import (
    BirthDate,
    BirthPrecision,
    ContactRule,
    InterpreterGender,
    LegalStatus,
    PersonDetails,
    Sex,
    WhoMayAnswer,
)


def refuse_providers() -> None:
    """The second lock: the scope lets a provider reach shared rows, but never whole files or lists."""
    scope = cast("Scope | None", db.session().info.get("scope"))
    if scope is not None and scope.is_provider:
        raise Forbidden("people_not_yours")


def details_from(row: Any) -> PersonDetails:
    """The details of a person from a row, or the model itself, with the columns of a file."""
    return PersonDetails(
        given_name=row.given_name,
        family_name=row.family_name,
        name_original_script=row.name_original_script,
        birth=BirthDate(row.birth_date, BirthPrecision(row.birth_precision)),
        sex=Sex(row.sex),
        nationality=row.nationality,
        legal_status=LegalStatus(row.legal_status),
        legal_status_since=row.legal_status_since,
        legal_status_until=row.legal_status_until,
        asylum_application_date=row.asylum_application_date,
        languages=tuple(row.languages),
        interpreter_wanted=row.interpreter_wanted,
        interpreter_gender=InterpreterGender(row.interpreter_gender),
        phone=row.phone,
        contact=contact_from(row),
    )


def contact_from(row: Any) -> ContactRule:
    """The contact rule from a row that has its columns."""
    return ContactRule(
        may_call=row.may_call,
        may_text=row.may_text,
        best_time=row.best_time,
        who_may_answer=WhoMayAnswer(row.who_may_answer),
        name_to_use=row.name_to_use,
        do_not_contact=row.do_not_contact,
    )
