"""Ids of things that have no row of their own: always the same for the same thing, so that others can keep them."""

from uuid import UUID, uuid5

_FEEDS = UUID("b61c7d5e-9a54-5c62-8f0e-7c2f4f5f4d10")


def derived_id(kind: str, *parts: object) -> str:
    """The id of a thing of a kind that these parts, taken together, name."""
    return str(uuid5(_FEEDS, "/".join((kind, *map(str, parts)))))
