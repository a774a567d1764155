"""Forms of the registry: shape and single-field rules; what they mean belongs to services."""

from app.providers.forms.offer import ConfirmForm, ServiceForm
from app.providers.forms.organisation import DeclineForm, LocationForm, OrganisationForm

__all__ = ["ConfirmForm", "DeclineForm", "LocationForm", "OrganisationForm", "ServiceForm"]
