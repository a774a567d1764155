from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.kernel import clock
from app.kernel.actor import SYSTEM, Actor, Role
from app.kernel.audit import verify
from app.kernel.db import db
from app.kernel.errors import Invalid, Refused
from app.kernel.pages import PageRequest
from app.kernel.scope import set_scope
from app.kernel.uow import unit
from app.providers.domain import ImportStatus, Kind, Status, Tier
from app.providers.domain.sheets import AlikeChoice, Verdict
from app.providers.models import EntryChange, ImportBatch, Location, Organisation, Service, ServiceListing
from app.providers.queries.imports import BatchView, list_alike
from app.providers.routes.sheet_files import write_csv, write_xlsx
from app.providers.services import importing
from tests.factories import KORCE, make_actor
from tests.factories.imports import HEADINGS, fill_registry, make_batch, make_csv, row
from tests.factories.providers import (
    COUNSELLING,
    COURSE,
    SHELTER,
    make_location,
    make_organisation,
    make_service,
)
from tests.support.databases import Database
from tests.support.importing import (
    bring_in,
    check,
    count,
    export_sheet,
    look,
    problems_of,
    rows_of,
    upload,
    verdicts_of,
    work,
)


@pytest.fixture
def coordinator(database: Database) -> Actor:
    return make_actor(Role.COORDINATOR)


@pytest.fixture
def administrator(database: Database) -> Actor:
    return make_actor(Role.ADMINISTRATOR)


# ------------------------------------------------------------------------------------------------ checking


def test_every_wrong_row_is_told_by_row_and_column_and_nothing_is_brought_in(
    database: Database, coordinator: Actor
) -> None:
    bad = [row(name=f"Qendra {number}", phone="069 22", municipality="Atlantida") for number in range(3)]
    good = [row(name=f"Shoqata {number}") for number in range(5)]
    batch = check(coordinator, make_csv(*good, *bad))
    assert (batch.status, batch.rows_total, batch.rows_wrong) == (ImportStatus.CHECKED, 8, 3)
    expected = {"phone": "not_a_phone", "municipality": "unknown_municipality"}
    assert problems_of(batch) == dict.fromkeys((7, 8, 9), expected)
    with pytest.raises(Refused, match="import_has_wrong_rows"), unit(coordinator):
        importing.start_import(coordinator, batch.id, batch.version)
    set_scope(db.session(), SYSTEM)
    assert count(Organisation) == 0


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"service": "=cmd|' /C calc'!A0"}, {"service_kind": "formula"}),
        ({"municipality": "Korçë"}, {"municipality": "other_municipality"}),
        ({"name": ""}, {"name": "missing"}),
        ({"kind": ""}, {"kind": "missing"}),
        ({"service": ""}, {}),
        ({"service": SHELTER}, {"service": "sealed_by_sheet"}),
    ],
)
def test_what_is_wrong_in_a_row_is_told_at_its_cell(
    database: Database, coordinator: Actor, cells: dict[str, str], problem: dict[str, str]
) -> None:
    batch = check(coordinator, make_csv(row(**cells)))
    assert problems_of(batch) == ({2: problem} if problem else {})


@pytest.mark.parametrize(
    ("latitude", "longitude", "problem"),
    [
        ("41.3275", "19.8189", None),
        ("19.8189", "41.3275", "coordinates_swapped"),
        ("41.9", "16.2", "coordinates_outside"),
        ("41.3275", "", "coordinates_half"),
    ],
)
def test_a_point_that_cannot_be_is_told(
    database: Database, coordinator: Actor, latitude: str, longitude: str, problem: str | None
) -> None:
    content = make_csv([*row(), latitude, longitude], headings=[*HEADINGS, "Lat", "Lon"])
    assert problems_of(check(coordinator, content)) == ({2: {"latitude": problem}} if problem else {})


def test_rows_of_one_entry_that_contradict_each_other_are_wrong(
    database: Database, coordinator: Actor
) -> None:
    batch = check(
        coordinator,
        make_csv(row(), row(service="LEG-01", phone="+355692222222"), row(service="LEG-02"), row()),
    )
    assert problems_of(batch) == {3: {"phone": "differs_from_row:2"}, 5: {"service": "twice:2"}}


def test_an_unlikely_tax_number_is_told_and_taken(database: Database, coordinator: Actor) -> None:
    batch = check(coordinator, make_csv([*row(), "L22123456"], headings=[*HEADINGS, "NIPT"]))
    assert [(found.verdict, found.problems) for found in rows_of(batch)] == [
        (Verdict.NEW, {"tax_number": "tax_number_unlikely"})
    ]
    assert bring_in(coordinator, batch).status is ImportStatus.DONE
    assert db.session.scalars(select(Organisation.tax_number)).all() == ["L22123456"]


def test_a_kind_can_be_said_for_all_rows_that_say_none(database: Database, coordinator: Actor) -> None:
    batch = check(coordinator, make_csv(row(kind="")), kind=Kind.NGO)
    assert verdicts_of(batch) == ["new"]


def test_a_file_that_is_no_sheet_is_refused_by_its_content(database: Database, coordinator: Actor) -> None:
    for content, code in ((b"<html>", "no_sheet"), (b"", "empty"), (b"x" * 11_000_000, "too_large")):
        with pytest.raises(Invalid) as refused:
            upload(coordinator, content, "sheet.xlsx")
        assert refused.value.fields == {"file": code}


def test_what_columns_hold_is_remembered_for_sheets_with_the_same_headings(
    database: Database, coordinator: Actor
) -> None:
    content = make_csv(["Qendra X", "ojf"], headings=["Ngjyra", "Lloji"])
    check(coordinator, content, {"0": "name", "1": "kind"})
    assert look(coordinator, upload(coordinator, content)).mapping == {"0": "name", "1": "kind"}
    other = make_actor(Role.COORDINATOR, KORCE)
    assert look(other, upload(other, content)).mapping == {"1": "kind"}


def test_the_file_of_a_sheet_that_nobody_went_on_with_is_forgotten(
    database: Database, coordinator: Actor
) -> None:
    old = make_batch(made_at=clock.now() - timedelta(days=31))
    fresh = upload(coordinator, make_csv(row()))
    set_scope(db.session(), SYSTEM)
    kept = select(ImportBatch.id).where(ImportBatch.content.is_not(None))
    assert (old, set(db.session.scalars(kept))) == (old, {fresh})


# ------------------------------------------------------------------------------------------------ bringing in


def test_a_sheet_is_brought_in_with_directory_history_and_trail(
    database: Database, coordinator: Actor
) -> None:
    batch = bring_in(
        coordinator, check(coordinator, make_csv(row(), row(service="LEG-01"), row(name="Shoqata B")))
    )
    assert (batch.status, batch.rows_new) == (ImportStatus.DONE, 3)
    entries = db.session.execute(
        select(Organisation.name, Organisation.status).order_by(Organisation.name)
    ).all()
    assert [tuple(entry) for entry in entries] == [
        ("Qendra Drita", Status.APPROVED),
        ("Shoqata B", Status.APPROVED),
    ]
    assert (count(Service), count(Location), count(ServiceListing)) == (3, 2, 3)
    assert set(db.session.scalars(select(EntryChange.action))) == {"import.apply"}
    assert all(broken is None for _chain, _held, broken in verify(db.session()))


def test_a_second_time_every_row_is_the_same(database: Database, coordinator: Actor) -> None:
    content = make_csv(row(), row(service="LEG-01"))
    bring_in(coordinator, check(coordinator, content))
    batch = check(coordinator, content)
    assert verdicts_of(batch) == ["same", "same"]
    with pytest.raises(Refused, match="import_changes_nothing"), unit(coordinator):
        importing.start_import(coordinator, batch.id, batch.version)


def test_a_changed_cell_changes_the_entry_and_an_empty_one_changes_nothing(
    database: Database, coordinator: Actor
) -> None:
    entry = make_organisation(email="zyra@drita.example")
    make_service(entry, location_ids=(make_location(entry),))
    batch = check(coordinator, make_csv(row(phone="044 223 344", kind="")))
    assert verdicts_of(batch) == ["changed"]
    bring_in(coordinator, batch)
    found = db.session.execute(
        select(Organisation.phone, Organisation.email, Organisation.kind, Organisation.version)
    )
    assert tuple(found.one()) == ("+35544223344", "zyra@drita.example", Kind.NGO, 2)


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_what_was_taken_out_and_is_brought_in_again_is_the_same_in_every_row(
    database: Database, coordinator: Actor, administrator: Actor, write: Callable[..., None]
) -> None:
    fill_registry()
    for actor in (coordinator, administrator):
        batch = check(actor, export_sheet(actor, write))
        assert problems_of(batch) == {}
        assert set(verdicts_of(batch)) == {"same"}


def test_a_file_never_holds_a_sealed_service_its_place_or_who_offers_nothing_else(
    database: Database, coordinator: Actor, administrator: Actor
) -> None:
    shelter = make_organisation("Streha e fshehtë")
    make_service(shelter, SHELTER, location_ids=(make_location(shelter, address="Rruga e fshehtë 1"),))
    mixed = make_organisation("Qendra e hapur")
    shared = make_location(mixed, address="Rruga e fshehtë 2")
    make_service(mixed, SHELTER, location_ids=(shared,))
    make_service(mixed, COURSE, location_ids=(shared,))
    make_service(mixed, COUNSELLING)
    for actor, knows_restricted in ((coordinator, True), (administrator, False)):
        text = export_sheet(actor).decode()
        assert "Qendra e hapur" in text
        assert "fshehtë" not in text
        assert SHELTER not in text
        assert (COUNSELLING in text) is knows_restricted


def test_an_administrator_brings_in_rows_of_all_municipalities_but_none_that_she_may_not_know_of(
    database: Database, administrator: Actor
) -> None:
    batch = check(administrator, make_csv(row(), row(name="Shoqata K", municipality="Bashkia Korçë")))
    assert verdicts_of(bring_in(administrator, batch)) == ["new", "new"]
    assert set(db.session.scalars(select(Organisation.municipality_code))) == {"53", "35"}
    guarded = check(administrator, make_csv(row(name="Shoqata R", phone="", service=COUNSELLING)))
    assert problems_of(guarded) == {2: {"service": "tier_not_for_you"}}


def test_a_service_is_never_more_open_than_its_kind_allows(database: Database, coordinator: Actor) -> None:
    headings = [*HEADINGS, "Tier"]
    batch = check(coordinator, make_csv([*row(service=COUNSELLING), "public"], headings=headings))
    assert problems_of(batch) == {2: {"tier": "tier_not_allowed"}}
    bring_in(coordinator, check(coordinator, make_csv([*row(), "public"], headings=headings)))
    assert db.session.scalars(select(Service.tier)).all() == [Tier.PUBLIC]


# ------------------------------------------------------------------------------------------------ alike


def choose(actor: Actor, batch: BatchView, choice: AlikeChoice) -> BatchView:
    (group,) = list_alike(batch.id, PageRequest()).rows
    db.session.remove()
    with unit(actor):
        importing.choose_for_alike(actor, batch.id, batch.version, {group.key: choice})
    work()
    return look(actor, batch.id)


@pytest.mark.parametrize(
    ("choice", "verdict", "organisations"),
    [
        (AlikeChoice.UPDATE, "new", 1),
        (AlikeChoice.NEW, "new", 2),
        (AlikeChoice.SKIP, "alike", 1),
        (AlikeChoice.LATER, "alike", 1),
    ],
)
def test_an_organisation_that_looks_like_one_that_is_there_waits_for_a_choice(
    database: Database, coordinator: Actor, choice: AlikeChoice, verdict: str, organisations: int
) -> None:
    entry = make_organisation("Qendra Sociale Drita")
    batch = check(
        coordinator, make_csv(row(name="Qendra sociale “Dritta”"), row(name="Shoqata Tjetër", phone=""))
    )
    assert verdicts_of(batch) == ["alike", "new"]
    (group,) = list_alike(batch.id, PageRequest()).rows
    assert (group.entry.id, group.rows) == (entry, 1)
    batch = choose(coordinator, batch, choice)
    assert verdicts_of(batch) == [verdict, "new"]
    assert bring_in(coordinator, batch).status is ImportStatus.DONE
    assert count(Organisation) == organisations + 1
