"""The forms of people: the 60-second start and the correction of a file."""

from app.people.forms.fields import printable
from app.people.forms.person import ChangeForm, RegisterForm

__all__ = ["ChangeForm", "RegisterForm", "printable"]
