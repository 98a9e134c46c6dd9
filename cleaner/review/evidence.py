"""The metadata of one document on a terminal: values, where they were found, what was refused."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from cleaner.model import Document, Finding
from cleaner.review.rows import shorten, wrap
from cleaner.text.visible import visible

FIELDS = (
    "outlet",
    "title",
    "standfirst",
    "section",
    "authors",
    "date",
    "modified",
    "retrieved",
    "dateline",
    "language",
)
_INDENT = 12  # the longest field and two spaces
_ROWS = 3
_LOST = 24  # cells at the ends of rows, where the next word does not fit


_PRINTED = frozenset({"byline", "kicker", "stamp"})
"""Findings that repeat a line as printed: the lines stand above already."""


def evidence_rows(doc: Document, width: int) -> Iterator[Text]:
    """A row for each field: its value and origin; under it the candidates that were not used."""
    record = doc.record()
    rows = [(field, _value(record[field])) for field in FIELDS]
    known = {field for field, _ in rows}
    rows += [
        (one.field, "")
        for one in doc.metadata.findings
        if one.field not in known and one.field not in _PRINTED
    ]
    for field, value in dict(rows).items():
        findings = [one for one in doc.metadata.findings if one.field == field]
        yield from _field(field, value, findings, width)
    if doc.flags:
        yield from _row("flags", Text(_safe(", ".join(doc.flags)), style="yellow"), width)
    if doc.repairs:
        told = ", ".join(f"{one.name} {one.count}" for one in doc.repairs)
        yield from _row("normalised", Text(_safe(told), style="dim"), width)


def _value(value: object) -> str:
    """A field of the record as a person reads it."""
    match value:
        case None:
            return ""
        case list():
            return ", ".join(map(str, value))
        case dict():
            parts = [f"{name} {_value(part)}" for name, part in value.items() if part]
            return "; ".join(parts)
        case _:
            return str(value)


def _field(field: str, value: str, findings: list[Finding], width: int) -> Iterator[Text]:
    origins = "".join(_origin(one) for one in findings if one.used)
    room = _ROWS * (width - _INDENT) - cell_len(origins) - _LOST
    text = Text(shorten(_safe(value), max(room, width - _INDENT)))
    if not value:
        text = Text("unknown" if findings else "unknown, no candidates", style="dim")
    text.append(origins, style="dim")
    yield from _row(field, text, width)
    for one in findings:
        if not one.used:
            told = Text(f"not {_safe(one.value)}", style="dim")
            told.append(_origin(one))
            yield from _row("", told, width)


def _origin(one: Finding) -> str:
    why = f": {one.why}" if one.why else ""
    return f"  ← {_safe(one.origin + why)}"


def _row(label: str, value: Text, width: int) -> Iterator[Text]:
    """The label in its column, the value beside it, wrapped."""
    for number, row in enumerate(wrap(value, width - _INDENT, most=_ROWS)):
        line = Text().append(f"{label if number == 0 else '':<{_INDENT}}", style="bold")
        yield line.append_text(row)


def _safe(text: str) -> str:
    return visible(text, one_line=True)
