import pytest

from app.places.queries import atlas as atlas_room
from tests.factories.places import make_atlas


@pytest.fixture(autouse=True)
def _atlas_from_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atlas_room, "_kept", [make_atlas()])
