"""Sets of slots as whole numbers: bit 7 is set when slot 7 is in the set, so that `&` and `|` join sets of any size."""

from collections.abc import Iterable, Iterator


def bits_of(slots: Iterable[int]) -> int:
    """The number of a set."""
    held = list(slots)
    if not held:
        return 0
    buffer = bytearray((max(held) >> 3) + 1)
    for slot in held:
        buffer[slot >> 3] |= 1 << (slot & 7)
    return int.from_bytes(buffer, "little")


def slots_of(bits: int) -> Iterator[int]:
    """The slots of a set, the last first; for sets that are not large."""
    text = bin(bits)
    last = len(text) - 1
    place = text.find("1", 2)
    while place >= 0:
        yield last - place
        place = text.find("1", place + 1)


def members(bits: int) -> tuple[bytes, int]:
    """A set that is asked often: slot 7 is in it when it lies before the end and `held[7 >> 3] >> (7 & 7) & 1`."""
    held = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    return held, len(held) * 8


def among(bits: int, slots: Iterable[int]) -> Iterator[int]:
    """Those of the slots that are in the set, in their order."""
    held, end = members(bits)
    return (slot for slot in slots if slot < end and held[slot >> 3] >> (slot & 7) & 1)
