import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby

import pytest
from sqlalchemy import func, select

from app.accounts.models import Membership, User
from app.accounts.services.passwords import is_right
from app.coverage.models import CoverageCell
from app.demo.content import PASSWORD, list_accounts
from app.demo.generator import generate
from app.kernel import clock
from app.kernel.actor import SYSTEM
from app.kernel.audit import verify
from app.kernel.db import Base, db
from app.people.models import Consent, Person, Share
from app.places.queries import get_municipality
from app.providers.models import Organisation, Service, ServiceListing
from app.referrals.domain import TRANSITIONS, Event, Status, ball_of, is_terminal
from app.referrals.models import Gap, Referral, ReferralEvent
from tests.support.databases import Database

NOW = datetime(2026, 11, 23, 9, 17, 3, tzinfo=UTC)
GENERATED = (Organisation, Service, Person, Consent, Share, Referral, ReferralEvent, Gap, Membership)
TIRANE = "53"


@pytest.fixture
def loaded(database: Database) -> Iterator[None]:
    with clock.set_to(NOW):
        generate(SYSTEM, people=40, referrals=130)
        db.session.flush()
        yield


def digest() -> str:
    """One number for all generated rows; the hash of the password is salted and left out."""
    found = hashlib.sha256()
    for model in GENERATED:
        columns = Base.metadata.tables[model.__tablename__].c
        rows = db.session.execute(
            select(*(getattr(model, column.key) for column in columns)).order_by(model.id)
        )
        found.update("\n".join(map(repr, rows)).encode())
    return found.hexdigest()


def list_timelines() -> list[tuple[Referral, list[ReferralEvent]]]:
    """Every referral with what happened to it; attempts to reach somebody move nothing and are left out."""
    moves = select(ReferralEvent).where(ReferralEvent.event.in_([event.value for event in Event]))
    rows = db.session.scalars(moves.order_by(ReferralEvent.referral_id, ReferralEvent.at, ReferralEvent.id))
    events = {key: list(found) for key, found in groupby(rows, key=lambda row: row.referral_id)}
    referrals = db.session.scalars(select(Referral).order_by(Referral.id))
    return [(referral, events.get(referral.id, [])) for referral in referrals]


@pytest.mark.usefixtures("database")
def test_the_same_seed_gives_the_same_rows_with_the_same_identifiers() -> None:
    digests = []
    for seed in (7, 7, 8):
        generate(SYSTEM, people=15, referrals=40, seed=seed, now=NOW)
        db.session.flush()
        digests.append(digest())
        db.session.rollback()
    assert digests[0] == digests[1]
    assert digests[0] != digests[2]


@pytest.mark.usefixtures("loaded")
def test_every_state_is_there_and_most_of_them_in_tirane() -> None:
    everywhere = set(db.session.scalars(select(Referral.status)))
    here = set(db.session.scalars(select(Referral.status).where(Referral.municipality_code == TIRANE)))
    assert everywhere == here == set(Status)


@pytest.mark.usefixtures("loaded")
def test_every_timeline_follows_the_table_and_ends_where_the_referral_stands() -> None:
    for referral, events in list_timelines():
        status, at = Status.DRAFT, referral.created_at
        for event in events:
            cell = TRANSITIONS[status, Event(event.event)]
            assert event.from_status == status
            assert event.to_status in {cell.to, Status.FAILED if event.event == Event.NO_SHOW else cell.to}
            assert event.side in cell.by
            assert at <= event.at <= NOW
            status, at = Status(event.to_status), event.at
        assert referral.status == status
        assert referral.ball == ball_of(status)
        assert referral.created_at <= referral.ball_since <= referral.status_since == at
        assert (referral.closed_at is not None) is is_terminal(status)


@pytest.mark.usefixtures("loaded")
def test_what_was_sent_rests_on_a_consent_that_was_valid_and_is_shared_by_it() -> None:
    consents = {consent.id: consent for consent in db.session.scalars(select(Consent))}
    shares = {share.referral_id: share for share in db.session.scalars(select(Share))}
    for referral in db.session.scalars(select(Referral)):
        share = shares.get(referral.id)
        assert (share is not None) is (referral.sent_at is not None)
        if share is None or referral.sent_at is None or referral.organisation_id is None:
            continue
        assert share.consent_id is not None
        consent = consents[share.consent_id]
        assert (share.person_id, share.organisation_id) == (referral.person_id, referral.organisation_id)
        assert consent.given_at <= referral.sent_at < consent.expires_at
        assert consent.withdrawn_at is None or consent.withdrawn_at > referral.sent_at
        assert set(share.fields) == set(consent.fields)
        assert share.ends_at is not None
        is_open = share.ends_at > NOW
        assert not (is_open and is_terminal(Status(referral.status)))


@pytest.mark.usefixtures("loaded")
def test_a_referral_begins_after_the_person_is_known_and_stays_in_her_municipality() -> None:
    people = {person.id: person for person in db.session.scalars(select(Person))}
    for referral in db.session.scalars(select(Referral)):
        person = people[referral.person_id]
        assert referral.created_at >= person.created_at
        assert (referral.municipality_code, referral.person_code) == (
            person.municipality_code,
            person.code_name,
        )


@pytest.mark.usefixtures("loaded")
def test_what_was_referred_again_is_carried_on_by_one_child() -> None:
    parents = set(db.session.scalars(select(Referral.id).where(Referral.status == Status.REREFERRED)))
    carried = db.session.scalars(select(Referral.parent_id).where(Referral.parent_id.is_not(None))).all()
    assert parents == set(carried)
    assert len(carried) == len(parents)


@pytest.mark.usefixtures("loaded")
def test_every_unmet_need_is_in_the_gap_register() -> None:
    unmet = select(func.count()).select_from(Referral).where(Referral.status == Status.UNMET)
    assert db.session.scalar(select(func.count()).select_from(Gap)) == db.session.scalar(unmet)


@pytest.mark.usefixtures("loaded")
def test_the_accounts_open_with_the_password_and_are_marked() -> None:
    users = {user.email: user for user in db.session.scalars(select(User))}
    assert set(users) == {account.email for account in list_accounts()}
    assert all(user.is_demo for user in users.values())
    assert is_right(users["worker.tirane@ura.example"].password_hash, PASSWORD)
    places = {
        row.user_id: row.place for row in db.session.execute(select(Membership.user_id, Membership.place))
    }
    assert places[users["worker.tirane@ura.example"].id] == "Bashkia Tiranë"


@pytest.mark.usefixtures("loaded")
def test_the_training_centre_and_the_legal_aid_centre_have_something_to_answer() -> None:
    for name in (
        "Qendra e Formimit Profesional nr. 1 Tiranë",
        "Qendra e Shërbimit të Ndihmës Juridike Parësore Tiranë",
    ):
        statuses = set(db.session.scalars(select(Referral.status).where(Referral.organisation_name == name)))
        assert {Status.SENT, Status.RECEIVED} <= statuses


@pytest.mark.usefixtures("loaded")
def test_directory_and_map_are_ready_and_say_where_nothing_is_known() -> None:
    listed = set(db.session.scalars(select(ServiceListing.service_id)))
    approved = select(Service.id).join(Organisation, Organisation.id == Service.organisation_id)
    assert listed == set(db.session.scalars(approved.where(Organisation.status == "approved")))
    cells = select(CoverageCell.open_services)
    nobody_knows = db.session.scalars(cells.where(CoverageCell.municipality_code == "38")).all()
    here = db.session.scalars(cells.where(CoverageCell.municipality_code == TIRANE)).all()
    assert set(nobody_knows) == {None}
    assert None not in here
    assert max(filter(None, here)) > 1


@pytest.mark.usefixtures("loaded")
def test_pilots_are_marked_and_the_audit_chains_hold() -> None:
    tirane = get_municipality(TIRANE)
    assert tirane is not None
    assert tirane.is_pilot_on(NOW.date())
    chains = list(verify(db.session()))
    assert f"municipality:{TIRANE}" in {chain for chain, _held, _broken in chains}
    assert not [chain for chain, _held, broken in chains if broken]
