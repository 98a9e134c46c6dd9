"""When the page was fetched: what the reader knows, or a clock that was on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cleaner.metadata.evidence import Evidence
from cleaner.metadata.moments import read_moment
from cleaner.metadata.settle import settle
from cleaner.model import Category, Finding
from cleaner.text.clocks import find_clock

_HOUR_RE = re.compile(r"(T\d\d:\d\d)(?!:)")


def find_retrieved(evidence: Evidence, found: Mapping[str, str]) -> tuple[Finding, ...]:
    """The time of the fetch: from the user or the archive, a rule, else a clock with its day."""
    return settle(_offers(evidence))


def _offers(evidence: Evidence) -> Iterator[Finding]:
    if evidence.hints.retrieved:
        yield Finding(field="retrieved", value=evidence.hints.retrieved, origin="hint")
    for value, origin in evidence.read_by_rules("retrieved"):
        if moment := read_moment(value) or _clock(value, evidence):
            yield Finding(field="retrieved", value=moment, origin=origin)
    for passage in evidence.labelled(Category.LIVE):
        if moment := _clock(passage.text, evidence):
            yield Finding(field="retrieved", value=moment, origin=passage.origin)


def _clock(text: str, evidence: Evidence) -> str | None:
    """The moment that a clock shows, seconds written out as archives write the time of a fetch."""
    if not any(char.isdigit() for char in text):
        return None
    clock = find_clock(text, language=evidence.language)
    if clock is None or clock.value is None:
        return None
    return _HOUR_RE.sub(r"\1:00", clock.value)
