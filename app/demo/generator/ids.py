"""Identifiers that are the same for the same seed, shaped and sorted like those that Ura makes itself."""

from datetime import datetime
from random import Random
from uuid import UUID

_VERSION_7 = 0x7 << 76
_VARIANT = 0b10 << 62


class SeededIds:
    """Makes UUIDs of version 7 from a seeded generator and the moment of the row."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def new(self, moment: datetime) -> UUID:
        drawn = self._random.getrandbits(74)
        upper, lower = drawn >> 62, drawn & ((1 << 62) - 1)
        return UUID(int=int(moment.timestamp() * 1000) << 80 | _VERSION_7 | upper << 64 | _VARIANT | lower)
