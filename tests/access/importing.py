"""How the rows of the matrix about sheets are asked."""

import io
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from app.kernel.permissions import Role
from app.providers.domain import ImportStatus
from app.providers.models import ImportBatch
from tests.access.asked import Ask, Asked
from tests.access.world import Column, World, version_of
from tests.factories.imports import MAPPING, ROW, make_batch, make_csv


def _batch(world: World, column: Column, status: ImportStatus) -> UUID:
    """A sheet of the municipality of a column; the administrator's own belong to none."""
    is_own = world.role is Role.ADMINISTRATOR and column is not Column.OTHER_MUNICIPALITY
    return make_batch(None if is_own else world.place(column).municipality_code, status)


def _page(tail: str = "", status: ImportStatus = ImportStatus.CHECKED) -> Ask:
    return lambda world, column: Asked(f"/providers/imports/{_batch(world, column, status)}{tail}")


def _form(tail: str, status: ImportStatus, **data: Any) -> Ask:
    def ask(world: World, column: Column) -> Asked:
        batch_id = _batch(world, column, status)
        version = version_of(ImportBatch, batch_id)
        return Asked(f"/providers/imports/{batch_id}/{tail}", {"version": version, **data})

    return ask


def _upload(_world: World, _column: Column) -> Asked:
    return Asked("/providers/imports", {"file": (io.BytesIO(make_csv(ROW)), "sherbimet.csv")})


ASK: Mapping[str, Ask] = MappingProxyType(
    {
        "GET providers.export_xlsx": lambda _world, _column: Asked("/providers/export.xlsx"),
        "GET providers.export_csv": lambda _world, _column: Asked("/providers/export.csv"),
        "GET providers.imports": lambda _world, _column: Asked("/providers/imports"),
        "POST providers.upload_sheet": _upload,
        "GET providers.show_import": _page(),
        "GET providers.show_import: at work": _page(status=ImportStatus.RUNNING),
        "GET providers.import_mapping": _page("/mapping", ImportStatus.UPLOADED),
        "POST providers.map_import": _form(
            "mapping", ImportStatus.UPLOADED, **{f"column-{place}": code for place, code in MAPPING.items()}
        ),
        "GET providers.import_rows": _page("/rows"),
        "GET providers.wrong_rows": _page("/wrong.xlsx"),
        "GET providers.import_alike": _page("/alike"),
        "POST providers.choose_alike": _form("alike", ImportStatus.CHECKED),
        "POST providers.run_import": _form("run", ImportStatus.CHECKED),
        "POST providers.undo_import": _form("undo", ImportStatus.DONE),
    }
)
