"""When an address can be proved and a registration decided, and what stands in the link."""

from datetime import UTC, datetime, timedelta

import pytest

from app.kernel.errors import Gone, Refused
from app.kernel.ids import new_id
from app.providers.domain import RegistrationStatus, check_decidable, check_provable
from app.providers.services.registration import digest_of_proof, proof_token

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)


def test_a_link_works_until_its_time_is_over() -> None:
    check_provable(RegistrationStatus.UNPROVED, LATER, NOW)
    with pytest.raises(Gone) as refusal:
        check_provable(RegistrationStatus.UNPROVED, NOW, NOW)
    assert refusal.value.code == "proof_expired"


@pytest.mark.parametrize("status", [status for status in RegistrationStatus if status != "unproved"])
def test_a_link_works_once(status: RegistrationStatus) -> None:
    with pytest.raises(Gone) as refusal:
        check_provable(status, LATER, NOW)
    assert refusal.value.code == "proof_used"


@pytest.mark.parametrize("status", [status for status in RegistrationStatus if status != "waiting"])
def test_only_what_waits_is_decided(status: RegistrationStatus) -> None:
    with pytest.raises(Refused) as refusal:
        check_decidable(status)
    assert refusal.value.code == "registration_decided"


def test_the_link_cannot_be_guessed_from_what_is_kept() -> None:
    registration_id = new_id()
    token = proof_token("a secret", registration_id)
    assert token != proof_token("another secret", registration_id)
    assert token != proof_token("a secret", new_id())
    assert digest_of_proof(token) != token
