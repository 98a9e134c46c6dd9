"""What a report counts over all documents of a corpus, shown one by one or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from cleaner.model import LIFTED, Category
from cleaner.review.report.days import timeline
from cleaner.review.report.rows import Record, Row
from cleaner.review.report.taken import Taken
from cleaner.text.visible import visible

K = TypeVar("K", str, tuple[str, str])

KEPT, LIFTS = "kept", "lifted"
_SHORT = 120  # characters of a kept line that may be junk when it stands in several documents
_MOST_SHORT = 500_000  # of these lines are remembered
_REPEATED = 3
_LISTED = 40


@dataclass(slots=True)
class _Group:
    """The documents of one outlet, and characters by what became of them."""

    documents: int = 0
    shares: Counter[str] = field(default_factory=Counter)


class Tally:
    """Counts documents as they come; `values` is what the report says of all of them."""

    def __init__(self) -> None:
        self.documents = 0
        self.taken = Taken()
        self.languages: Counter[str] = Counter()
        self.outlets: dict[str, _Group] = {}
        self._lines: Counter[str] = Counter()
        self._flags: Counter[str] = Counter()
        self._dates: Counter[str] = Counter()
        self._short: Counter[tuple[str, str]] = Counter()

    def add(self, record: Record, rows: Iterable[Row]) -> Counter[str]:
        """Characters of the document: `kept`, `lifted`, and by category what was removed."""
        self.documents += 1
        outlet = flat(record["outlet"])
        group = self.outlets.setdefault(outlet, _Group())
        group.documents += 1
        self.languages[flat(record["language"])] += 1
        self._dates[flat(record["date"])] += 1
        for flag in {flag_kind(flag) for flag in record["flags"] or ()}:
            self._flags[flag] += 1
        for label in record["lines"] or ():
            self._lines[_fate(label)] += 1
        shares: Counter[str] = Counter()
        for row in rows:
            self._add_row(row, shares, outlet)
        self.taken.add(record)
        group.shares.update(shares)
        return shares

    def _add_row(self, row: Row, shares: Counter[str], outlet: str) -> None:
        fate = _fate(row.category)
        shares[row.category if fate == "removed" else fate] += len(row.text)
        shares[LIFTS] += len(row.lead)
        for cut in row.cuts:
            shares[cut.category] += len(cut.text)
        if fate == KEPT and 0 < len(row.text) <= _SHORT:
            key = outlet, row.text
            if key in self._short or len(self._short) < _MOST_SHORT:
                self._short[key] += 1

    def values(self) -> dict[str, Any]:
        """What was counted, ready for JSON; every list has a fixed order."""
        return {
            "documents": self.documents,
            "lines": dict(sorted(self._lines.items())),
            "outlets": [
                {"name": name, "documents": one.documents, "shares": dict(_ranked(one.shares))}
                for name, one in sorted(
                    self.outlets.items(), key=lambda item: (-item[1].documents, item[0])
                )
            ],
            "languages": _ranked(self.languages),
            "flags": _ranked(self._flags),
            "dates": timeline(self._dates),
            "rules": self.taken.rules(),
            "longest": self.taken.longest(),
            "repeated": [
                [outlet, text, count]
                for (outlet, text), count in _ranked(self._short)[:_LISTED]
                if count >= _REPEATED
            ],
        }


def flag_kind(flag: str) -> str:
    """What kind of flag it is: one may name a document after a colon."""
    return flat(flag.partition(":")[0])


def flat(value: str | None) -> str:
    """The value, safe to look at; empty where there is none."""
    return visible(value or "", one_line=True)


def _fate(category: str) -> str:
    if category == Category.BODY:
        return KEPT
    return LIFTS if category in LIFTED else "removed"


def _ranked(counter: Counter[K]) -> list[tuple[K, int]]:
    """The most frequent first, equals by name."""
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))
