"""Registrations and claims from outside, written straight to the table; everybody is invented."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from app.kernel import clock
from app.kernel.db import db
from app.kernel.ids import new_id
from app.providers.domain import PROOF_VALID_FOR, RegistrationStatus
from app.providers.models import ProviderRegistration
from app.providers.services.registration import digest_of_proof, proof_token
from tests.factories import TIRANE
from tests.factories.providers import COURSE
from tests.support.databases import TEST_KEY


def make_registration(
    name: str = "Qendra Agimi",
    municipality_code: str = TIRANE,
    status: RegistrationStatus = RegistrationStatus.WAITING,
    *,
    age: timedelta = timedelta(),
    **columns: Any,
) -> UUID:
    """A registration of that age; `claimed_organisation_id` makes it a claim."""
    registration_id, written_at = new_id(), clock.now() - age
    values = {
        "contact_name": "Mira Shembulli",
        "email": "mira@agimi.example",
        "details": {"kind": "ngo", "phone": "+355682345678", "address": "Rruga e Agimit 3"},
        "service_codes": [COURSE],
    } | columns
    row = ProviderRegistration(
        id=registration_id,
        municipality_code=municipality_code,
        status=status,
        organisation_name=name,
        proof_digest=digest_of_proof(proof_token(TEST_KEY, registration_id)),
        created_at=written_at,
        expires_at=written_at + PROOF_VALID_FOR,
        proved_at=None if status is RegistrationStatus.UNPROVED else written_at,
        **values,
    )
    db.session.add(row)
    db.session.flush()
    return registration_id


def proof_path(registration_id: UUID) -> str:
    """The address in the mail."""
    return f"/register/proof/{proof_token(TEST_KEY, registration_id)}"
