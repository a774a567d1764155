"""Commands on the registry: load the catalogue, register and decide, keep entries and services true."""

from app.providers.services.agreements import add_agreement, edit_agreement, remove_agreement
from app.providers.services.catalogue import load_catalogue
from app.providers.services.claims import approve_registration, decline_registration
from app.providers.services.commands import (
    AgreementDetails,
    ContactDetails,
    LocationDetails,
    OrganisationDetails,
    ServiceBasics,
    ServiceCapacity,
    ServiceDetails,
    ServiceHours,
    ServicePeople,
)
from app.providers.services.contacts import add_contact, edit_contact, remove_contact
from app.providers.services.listing import refresh_listing
from app.providers.services.merging import CHOSEN_FIELDS, keep_apart, merge_organisations, undo_merge
from app.providers.services.misses import note_miss
from app.providers.services.offers import add_service, confirm_service, edit_hours_at, edit_service
from app.providers.services.organisations import (
    approve,
    close,
    decline,
    edit_organisation,
    register,
    set_national,
)
from app.providers.services.places import add_location, edit_location
from app.providers.services.registration import (
    ClaimDetails,
    RegistrationDetails,
    claim_entry,
    digest_of_proof,
    forget_unproved,
    proof_token,
    prove_address,
    register_provider,
)

__all__ = [
    "CHOSEN_FIELDS",
    "AgreementDetails",
    "ClaimDetails",
    "ContactDetails",
    "LocationDetails",
    "OrganisationDetails",
    "RegistrationDetails",
    "ServiceBasics",
    "ServiceCapacity",
    "ServiceDetails",
    "ServiceHours",
    "ServicePeople",
    "add_agreement",
    "add_contact",
    "add_location",
    "add_service",
    "approve",
    "approve_registration",
    "claim_entry",
    "close",
    "confirm_service",
    "decline",
    "decline_registration",
    "digest_of_proof",
    "edit_agreement",
    "edit_contact",
    "edit_hours_at",
    "edit_location",
    "edit_organisation",
    "edit_service",
    "forget_unproved",
    "keep_apart",
    "load_catalogue",
    "merge_organisations",
    "note_miss",
    "proof_token",
    "prove_address",
    "refresh_listing",
    "register",
    "register_provider",
    "remove_agreement",
    "remove_contact",
    "set_national",
    "undo_merge",
]
