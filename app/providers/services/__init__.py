"""Commands on the registry: load the catalogue, register and decide, keep entries and services true."""

from app.providers.services.catalogue import load_catalogue
from app.providers.services.commands import LocationDetails, OrganisationDetails, ServiceDetails
from app.providers.services.listing import refresh_listing
from app.providers.services.offers import add_service, confirm_service, edit_service
from app.providers.services.organisations import (
    add_location,
    approve,
    close,
    decline,
    edit_organisation,
    register,
)

__all__ = [
    "LocationDetails",
    "OrganisationDetails",
    "ServiceDetails",
    "add_location",
    "add_service",
    "approve",
    "close",
    "confirm_service",
    "decline",
    "edit_organisation",
    "edit_service",
    "load_catalogue",
    "refresh_listing",
    "register",
]
