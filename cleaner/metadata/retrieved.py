"""When the page was fetched: what the reader knows, or a clock that was on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.metadata.evidence import Evidence
from cleaner.metadata.moments import is_day, read_moment
from cleaner.metadata.settle import settle
from cleaner.model import Category, Finding
from cleaner.text.clocks import find_clock


def find_retrieved(evidence: Evidence, found: Mapping[str, str]) -> tuple[Finding, ...]:
    """The time of the fetch: from the user or the archive, a rule, else a page clock with its day."""
    return settle(_offers(evidence))


def _offers(evidence: Evidence) -> Iterator[Finding]:
    if evidence.hints.retrieved:
        yield Finding(field="retrieved", value=evidence.hints.retrieved, origin="hint")
    for value, origin in evidence.read_by_rules("retrieved"):
        moment = read_moment(value) or _clock(value, evidence)
        if moment:
            yield _offer(moment, origin)
    for passage in evidence.labelled(Category.LIVE):
        if any(char.isdigit() for char in passage.text) and (
            moment := _clock(passage.text, evidence)
        ):
            yield _offer(moment, passage.origin)


def _offer(moment: str, origin: str) -> Finding:
    why = None if is_day(moment) else "says no day"
    return Finding(field="retrieved", value=moment, origin=origin, why=why)


def _clock(text: str, evidence: Evidence) -> str | None:
    clock = find_clock(text[:200], language=evidence.language)
    return clock.value if clock is not None else None
