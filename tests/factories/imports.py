"""Imports in any state, and sheets as somebody would fill them in."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from app.kernel.db import db
from app.kernel.ids import new_id
from app.providers.domain import Area, ImportStatus, ServiceStatus
from app.providers.models import ImportBatch, ImportRow
from tests.factories import KORCE, TIRANE
from tests.factories.providers import COUNSELLING, SHELTER, make_location, make_organisation, make_service

HEADINGS = ("Emri i organizatës", "Lloji", "Bashkia", "Telefoni", "Adresa", "Lloji i shërbimit")
ROW = ("Qendra Drita", "ojf", "Tiranë", "069 234 5678", "Rruga e Provës 1", "EMP-08")
MAPPING = dict(
    zip("012345", ("name", "kind", "municipality", "phone", "address", "service_kind"), strict=True)
)


def make_csv(
    *rows: Sequence[object], headings: Iterable[str] = HEADINGS, delimiter: str = ",", encoding: str = "utf-8"
) -> bytes:
    """A sheet with these rows."""
    held = io.StringIO()
    writer = csv.writer(held, delimiter=delimiter)
    writer.writerows([list(headings), *rows])
    return held.getvalue().encode(encoding)


def row(**cells: str) -> list[str]:
    """The usual row with some cells said otherwise: name, kind, municipality, phone, address, service."""
    names = ("name", "kind", "municipality", "phone", "address", "service")
    return [cells.get(name, usual) for name, usual in zip(names, ROW, strict=True)]


def make_batch(
    municipality_code: str | None = TIRANE,
    status: ImportStatus = ImportStatus.CHECKED,
    rows: Mapping[int, tuple[str, dict[str, str]]] | None = None,
    **columns: Any,
) -> UUID:
    """A sheet with the usual headings; `rows` maps a number to a verdict and its problems."""
    kept = rows if rows is not None else {2: ("new", {})}
    verdicts = [verdict for verdict, _problems in kept.values()]
    values: dict[str, Any] = {
        "file_name": "shërbimet.csv",
        "headings": list(HEADINGS),
        "examples": list(ROW),
        "mapping": dict(MAPPING),
        "content": make_csv(ROW),
        "rows_total": len(kept),
        "rows_new": verdicts.count("new"),
        "rows_wrong": verdicts.count("wrong"),
        "made_by": new_id(),
        "acting_id": new_id(),
    } | columns
    batch = ImportBatch(municipality_code=municipality_code, status=status, **values)
    db.session.add(batch)
    db.session.flush()
    cells = {str(place): cell for place, cell in enumerate(ROW)}
    db.session.add_all(
        ImportRow(batch_id=batch.id, number=number, cells=cells, verdict=verdict, problems=problems)
        for number, (verdict, problems) in kept.items()
    )
    db.session.flush()
    return batch.id


def fill_registry() -> UUID:
    """An organisation with everything that a sheet can say, beside ones that hide something."""
    organisation = make_organisation(
        "=Qendra, “Drita” \n e re",
        other_names=["QD", "Drita"],
        email="zyra@drita.example",
        website="https://drita.example",
        tax_number="L22123456A",
        licence_number="12/3",
        description_sq="Çdo ditë; për të gjithë",
        project_tags=["Ura e parë"],
    )
    here, there = make_location(organisation), make_location(organisation, KORCE, None, "-Rruga 2")
    db.session.flush()
    make_service(
        organisation,
        location_ids=(here, there),
        languages=["sq", "prs"],
        opening_hours=["fri 20:00-02:00", "mon 08:00-16:00"],
        opening_exceptions=["2026-12-24/2026-12-31 closed"],
        required_documents=["passport"],
        legal_statuses=["AS", "REF"],
        minimum_age=18,
        capacity_total=20,
        places_free=0,
        area=Area.COUNTY,
        area_codes=["AL-06", "35"],
        is_remote=True,
        cost_kind="free",
        waiting_days=7,
    )
    make_service(organisation, "LEG-01", name_sq="+Ndihmë", status=ServiceStatus.TEMPORARILY_CLOSED)
    make_service(organisation, COUNSELLING)
    make_organisation("Pa shërbime")
    make_service(make_organisation("Streha"), SHELTER)
    make_service(make_organisation("Në Korçë", KORCE))
    return organisation
