"""Sheets brought into the registry: taken, checked row by row, brought in as a whole, taken back."""

from app.providers.services.importing.applying import DirectoryChanged, apply_plan
from app.providers.services.importing.batches import (
    choose_for_alike,
    choose_mapping,
    start_import,
    start_undo,
    upload_sheet,
)
from app.providers.services.importing.checking import (
    check_again,
    fail_batch,
    finish_check,
    forget_rows,
    keep_rows,
    pairs,
    read_data_rows,
)
from app.providers.services.importing.contents import batches
from app.providers.services.importing.facts import (
    BatchFacts,
    Cells,
    Planned,
    load_cells,
    load_content,
    load_facts,
    plan_rows,
    progress_key,
)
from app.providers.services.importing.undoing import UNDO, undo_import

__all__ = [
    "UNDO",
    "BatchFacts",
    "Cells",
    "DirectoryChanged",
    "Planned",
    "apply_plan",
    "batches",
    "check_again",
    "choose_for_alike",
    "choose_mapping",
    "fail_batch",
    "finish_check",
    "forget_rows",
    "keep_rows",
    "load_cells",
    "load_content",
    "load_facts",
    "pairs",
    "plan_rows",
    "progress_key",
    "read_data_rows",
    "start_import",
    "start_undo",
    "undo_import",
    "upload_sheet",
]
