"""Addresses of the built styles, scripts and icons; how they are built is the business of frontend/."""

import json
from functools import cache
from pathlib import Path

from flask import url_for

DIST = Path(__file__).resolve().parent.parent / "static" / "dist"


class AssetsNotBuilt(RuntimeError):
    """The front end was not built, or it was built without this file."""


@cache
def read_manifest(folder: Path = DIST) -> dict[str, str]:
    """Plain name to hashed name of every built file, read once a process."""
    path = folder / "manifest.json"
    try:
        names: dict[str, str] = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise AssetsNotBuilt("app/static/dist is missing: run `make setup`") from error
    return names


@cache
def asset_url(name: str) -> str:
    """The address of a built file. The name carries a hash of the content, so it may be cached for ever."""
    hashed = read_manifest().get(name)
    if hashed is None:
        raise AssetsNotBuilt(f"{name} is not in app/static/dist/manifest.json: run `make setup`")
    return url_for("static", filename=f"dist/{hashed}")
