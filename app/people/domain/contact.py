"""How a person may be reached without putting her in danger; nothing is safe until she has said so."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from app.kernel.errors import Invalid

_ALBANIA = "+355"
_INTERNATIONAL = re.compile(r"\+[1-9]\d{6,14}")
_PUNCTUATION = re.compile(r"[\s()/.\-–]+")


class WhoMayAnswer(StrEnum):
    ONLY_PERSON = "only_person"
    FAMILY = "family"
    ANYONE = "anyone"


@dataclass(frozen=True)
class ContactRule:
    """What she said about being contacted; the careful answer stands where she was not asked."""

    may_call: bool = False
    may_text: bool = False
    best_time: str = ""
    who_may_answer: WhoMayAnswer = WhoMayAnswer.ONLY_PERSON
    name_to_use: str = ""
    do_not_contact: bool = False


class ContactAdvice(StrEnum):
    """The one sentence about contact that stands on every page about a person."""

    DO_NOT_CONTACT = "do_not_contact"
    NO_PHONE = "no_phone"
    NOT_SAFE = "not_safe"
    CALL_AND_TEXT = "call_and_text"
    CALL_ONLY = "call_only"
    TEXT_ONLY = "text_only"


def contact_advice(rule: ContactRule, phone: str) -> ContactAdvice:
    """What may be done with a phone number; `do not contact` beats everything else."""
    if rule.do_not_contact:
        return ContactAdvice.DO_NOT_CONTACT
    if not phone:
        return ContactAdvice.NO_PHONE
    if rule.may_call and rule.may_text:
        return ContactAdvice.CALL_AND_TEXT
    if rule.may_call:
        return ContactAdvice.CALL_ONLY
    return ContactAdvice.TEXT_ONLY if rule.may_text else ContactAdvice.NOT_SAFE


def callable_phone(rule: ContactRule, phone: str) -> str:
    """The number, where a call is safe; else nothing."""
    safe = {ContactAdvice.CALL_AND_TEXT, ContactAdvice.CALL_ONLY}
    return phone if contact_advice(rule, phone) in safe else ""


def clean_phone(text: str) -> str:
    """A number as `+355692345678`; without a country code it is Albanian. Raises Invalid on `phone`."""
    visible = [sign for sign in _PUNCTUATION.sub("", text) if unicodedata.category(sign) != "Cf"]
    # Digits of other scripts (Arabic, Persian) are digits too.
    number = unicodedata.normalize("NFKC", "".join(str(unicodedata.decimal(sign, sign)) for sign in visible))
    if not number:
        return ""
    if number.startswith("00"):
        number = "+" + number[2:]
    elif number.startswith("0"):
        number = _ALBANIA + number[1:]
    elif not number.startswith("+"):
        number = _ALBANIA + number
    if not number.isascii() or not _INTERNATIONAL.fullmatch(number):
        raise Invalid({"phone": "phone_not_a_number"})
    return number
