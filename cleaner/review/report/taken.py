"""What the rules took, identical lines together: a line in 400 documents is one decision."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import Any

from cleaner.model import Category
from cleaner.review.report.rows import Record
from cleaner.text.visible import visible

_DISTINCT = 500  # texts of a rule that are counted apart
_CLIP = 240  # characters of an example
_EXAMPLES = 4
_LONG = 160  # characters of a removed line that may be a paragraph of the story
_LONGEST = 25
# captions are long by nature, and a repeated one is in the page twice
_LONG_BY_NATURE = frozenset({Category.CAPTION, Category.CAPTION_DUP})


@dataclass(slots=True)
class _Rule:
    """What one rule took."""

    hits: int = 0
    documents: int = 0
    categories: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True, order=True)
class _Long:
    """A long removed line; the longest sort first."""

    minus_length: int
    text: str
    rule: str
    category: str
    id: str


class Taken:
    """Counts removed lines by rule as documents come."""

    def __init__(self) -> None:
        self._rules: dict[str, _Rule] = {}
        self._long: dict[str, _Long] = {}

    @property
    def ids(self) -> frozenset[str]:
        """The rules that took anything."""
        return frozenset(self._rules)

    def add(self, record: Record) -> None:
        """Counts what was removed from a document."""
        seen: set[str] = set()
        for one in record["removed"] or ():
            name = one["rule"]
            rule = self._rules.setdefault(name, _Rule())
            rule.hits += 1
            rule.categories[one["category"]] += 1
            if name not in seen:
                seen.add(name)
                rule.documents += 1
            text = one["text"][:_CLIP]
            if text in rule.texts or len(rule.texts) < _DISTINCT:
                rule.texts[text] += 1
            if len(one["text"]) >= _LONG and one["category"] not in _LONG_BY_NATURE:
                self._add_long(record["id"], one)

    def _add_long(self, id_: str, one: Record) -> None:
        text = one["text"]
        entry = _Long(-len(text), text[:_CLIP], one["rule"], one["category"], id_)
        self._long.setdefault(text, entry)
        if len(self._long) >= 8 * _LONGEST:
            self._long = {
                text: entry
                for entry, text in nsmallest(
                    _LONGEST, ((entry, text) for text, entry in self._long.items())
                )
            }

    def rules(self) -> list[dict[str, Any]]:
        """Every rule that took something, most hits first, with its commonest texts."""
        return [
            {
                "id": _flat(name),
                "categories": [_flat(category) for category, _ in _ranked(rule.categories)],
                "hits": rule.hits,
                "documents": rule.documents,
                "texts": [[_flat(text), n] for text, n in _ranked(rule.texts)[:_EXAMPLES]],
                "others": max(0, len(rule.texts) - _EXAMPLES),
                "many": len(rule.texts) >= _DISTINCT,
            }
            for name, rule in sorted(self._rules.items(), key=lambda item: (-item[1].hits, item[0]))
        ]

    def longest(self) -> list[dict[str, Any]]:
        """The longest removed lines that are no captions, each text once."""
        return [
            {
                "text": _flat(one.text),
                "length": -one.minus_length,
                "rule": _flat(one.rule),
                "category": _flat(one.category),
                "id": _flat(one.id),
            }
            for one in nsmallest(_LONGEST, self._long.values())
        ]


def _ranked(counter: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))


def _flat(text: str) -> str:
    return visible(text, one_line=True)
