from hypothesis import given
from hypothesis import strategies as st

from app.people.domain import BASICS, SharedField, fields_for, hidden_fields

declared = st.lists(st.one_of(st.sampled_from([field.value for field in SharedField]), st.text(max_size=12)))


@given(declared)
def test_a_provider_sees_the_basics_and_what_its_service_declares(asks_for: list[str]) -> None:
    shown = set(fields_for(asks_for))
    assert shown == BASICS | {field for field in SharedField if field.value in asks_for}


@given(declared)
def test_status_and_nationality_are_never_shown_unless_declared(asks_for: list[str]) -> None:
    for field in (SharedField.LEGAL_STATUS, SharedField.NATIONALITY):
        assert (field in fields_for(asks_for)) == (field.value in asks_for)


@given(declared)
def test_what_is_shown_and_what_is_hidden_is_everything(asks_for: list[str]) -> None:
    shown = fields_for(asks_for)
    assert sorted([*shown, *hidden_fields(shown)]) == sorted(SharedField)
