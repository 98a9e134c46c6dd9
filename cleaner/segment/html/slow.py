"""The slow path: trafilatura's answer, as pieces of the page. Nothing else imports trafilatura."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.segment.html.pieces import Piece
from cleaner.text.folding import squeeze
from cleaner.text.xml import xml_safe

MAX_SIZE = 3_000_000
"""Larger pages are not given to it: some of its parts are quadratic."""
MAX_TAGS = 30_000
MAX_COMPARISON = 500_000_000
"""Characters of text times pieces: with more, pieces are compared with whole lines alone."""


def ask_trafilatura(html: str, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces whose text trafilatura takes for the main content, in page order.

    The page comes as the guard left it. Comments and its memory between pages (`deduplicate`) stay off.
    """
    if len(html) > MAX_SIZE or html.count("<") > MAX_TAGS:
        return []
    import trafilatura  # noqa: PLC0415  heavy, and seldom needed

    text = trafilatura.extract(
        xml_safe(html),
        include_comments=False,
        deduplicate=False,
        output_format="txt",
        with_metadata=False,
    )
    if not text:
        return []
    lines = {squeeze(one) for one in text.split("\n")}
    whole = squeeze(text) if len(text) * len(pieces) < MAX_COMPARISON else ""
    return [one for one in pieces if (key := squeeze(one.text)) and (key in lines or key in whole)]
