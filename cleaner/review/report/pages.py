"""Documents → the rows of the report's list, and their pages in packs that a browser unpacks."""

from __future__ import annotations

import base64
import json
import zlib
from collections import Counter
from typing import Any

from cleaner.review.report.fields import field_rows, safe_link
from cleaner.review.report.rows import Record, Row, is_approximate
from cleaner.review.report.tally import flag_kind, flat

PACK = 64
"""Documents in a pack: some 200 KB of text, unpacked in a few milliseconds."""

_LEVEL = 6


class Names:
    """Gives each name a number, in the order in which they come."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        """The number of the name."""
        return self._numbers.setdefault(name, len(self._numbers))

    def all(self) -> list[str]:
        """The names, by number."""
        return list(self._numbers)


class Listing:
    """The list of documents as columns: far smaller than an object a document."""

    def __init__(self) -> None:
        self.outlets, self.languages, self.flags = Names(), Names(), Names()
        self.categories, self.rules = Names(), Names()
        self.rows: list[list[Any]] = []

    def add(self, record: Record, shares: Counter[str]) -> None:
        """Adds a document.

        Args:
            record: the document.
            shares: its characters, by what became of them.
        """
        kept, lifted = shares["kept"], shares["lifted"]
        removed = shares.total() - kept - lifted
        several = record["removed"] or ()
        categories = sorted({self.categories.number(flat(one["category"])) for one in several})
        rules = sorted({self.rules.number(flat(one["rule"])) for one in several})
        flags = [self.flags.number(flag_kind(flag)) for flag in record["flags"] or ()]
        self.rows.append(
            [
                flat(record["id"]),
                flat(record["title"]),
                self.outlets.number(flat(record["outlet"])),
                self.languages.number(flat(record["language"])),
                flat(record["date"]),
                flags,
                categories,
                rules,
                kept,
                lifted,
                removed,
            ]
        )

    def values(self) -> dict[str, Any]:
        """The list, ready for JSON; numbers in a row stand for the names beside it."""
        return {
            "outlets": self.outlets.all(),
            "languages": self.languages.all(),
            "flags": self.flags.all(),
            "categories": self.categories.all(),
            "rules": self.rules.all(),
            "rows": self.rows,
        }


def page(record: Record, rows: tuple[Row, ...]) -> dict[str, Any]:
    """Everything about one document, ready for JSON, safe to look at; keys are short."""
    url = record["url"]
    return {
        "url": flat(url),
        "link": safe_link(url),
        "source": flat(record["source"]),
        "flags": [flat(flag) for flag in record["flags"] or ()],
        "near": int(is_approximate(record)),
        "rows": [_row(row) for row in rows],
        "fields": field_rows(record),
        "repairs": [[flat(one["name"]), one["count"]] for one in record["repairs"] or ()],
        "digests": {
            name: flat(record[name]) for name in ("input_sha256", "text_sha256", "rules_sha256")
        },
    }


def _row(row: Row) -> dict[str, Any]:
    value: dict[str, Any] = {"n": row.line, "k": row.category}
    if row.text:
        value["t"] = row.text
    if row.rule:
        value["r"] = row.rule
    if row.lead:
        value["d"] = row.lead
    if row.cuts:
        value["c"] = [{"k": cut.category, "r": cut.rule, "t": cut.text} for cut in row.cuts]
    if row.values:
        value["v"] = row.values
    return value


def packed(pages: list[dict[str, Any]]) -> bytes:
    """The pages as JSON, deflated, in base64: nothing in it can end a script element."""
    spelled = json.dumps(pages, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.b64encode(zlib.compress(spelled, _LEVEL))
