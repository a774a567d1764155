"""An entry that the municipality made is claimed by the organisation itself."""

import pytest
from sqlalchemy import select

from app.accounts.queries import list_open_invitations
from app.kernel.actor import Role
from app.kernel.db import db
from app.providers.domain import RegistrationStatus, Status
from app.providers.models import Organisation, ProviderRegistration
from tests.conftest import Browse
from tests.factories import KORCE, make_actor
from tests.factories.accounts import make_membership
from tests.factories.providers import make_organisation, make_service
from tests.factories.registrations import make_registration, proof_path
from tests.support.databases import Database
from tests.support.mailbox import deliver_mails
from tests.support.rows import count_rows

FORM = {
    "contact_name": "Mira Shembulli",
    "contact_title": "Drejtore",
    "phone": "068 234 5678",
    "email": "mira@drita.example",
    "agrees": "y",
}


def test_a_visitor_claims_an_entry_that_is_open_to_everybody(browse: Browse) -> None:
    entry = make_organisation("Qendra Drita", KORCE)
    make_service(entry, tier="public")
    visitor = browse()
    assert "Qendra Drita" in visitor.get(f"/register?claims={entry}").text
    assert visitor.post(f"/register/claims/{entry}", FORM).location == "/register/sent"
    row = db.session.scalars(select(ProviderRegistration)).one()
    assert (row.claimed_organisation_id, row.municipality_code) == (entry, KORCE)
    assert row.status == RegistrationStatus.UNPROVED


@pytest.mark.parametrize("tier", ["network", "restricted", "sealed"])
def test_what_a_visitor_may_not_know_of_is_not_there_to_be_claimed(browse: Browse, tier: str) -> None:
    entry = make_organisation()
    make_service(entry, tier=tier)
    visitor = browse()
    assert visitor.get(f"/register?claims={entry}").status_code == 404
    assert visitor.post(f"/register/claims/{entry}", FORM).status_code == 404
    assert count_rows(ProviderRegistration) == 0


@pytest.mark.parametrize("claimed", ["no-id", "0199f000-0000-7000-8000-000000000000", ""])
def test_an_invented_entry_is_not_found(browse: Browse, claimed: str) -> None:
    assert browse().get(f"/register?claims={claimed}").status_code == 404


def test_an_approved_claim_invites_its_manager_and_makes_no_second_entry(
    database: Database, browse: Browse
) -> None:
    entry = make_organisation("Qendra Drita")
    claim = make_registration(claimed_organisation_id=entry, service_codes=[])
    staff, path = browse(make_actor(Role.COORDINATOR)), f"/providers/registrations/{claim}"
    page = staff.get(path).text
    assert f"/providers/{entry}" in page
    assert "manages this entry already" not in page
    assert staff.post(f"{path}/approve", {"version": 1}).location == f"/providers/{entry}"
    assert count_rows(Organisation) == 1
    (invitation,) = list_open_invitations()
    assert (invitation.role, invitation.place, invitation.email) == (
        Role.PROVIDER_MANAGER, "Qendra Drita", "mira@agimi.example",
    )  # fmt: skip
    assert "Taken over by the organisation" in staff.get(f"/providers/{entry}/history").text


def test_the_present_manager_is_told_and_whoever_decides_is_warned(
    database: Database, browse: Browse
) -> None:
    entry = make_organisation("Qendra Drita")
    make_membership(make_actor(Role.PROVIDER_MANAGER, organisation_id=entry), "menaxhere@drita.example")
    claim = make_registration(
        status=RegistrationStatus.UNPROVED, claimed_organisation_id=entry, email="tjeter@test.example"
    )
    browse().post(proof_path(claim))
    mails = {mail["To"]: mail for mail in deliver_mails(database)}
    assert "tjeter" not in mails["menaxhere@drita.example"].as_string()
    staff = browse(make_actor(Role.COORDINATOR))
    assert "manages this entry already" in staff.get(f"/providers/registrations/{claim}").text


def test_whoever_manages_the_entry_already_is_not_invited_again(database: Database, browse: Browse) -> None:
    entry = make_organisation("Qendra Drita")
    make_membership(make_actor(Role.PROVIDER_MANAGER, organisation_id=entry), "mira@agimi.example")
    claim = make_registration(claimed_organisation_id=entry)
    staff = browse(make_actor(Role.ADMINISTRATOR))
    assert staff.post(f"/providers/registrations/{claim}/approve", {"version": 1}).status_code == 303
    assert not list_open_invitations()


def test_an_entry_that_closed_in_the_meantime_is_not_given_away(browse: Browse) -> None:
    entry = make_organisation("Qendra Drita", status=Status.CLOSED)
    claim = make_registration(claimed_organisation_id=entry)
    staff = browse(make_actor(Role.COORDINATOR))
    assert staff.post(f"/providers/registrations/{claim}/approve", {"version": 1}).status_code == 409
