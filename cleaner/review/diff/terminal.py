"""A diff in rows of a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from cleaner.review.diff.gather import Diff
from cleaner.review.diff.outline import Item, Part, headline, parts, summary
from cleaner.review.rows import shorten, wrap
from cleaner.text.visible import visible

_STYLES = {"−": "red", "+": "green", "~": "yellow", "≠": "cyan", "!": "bold yellow", "": ""}
_GUTTER = 4
_ROWS = 2  # of a line of a page that are shown
_LEAST = 40


def rows(diff: Diff, width: int, most_items: int = 20) -> Iterator[Text]:
    """The rows of the diff, none wider than `width` cells (at least 40).

    Args:
        diff: as `gather` gives it.
        width: cells of a row.
        most_items: lines of a part that are shown.
    """
    width = max(width, _LEAST)
    yield Text(shorten(headline(diff), width), style="bold")
    for line in summary(diff):
        yield from wrap(Text(visible(line, one_line=True)), width)
    for part in parts(diff):
        yield from _part(part, width, most_items)


def _part(part: Part, width: int, most: int) -> Iterator[Text]:
    yield Text()
    style = "bold yellow" if part.heading.startswith("Alarm") else "bold"
    yield from wrap(Text(visible(part.heading, one_line=True), style=style), width, most=3)
    for item in part.items[:most]:
        yield from _item(item, width)
    if len(part.items) > most:
        yield Text(f"    and {len(part.items) - most} more", style="dim")


def _item(item: Item, width: int) -> Iterator[Text]:
    text = Text(visible(item.text, one_line=True), style=_STYLES[item.mark])
    for number, row in enumerate(wrap(text, width - _GUTTER, most=_ROWS)):
        gutter = f"  {item.mark or ' '} " if number == 0 else " " * _GUTTER
        yield Text(gutter, style=_STYLES[item.mark]).append_text(row)
    if item.note:
        note = Text(visible(item.note, one_line=True), style="dim")
        for row in wrap(note, width - _GUTTER - 2, most=_ROWS):
            yield Text(" " * (_GUTTER + 2)).append_text(row)
