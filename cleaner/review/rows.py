"""Text cut into rows of a terminal, measured in cells: a Chinese character takes two."""

from __future__ import annotations

from io import StringIO

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

STRUCK = " dim strike"
_STYLES = {" ": "", "→": "cyan", "−": "red" + STRUCK}


def row_styles(mark: str) -> str:
    """How a line with that mark looks where there is colour; the marks say it all without."""
    return _STYLES[mark]


def shorten(text: str, width: int) -> str:
    """The text, cut with an ellipsis if it takes more than `width` cells.

    >>> shorten("headline", 6)
    'headl…'
    >>> shorten("頭版新聞", 5)
    '頭版…'
    """
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…"


def wrap(text: Text, width: int, *, most: int = 0) -> list[Text]:
    """The rows of the text; with `most`, only so many, the last with an ellipsis.

    Every row takes at most `width` cells; a word wider than that is broken.
    """
    ruler = Console(width=width, file=StringIO(), color_system=None)
    if most:  # what cannot be shown need not be measured
        text = text[: width * (most + 1)] if len(text) > width * (most + 1) else text
    rows = list(text.wrap(ruler, width, overflow="fold"))
    for row in rows:
        row.rstrip()
    if not most or len(rows) <= most:
        return rows
    last = rows[most - 1]
    while cell_len(last.plain) > width - 1:
        last.right_crop(1)
    last.append("…")
    return rows[:most]


def joined(width: int, *parts: tuple[str, str]) -> Text:
    """One row of (style, text) parts; what does not fit is cut."""
    row = Text()
    for style, part in parts:
        room = width - cell_len(row.plain)
        row.append(shorten(part, room) if room > 0 else "", style=style)
    return row
