"""How much one input may cost before it is refused; each limit is told when met, and can be raised."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1024 * 1024
GB = 1024 * MB


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a reader takes in.

    Attributes:
        page: bytes of one page, unpacked; no page of news comes near it.
        ratio: bytes that may come out of one packed byte, once `ratio_from` bytes have come out.
        ratio_from: bytes that are too few to harm, whatever their ratio.
        archive: bytes of all members of an archive, unpacked.
        members: members of an archive.
        nesting: archives within each other.
    """

    page: int = 64 * MB
    ratio: int = 200
    ratio_from: int = MB
    archive: int = 4 * GB
    members: int = 200_000
    nesting: int = 2


def size(count: int) -> str:
    """A number of bytes as a person writes it.

    >>> size(64 * 1024 * 1024), size(4 * 1024 ** 3), size(100)
    ('64 MB', '4 GB', '100 bytes')
    """
    if count >= GB and count % GB == 0:
        return f"{count // GB} GB"
    return f"{count // MB} MB" if count >= MB else f"{count} bytes"
