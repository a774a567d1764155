"""Two entries become one, everything follows, and undoing it puts all back exactly."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.accounts.models import Membership
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.db import Base, db
from app.kernel.errors import Forbidden, NotFound, Refused, StaleVersion
from app.kernel.pages import PageRequest
from app.kernel.scope import scope_of
from app.people.models import Share
from app.providers import services
from app.providers.domain import Likeness, Status
from app.providers.models import Agreement, Contact, Location, Organisation, Service
from app.providers.queries import get_organisation, list_duplicate_pairs, list_merges
from app.referrals.domain import Status as ReferralStatus
from app.referrals.models import Referral
from tests.conftest import Acting, Browse
from tests.factories import KORCE, TIRANE, make_actor
from tests.factories.accounts import make_invitation, make_membership
from tests.factories.people import make_consent, make_person, make_share
from tests.factories.providers import SHELTER, make_location, make_organisation, make_service
from tests.factories.referrals import make_referral
from tests.factories.registrations import make_registration
from tests.support.databases import REFERENCE_TABLES, Database

# What notes a change, and what is written anew from the registry.
_ASIDE = REFERENCE_TABLES | {
    "audit_entry", "audit_head", "audit_view", "coverage_cell", "entry_change", "organisation_merge", "outbox_job",
    "service_listing_token", "sign_in_session", "idempotency_key",
}  # fmt: skip
_OWN_NUMBERS = {"version", "changed_at"}


class Pair:
    """Two entries of one organisation, the second with everything that an organisation can have."""

    def __init__(self) -> None:
        self.kept = make_organisation("Qendra Drita", phone="+355682345678", description_sq="E mbetur")
        self.merged = make_organisation(
            "Qendra Drita Tiranë",
            email="info@drita.example",
            other_names=["QD"],
            project_tags=["eu4migration"],
        )
        self.place = make_location(self.merged)
        self.service = make_service(self.merged, location_ids=(self.place,))
        self.sealed = make_service(self.merged, SHELTER)
        db.session.add(Contact(organisation_id=self.merged, name="Mira", phone="+355682345679"))
        db.session.add(Agreement(organisation_id=self.merged, partner="Bashkia"))
        self.manager = make_actor(Role.PROVIDER_MANAGER, organisation_id=self.merged)
        make_membership(self.manager)
        make_invitation(Role.PROVIDER_STAFF, None, self.merged)
        self.claim = make_registration(claimed_organisation_id=self.merged)
        self.referrals = [self._refer(TIRANE), self._refer(KORCE), self._refer(TIRANE, ReferralStatus.CLOSED)]
        db.session.flush()

    def _refer(self, code: str, status: ReferralStatus = ReferralStatus.SENT) -> UUID:
        person = make_person(code)
        referral = make_referral(person, self.service, status)
        consent = make_consent(person, self.merged)
        make_share(person, self.merged, referral_id=referral, consent_id=consent)
        return referral


def version_of(organisation_id: UUID) -> int:
    entry = get_organisation(organisation_id)
    assert entry
    return entry.version


def merge(actor: Actor, kept: UUID, merged: UUID, *taken: str) -> UUID:
    with scope_of(db.session(), SYSTEM):
        versions = version_of(kept), version_of(merged)
    return services.merge_organisations(actor, (kept, versions[0]), (merged, versions[1]), taken)


def export() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, without what counts or dates a change."""
    db.session.flush()
    db.session.expire_all()
    with scope_of(db.session(), SYSTEM):
        return {
            table.name: sorted(
                (
                    tuple(
                        repr(value)
                        for name, value in row._asdict().items()
                        if name not in _OWN_NUMBERS and not (table.name == "service_listing" and name == "id")
                    )
                    for row in db.session.execute(table.select())
                ),
            )
            for table in Base.metadata.sorted_tables
            if table.name not in _ASIDE
        }


def owners(model: type[Any]) -> set[UUID]:
    with scope_of(db.session(), SYSTEM):
        return set(
            db.session.scalars(select(model.organisation_id).where(model.organisation_id.is_not(None)))
        )


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_everything_follows_to_the_entry_that_stays(database: Database, acting: Acting, role: Role) -> None:
    pair, actor = Pair(), make_actor(role)
    with acting(actor):
        merge(actor, pair.kept, pair.merged, "email")
        db.session.flush()
    for model in (Service, Location, Contact, Agreement, Membership, Referral, Share):
        assert owners(model) == {pair.kept}, model
    kept, merged = get_organisation(pair.kept), get_organisation(pair.merged)
    assert kept
    assert merged
    assert (kept.name, kept.email, kept.phone) == ("Qendra Drita", "info@drita.example", "+355682345678")
    assert kept.other_names == ("Qendra Drita Tiranë", "QD")
    assert kept.project_tags == ("eu4migration",)
    assert (merged.status, merged.merged_into_id) == (Status.MERGED, pair.kept)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_undoing_puts_all_back_exactly(database: Database, acting: Acting, role: Role) -> None:
    pair, actor = Pair(), make_actor(role)
    before = export()
    with acting(actor):
        merge_id = merge(actor, pair.kept, pair.merged, "email", "name", "description_sq")
        db.session.flush()
        assert export() != before
        assert services.undo_merge(actor, merge_id) == pair.merged
        db.session.flush()
    after = export()
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}


def test_what_came_or_changed_since_stays_with_the_kept_entry(database: Database, acting: Acting) -> None:
    pair, actor = Pair(), make_actor(Role.COORDINATOR)
    with acting(actor):
        merge_id = merge(actor, pair.kept, pair.merged, "email")
        later = make_service(pair.kept)
        person = make_person()
        referred = make_referral(person, pair.service)
        kept = db.session.scalars(select(Organisation).where(Organisation.id == pair.kept)).one()
        kept.email = "re@drita.example"
        db.session.flush()
        services.undo_merge(actor, merge_id)
        db.session.flush()
    with scope_of(db.session(), SYSTEM):
        of_service = dict(db.session.execute(select(Service.id, Service.organisation_id)).all())
        of_referral = dict(db.session.execute(select(Referral.id, Referral.organisation_id)).all())
    entry = get_organisation(pair.kept)
    assert entry
    assert entry.email == "re@drita.example"
    assert (of_service[later], of_service[pair.service]) == (pair.kept, pair.merged)
    # A referral made in between goes with its service.
    assert of_referral[referred] == pair.merged


def test_the_page_of_the_merged_entry_leads_to_the_one_that_stays(
    database: Database, acting: Acting, browse: Browse
) -> None:
    pair, actor = Pair(), make_actor(Role.COORDINATOR)
    with acting(actor):
        merge(actor, pair.kept, pair.merged)
    for reader in (actor, make_actor(Role.SOCIAL_WORKER, KORCE), pair.manager):
        assert browse(reader).get(f"/providers/{pair.merged}").location == f"/providers/{pair.kept}"


def test_staff_of_the_merged_entry_go_on_with_their_referrals(
    database: Database, acting: Acting, browse: Browse
) -> None:
    pair, actor = Pair(), make_actor(Role.COORDINATOR)
    with acting(actor):
        merge(actor, pair.kept, pair.merged)
    staff = browse(pair.manager)
    for referral in pair.referrals:
        assert staff.get(f"/referrals/{referral}").status_code == 200


def test_the_directory_shows_the_services_under_the_name_that_stays(
    database: Database, acting: Acting, browse: Browse
) -> None:
    pair, actor = Pair(), make_actor(Role.COORDINATOR)
    with acting(actor):
        merge(actor, pair.kept, pair.merged)
    found = browse(make_actor(Role.SOCIAL_WORKER)).get("/providers?q=drita").text
    assert f"/providers/{pair.kept}" in found
    assert str(pair.merged) not in found


def test_a_merge_needs_both_entries_as_they_were_read(database: Database, acting: Acting) -> None:
    pair, actor = Pair(), make_actor(Role.COORDINATOR)
    with acting(actor):
        for versions in ((2, 1), (1, 2)):
            with pytest.raises(StaleVersion):
                services.merge_organisations(actor, (pair.kept, versions[0]), (pair.merged, versions[1]))


def test_only_who_decides_about_both_merges_them(database: Database, acting: Acting) -> None:
    here, there, national = (
        make_organisation("Qendra Drita"),
        make_organisation("Qendra Drita", KORCE),
        make_organisation("Qendra Drita", is_national=True),
    )
    actor = make_actor(Role.COORDINATOR)
    with acting(actor):
        for other in (there, national):
            with pytest.raises(Forbidden):
                merge(actor, here, other)
    administrator = make_actor(Role.ADMINISTRATOR)
    with acting(administrator):
        assert merge(administrator, here, there)


def test_what_is_merged_closed_or_the_same_is_not_merged(database: Database, acting: Acting) -> None:
    kept, closed, pending = (
        make_organisation("Drita"),
        make_organisation("Drita", status=Status.CLOSED),
        make_organisation("Drita", status=Status.PENDING),
    )
    actor = make_actor(Role.COORDINATOR)
    with acting(actor):
        with pytest.raises(Refused):
            merge(actor, kept, closed)
        with pytest.raises(Refused):
            merge(actor, pending, kept)
        with pytest.raises(NotFound):
            merge(actor, kept, kept)


def test_merges_are_undone_one_by_one_the_newest_first(database: Database, acting: Acting) -> None:
    kept, one, other = (make_organisation(f"Drita {name}") for name in ("a", "b", "c"))
    actor = make_actor(Role.COORDINATOR)
    with acting(actor):
        first, second = merge(actor, kept, one), merge(actor, kept, other)
        assert [row.id for row in list_merges(PageRequest()).rows] == [second, first]
        with pytest.raises(Refused):
            services.undo_merge(actor, first)
        services.undo_merge(actor, second)
        services.undo_merge(actor, first)
        with pytest.raises(Refused):
            services.undo_merge(actor, first)


def test_side_by_side_what_differs_is_marked_and_chosen(database: Database, browse: Browse) -> None:
    one = make_organisation("Qendra Drita", phone="+355682345678")
    other = make_organisation("Qendra Drita", phone="+355692345678", email="info@drita.example")
    staff, path = browse(make_actor(Role.COORDINATOR)), f"/providers/{one}/merge/{other}"
    page = staff.get(path).text
    assert page.count("differs") == 2
    data = {"one_version": 1, "other_version": 1, "stays": "one", "phone": "other", "email": "other"}
    assert staff.post(path, {key: value for key, value in data.items() if key != "stays"}).status_code == 422
    assert staff.post(path, data).location == f"/providers/{one}"
    entry = get_organisation(one)
    assert entry
    assert (entry.phone, entry.email) == ("+355692345678", "info@drita.example")
    listed = staff.get("/providers/duplicates").text
    assert "was merged into it" in listed


def test_a_pair_that_is_none_is_not_shown_again(database: Database, acting: Acting, browse: Browse) -> None:
    one, other = make_organisation("Qendra Drita"), make_organisation("Qendra Drita")
    staff = browse(make_actor(Role.COORDINATOR))
    assert f"/providers/{one}/merge/{other}" in staff.get("/providers/duplicates").text
    for _ in range(2):
        assert staff.post(f"/providers/{other}/apart/{one}").status_code == 303
    assert str(other) not in staff.get("/providers/duplicates").text


def test_pairs_are_found_where_the_reader_decides(database: Database, acting: Acting) -> None:
    for code in (TIRANE, KORCE):
        for name in ("Shoqata Shpresa", "Shoqata Shpressa"):
            make_organisation(name, code, phone="")
    coordinator = make_actor(Role.COORDINATOR)
    with acting(coordinator):
        (pair,) = list_duplicate_pairs(TIRANE)
    assert pair.why == (Likeness.NAME,)
    administrator = make_actor(Role.ADMINISTRATOR)
    with acting(administrator):
        assert len(list_duplicate_pairs(None)) >= 2
