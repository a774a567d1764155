import pytest
from jinja2 import Environment, UndefinedError

from app.web.undefined import StrictNames

environment = Environment(undefined=StrictNames, autoescape=True)


class Thing:
    name = "known"


@pytest.mark.parametrize("source", ["{{ misspelt }}", "{{ thing.misspelt }}", "{% if misspelt %}{% endif %}"])
def test_an_unknown_name_is_an_error(source: str) -> None:
    with pytest.raises(UndefinedError):
        environment.from_string(source).render(thing=Thing())


@pytest.mark.parametrize(
    "source", ["{{ options.hint }}", "{{ options.hint.text }}", "{{ 'x' if thing.name == 'other' }}"]
)
def test_a_key_that_nobody_gave_is_empty(source: str) -> None:
    assert environment.from_string(source).render(options={}, thing=Thing()) == ""
