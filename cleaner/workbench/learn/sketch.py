"""Counts of many things in little memory."""

from __future__ import annotations

from array import array
from hashlib import blake2b

_WIDTH = 1 << 22
_ROWS = 3
_MASK = _WIDTH - 1
_MOST = (1 << 32) - 1


def mark(*parts: str) -> int:
    """A number of 64 bits that stands for the parts, the same on every machine."""
    data = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")


class Counts:
    """How often each mark was added: never too few, rarely too many; 48 MB whatever comes.

    The order of what is added does not matter.
    """

    def __init__(self) -> None:
        self._rows = [array("I", bytes(4 * _WIDTH)) for _ in range(_ROWS)]

    def add(self, one: int) -> int:
        """Counts a mark; how often it was counted now."""
        least = _MOST
        for number, row in enumerate(self._rows):
            place = (one >> (21 * number)) & _MASK
            value = row[place] + 1
            row[place] = value
            least = min(least, value)
        return least

    def of(self, one: int) -> int:
        """How often the mark was counted."""
        rows = self._rows
        return min(rows[0][one & _MASK], rows[1][(one >> 21) & _MASK], rows[2][(one >> 42) & _MASK])
