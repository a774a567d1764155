import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import Invalid
from app.people.domain import ContactAdvice, ContactRule, callable_phone, clean_phone, contact_advice

PHONE = "+355692345678"
rules = st.builds(ContactRule, may_call=st.booleans(), may_text=st.booleans(), do_not_contact=st.booleans())


@given(rules, st.sampled_from(["", PHONE]))
def test_nobody_is_called_who_did_not_say_that_it_is_safe(rule: ContactRule, phone: str) -> None:
    if callable_phone(rule, phone):
        assert rule.may_call
        assert not rule.do_not_contact


@given(rules)
def test_do_not_contact_beats_everything(rule: ContactRule) -> None:
    advice = contact_advice(rule, PHONE)
    assert (advice is ContactAdvice.DO_NOT_CONTACT) == rule.do_not_contact


def test_nothing_is_safe_before_the_person_was_asked() -> None:
    assert contact_advice(ContactRule(), PHONE) is ContactAdvice.NOT_SAFE
    assert contact_advice(ContactRule(may_call=True), "") is ContactAdvice.NO_PHONE


@pytest.mark.parametrize(
    "typed",
    [
        "069 234 5678",
        "+355 69 234 5678",
        "00355692345678",
        "69-234-5678",
        "(069) 234.5678",
        "\u202a0692345678",
    ],
)
def test_albanian_numbers_are_kept_in_one_shape(typed: str) -> None:
    assert clean_phone(typed) == PHONE


def test_numbers_of_other_countries_are_taken() -> None:
    assert clean_phone("+93 70 123 4567") == "+93701234567"
    assert clean_phone("٠٦٩٢٣٤٥٦٧٨") == PHONE
    assert clean_phone("  ") == ""


@pytest.mark.parametrize("typed", ["call me", "12", "+0691234567", "069 234 5678 ext 3", "0" * 500])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        clean_phone(typed)
    assert refused.value.fields == {"phone": "phone_not_a_number"}


@given(st.text(max_size=40))
def test_a_phone_is_clean_or_refused(text: str) -> None:
    try:
        phone = clean_phone(text)
    except Invalid:
        return
    assert phone == "" or (phone[0] == "+" and phone[1:].isascii() and phone[1:].isdigit())
    assert clean_phone(phone) == phone
