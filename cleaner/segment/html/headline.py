"""Which heading is the headline of the page."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.model.block import Element
from cleaner.segment.html.pieces import Piece
from cleaner.segment.html.said import Said
from cleaner.text.folding import squeeze


def find_headline(pieces: list[Piece], said: Said) -> Piece | None:
    """The heading that says what the page says of itself; the first h1 when none does."""
    keys = [key for one in said.headlines if (key := squeeze(one))]
    first = list(_first_headings(pieces))
    h1s = [one for one in first if is_h1(one)]
    return (
        _most_agreeing(h1s, keys, 0.4)
        or _most_agreeing(first, keys, 0.8)
        or (h1s[0] if h1s else None)
        or _most_agreeing([one for one in pieces if one.element is Element.HEADING], keys, 0.8)
    )


def _most_agreeing(pieces: list[Piece], keys: list[str], enough: float) -> Piece | None:
    """The piece that agrees best with one of the titles, if it agrees well enough."""
    best, agreement = None, enough
    for one in pieces:
        key = squeeze(one.text)
        now = max((_agreement(key, other) for other in keys), default=0.0) if key else 0.0
        if now > agreement:
            best, agreement = one, now
    return best


def _first_headings(pieces: list[Piece]) -> Iterator[Piece]:
    """The headings with little prose above them."""
    prose = 0
    for piece in pieces:
        if piece.is_prose:
            prose += piece.size
            if prose > _PROSE_ABOVE:
                return
        if piece.element is Element.HEADING:
            yield piece


_PROSE_ABOVE = 1500
"""Notices of cookies and outdated browsers may stand above a headline, but no story."""


def _agreement(key: str, other: str) -> float:
    """How much of the longer of two titles the shorter one is, when it is a part of it."""
    if key in other:
        return len(key) / len(other)
    return len(other) / len(key) if other in key else 0.0


def is_h1(piece: Piece) -> bool:
    """Whether the piece stands in an `h1`."""
    if piece.element is not Element.HEADING:
        return False
    ancestors = zip(piece.node.ancestors(), range(5), strict=False)
    return any(node.tag == "h1" for node, _ in ancestors)
