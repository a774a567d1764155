import json
from pathlib import Path

import pytest

from app.web.assets import AssetsNotBuilt, read_manifest


def test_the_manifest_gives_hashed_names(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"app.css": "app.1234.css"}))
    assert read_manifest(tmp_path) == {"app.css": "app.1234.css"}


def test_a_front_end_that_was_not_built_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(AssetsNotBuilt, match="make setup"):
        read_manifest(tmp_path)
