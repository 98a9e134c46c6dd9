"""A record → the lines of its page again, each with what became of it.

A record holds the paragraphs that were kept, a label for every line, and what was removed. Two
things it does not hold: the words of a byline or a stamp (their values stand in the findings), and
which lines of a broken paragraph were joined. The first are shown by their values; where the
numbers of lines and paragraphs differ, paragraphs are placed among the lines by proportion, and
the page says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cleaner.model import LIFTED, Category
from cleaner.text.visible import visible

Record = Mapping[str, Any]

_LINES = re.compile(r"\blines? (\d{1,7}(?:, \d{1,7}){0,99})")
_PRINTED = {Category.TITLE: "title", Category.STANDFIRST: "standfirst", Category.KICKER: "section"}
_NOT_PRINTED = frozenset({Category.BYLINE, Category.DATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Words of a line that are not what the line is."""

    category: str
    rule: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the page, safe to look at.

    Attributes:
        line: its number on the page, from 1.
        category: its label.
        text: its words, where the record has them.
        rule: what removed it; empty where it was kept or lifted.
        lead: the dateline that was lifted out in front of the text.
        cuts: removed parts of it; where in the line they stood is not on record.
        values: (field, value) that it gave, where its words are not on record.
    """

    line: int
    category: str
    text: str = ""
    rule: str = ""
    lead: str = ""
    cuts: tuple[Part, ...] = ()
    values: tuple[tuple[str, str], ...] = ()


def origin_lines(origin: str) -> tuple[int, ...]:
    """The lines of the page that an origin names, in its order.

    >>> origin_lines("lines 3, 14"), origin_lines("rule sputniknews.com/clock (line 1)")
    ((3, 14), (1,))
    >>> origin_lines("meta article:published_time")
    ()
    """
    found = _LINES.search(origin)
    return tuple(map(int, found[1].split(", "))) if found else ()


def page_rows(record: Record) -> tuple[Row, ...]:
    """The lines of the record's page, in page order; lines of a joined paragraph may be missing."""
    labels = [_flat(label) for label in record["lines"] or ()]
    removed: defaultdict[int, list[Part]] = defaultdict(list)
    for one in record["removed"] or ():
        category, rule = _flat(one["category"]), _flat(one["rule"])
        removed[one["line"]].append(Part(category=category, rule=rule, text=visible(one["text"])))
    told = _told(record)
    if labels.count(Category.TITLE) == 1 and record["title"]:  # of HTML, h1 or metas are the origin
        told[labels.index(Category.TITLE) + 1].append(("headline", record["title"]))
    places = _paragraph_places(record, labels)
    rows = []
    for line, label in enumerate(labels, 1):
        if label == Category.BODY:
            row = _body_row(line, places.get(line), removed[line], told[line])
        elif label in LIFTED:
            row = _lifted_row(line, label, removed[line], told[line])
        else:
            row = _removed_row(line, label, removed[line])
        if row is not None:
            rows.append(row)
    return tuple(rows)


def is_approximate(record: Record) -> bool:
    """Whether lines were joined, so that where paragraphs stand among the lines is not known."""
    lines = sum(label == Category.BODY for label in record["lines"] or ())
    return bool(lines != len(_paragraphs(record)))


def _paragraphs(record: Record) -> list[str]:
    text: str = record["text"] or ""
    return text.split("\n\n") if text else []


def _paragraph_places(record: Record, labels: list[str]) -> dict[int, str]:
    """The text of each body line that has some, by line."""
    lines = [line for line, label in enumerate(labels, 1) if label == Category.BODY]
    paragraphs = _paragraphs(record)
    places: dict[int, str] = {}
    for number, paragraph in enumerate(paragraphs):
        if not lines:
            break
        line = lines[number * len(lines) // len(paragraphs)]
        places[line] = f"{places[line]}\n\n{paragraph}" if line in places else paragraph
    return places


def _told(record: Record) -> defaultdict[int, list[tuple[str, str]]]:
    """(field, value) of the findings by the one line that each names."""
    told: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for one in record["findings"] or ():
        lines = origin_lines(one["origin"])
        if len(lines) == 1:
            told[lines[0]].append((one["field"], one["value"]))
    return told


def _body_row(
    line: int, text: str | None, cuts: list[Part], told: list[tuple[str, str]]
) -> Row | None:
    lead = next((value for field, value in told if field == "dateline"), "")
    if text is None and not cuts and not lead:
        return None
    return Row(
        line=line,
        category=Category.BODY,
        text=visible(text or ""),
        lead=_flat(lead),
        cuts=tuple(cuts),
    )


def _lifted_row(line: int, label: str, cuts: list[Part], told: list[tuple[str, str]]) -> Row:
    field = _PRINTED.get(Category(label), label)
    values = [(_flat(name), _flat(value)) for name, value in told]
    printed = [value for name, value in values if name == field]
    if printed:
        values = [one for one in values if one[0] != "headline"]
    if label in _NOT_PRINTED or not printed:
        return Row(line=line, category=label, cuts=tuple(cuts), values=tuple(dict.fromkeys(values)))
    return Row(line=line, category=label, text=printed[0], cuts=tuple(cuts))


def _removed_row(line: int, label: str, parts: list[Part]) -> Row:
    whole = next((part for part in parts if part.category == label), None)
    cuts = tuple(part for part in parts if part is not whole)
    text, rule = (whole.text, whole.rule) if whole else ("", "")
    return Row(line=line, category=label, text=text, rule=rule, cuts=cuts)


def _flat(text: str) -> str:
    return visible(text, one_line=True)
