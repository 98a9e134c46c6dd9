"""The dateline: place, agency and day that open the story, as printed and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.metadata.evidence import Evidence
from cleaner.metadata.settle import settle
from cleaner.model import Category, Dateline, Finding
from cleaner.text.datelines import parse_dateline


def find_dateline(evidence: Evidence, found: Mapping[str, str]) -> tuple[Finding, ...]:
    """The dateline that was lifted out of the text or stands on its own line, as printed."""
    return settle(_offers(evidence))


def read_dateline(raw: str, evidence: Evidence) -> Dateline:
    """The dateline's parts; what a rule lifted and no parser can read keeps its text alone."""
    parsed = parse_dateline(
        raw, agencies=evidence.knowledge.agencies(), language=evidence.language, own_line=True
    )
    return parsed.dateline if parsed is not None else Dateline(raw=raw)


def _offers(evidence: Evidence) -> Iterator[Finding]:
    for passage in evidence.labelled(Category.DATELINE):
        yield Finding(field="dateline", value=passage.text, origin=passage.origin)
