"""The day of a page before it is cleaned: it chooses among rules for layouts of other years."""

from __future__ import annotations

import re

from cleaner.metadata.statements import day_in_address
from cleaner.model import Document

_PUBLISHED_RE = re.compile(r'"datePublished"\s{0,5}:\s{0,5}"(\d{4}-\d\d-\d\d)')
_DAY_RE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_LONGEST = 100_000
_METAS = ("article:published_time", "datepublished", "date")


def find_early_day(doc: Document) -> str | None:
    """The day of publication by hint, JSON-LD, meta or address, as precise as known; None without."""
    hint = doc.page.hints.date
    if hint is not None:
        return hint[:10]
    if doc.markup is not None:
        for script in doc.markup.json_ld:
            if found := _PUBLISHED_RE.search(script[:_LONGEST]):
                return found[1]
        said = _DAY_RE.match(doc.markup.meta(*_METAS) or "")
        if said is not None:
            return said[0]
    address = doc.page.url or (doc.markup.canonical if doc.markup is not None else None)
    return day_in_address(address) if address else None
