"""Forms that keep entries true: the answer of the signed link, a report, a closure for a time."""

from collections.abc import Mapping, Sequence
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea
from wtforms import Field, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from app.kernel import clock
from app.kernel.i18n import lazy_gettext as _l
from app.providers.domain import check_closure, check_places
from app.providers.domain.upkeep import Answer, WhatIsWrong
from app.providers.forms.fields import check_email, day, line, number, stripped
from app.providers.queries.confirmation import AskedService
from app.providers.services.closures import Closure
from app.providers.services.confirming import ServiceAnswer
from app.providers.words import field_error
from app.providers.words.upkeep import ANSWERS, CLOSURE_ERRORS, WHAT_IS_WRONG, is_closed_now
from app.web.forms import UraForm

_LONGEST_WORDS = 500
_MOST_DAYS = 3650


class ClosureForm(UraForm):
    """From when until when a service receives nobody."""

    closed_from = day(_l("First day"))
    closed_until = day(
        _l("Last day"), _l("The day after, it is open again by itself. Leave empty if nobody knows yet.")
    )
    reason = line(
        _l("Why?"),
        300,
        hint=_l("For instance: works in the building. Do not name people; everybody reads it."),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Shape, and a first day: without one it begins today."""
        if not super().validate(extra_validators):
            return False
        self.closed_from.data = self.closed_from.data or clock.today()
        return True

    def refuse(self, problems: Mapping[str, str]) -> None:
        """Put the words for each code at its field."""
        for name, code in problems.items():
            self[name].errors = [str(CLOSURE_ERRORS.get(code, code))]

    def to_command(self) -> Closure:
        return Closure(self.closed_from.data, self.closed_until.data, self.reason.data)


class ReportForm(UraForm):
    """What somebody says is wrong. `second_subject` is a trap: people do not see it, machines fill it in."""

    what = RadioField(
        _l("What is wrong?"),
        choices=[(what.value, text) for what, text in WHAT_IS_WRONG.items()],
        widget=GovRadioInput(),
        validators=[DataRequired(_l("Choose what is wrong."))],
    )
    words = TextAreaField(
        _l("In your words"),
        description=_l("Do not write anything about a person: no name, no number, no illness."),
        widget=GovTextArea(),
        filters=[stripped],
        validators=[Length(max=_LONGEST_WORDS)],
        default="",
    )
    second_subject = StringField(_l("Leave this empty"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Shape, and words where no choice says it."""
        fits: bool = super().validate(extra_validators)
        if fits and self.what.data == WhatIsWrong.OTHER and not self.words.data:
            self.words.errors = [str(_l("Write what is wrong."))]
            return False
        return fits

    @property
    def is_trapped(self) -> bool:
        return bool(self.second_subject.data)


class NewLinkForm(UraForm):
    """Where to send a new link: only to an address that is registered already."""

    email = line(
        _l("E-mail"),
        254,
        DataRequired(_l("Enter the e-mail address.")),
        check_email,
        type="email",
        spellcheck="false",
        autocomplete="email",
    )


class AnswersForm(UraForm):
    """What is said of each service; made for the services at hand by `answers_form`."""

    def of(self, service: AskedService) -> dict[str, Field]:
        """The fields about one service, by their plain name."""
        return {name: self[_name(name, service)] for name in _NAMES}

    def check(self, services: Sequence[AskedService]) -> bool:
        """Rules that need the service: no more free than there are, and days that can be."""
        # All are looked at, so that every problem is told at once.
        fits = [self._check_one(self.of(service), service) for service in services]
        return all(fits)

    def _check_one(self, fields: dict[str, Field], service: AskedService) -> bool:
        wrong = check_places(service.capacity_total, fields["places_free"].data)
        problems = {name: field_error(code) for name, code in wrong.items()}
        if fields["answer"].data == Answer.CLOSED:
            today = clock.today()
            wrong = check_closure(today, fields["closed_until"].data, today)
            problems |= {name: str(CLOSURE_ERRORS.get(code, code)) for name, code in wrong.items()}
        if fields["answer"].data == Answer.WRONG and not fields["words"].data:
            problems["words"] = str(_l("Write what is wrong."))
        for name, text in problems.items():
            fields[name].errors = [text]
        return not problems

    def to_command(self, services: Sequence[AskedService]) -> list[ServiceAnswer]:
        return [_answer(self.of(service), service) for service in services]


_NAMES = ("answer", "closed_until", "places_free", "waiting_days", "words")


def answers_form(services: Sequence[AskedService]) -> AnswersForm:
    """A form with the fields of each service, filled with what stands in the directory."""
    fields = {_name(name, one): made for one in services for name, made in _fields().items()}
    data = {_name(name, one): value for one in services for name, value in _present(one).items()}
    form: AnswersForm = type("AnswersOfServices", (AnswersForm,), fields)(data=data)
    return form


def _name(name: str, service: AskedService) -> str:
    return f"{name}_{service.id.hex}"


def _fields() -> dict[str, Any]:
    return {
        "answer": RadioField(
            _l("How does it stand?"),
            choices=[(answer.value, text) for answer, text in ANSWERS.items()],
            widget=GovRadioInput(),
        ),
        "closed_until": day(_l("Closed until"), _l("Leave empty if nobody knows yet.")),
        "places_free": number(_l("Places free now")),
        "waiting_days": number(_l("Waiting time in days"), most=_MOST_DAYS),
        "words": line(_l("What is wrong?"), _LONGEST_WORDS, hint=_l("Do not write anything about a person.")),
    }


def _present(service: AskedService) -> dict[str, Any]:
    closed = is_closed_now(service, clock.today())
    answer = Answer.WRONG if service.wrong is not None else Answer.CLOSED if closed else Answer.RIGHT
    return {
        "answer": answer.value,
        "closed_until": service.closed_until if closed else None,
        "places_free": service.places_free,
        "waiting_days": service.waiting_days,
        "words": service.wrong or "",
    }


def _answer(fields: dict[str, Field], service: AskedService) -> ServiceAnswer:
    return ServiceAnswer(
        service_id=service.id,
        answer=Answer(fields["answer"].data),
        places_free=fields["places_free"].data,
        waiting_days=fields["waiting_days"].data,
        closed_until=fields["closed_until"].data,
        words=fields["words"].data,
    )
