"""Forms of the registry: shape and single-field rules; what they mean belongs to services."""

from app.providers.forms.basics import BasicsForm, ServiceForm
from app.providers.forms.capacity import CapacityForm, ConfirmForm
from app.providers.forms.contacts import AgreementForm, ContactForm
from app.providers.forms.hours import HoursForm
from app.providers.forms.location import LocationForm
from app.providers.forms.organisation import DeclineForm, OrganisationForm
from app.providers.forms.people import PeopleForm
from app.providers.forms.week import WeekForm

__all__ = [
    "AgreementForm",
    "BasicsForm",
    "CapacityForm",
    "ConfirmForm",
    "ContactForm",
    "DeclineForm",
    "HoursForm",
    "LocationForm",
    "OrganisationForm",
    "PeopleForm",
    "ServiceForm",
    "WeekForm",
]
