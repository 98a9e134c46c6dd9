"""Rows of tables: data that is read as one piece, or layout that is unfolded."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.segment.html.tree import Node

LAYOUT_CELL = 300
"""A cell with more characters, or with paragraphs in it, is layout and no data."""
_STRUCTURE = frozenset({"table", "h1", "h2", "h3", "article"})


def is_data_row(row: Node) -> bool:
    """Whether a row holds data: several short cells without paragraphs of their own."""
    cells = list(_cells(row))
    return len(cells) > 1 and not any(
        len(cell.text(LAYOUT_CELL + 1)) > LAYOUT_CELL or _holds_blocks(cell) for cell in cells
    )


def row_text(row: Node) -> tuple[str, int]:
    """The text of a row of data, a bar between its cells, and how much of it stands in links."""
    parts: list[str] = []
    linked = 0
    for cell in _cells(row):
        text = cell.text(LAYOUT_CELL * 2)
        if text:
            parts.append(text)
            linked += len(text) - text.count(" ") if _is_link(cell) else 0
    return " | ".join(parts), linked


def _cells(row: Node) -> Iterator[Node]:
    return (one for one in row.children if not isinstance(one, str) and one.tag in ("td", "th"))


def _is_link(cell: Node) -> bool:
    inner = [child for child in cell.children if not isinstance(child, str) or child.strip()]
    return len(inner) == 1 and not isinstance(inner[0], str) and inner[0].tag == "a"


def _holds_blocks(cell: Node) -> bool:
    paragraphs = 0
    todo = list(cell.children)
    while todo:
        one = todo.pop()
        if isinstance(one, str):
            continue
        if one.tag in _STRUCTURE:
            return True
        paragraphs += one.tag == "p"
        todo.extend(one.children)
    return paragraphs > 2
