"""The dateline: place, agency and day that open the story, as printed and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from cleaner.metadata.evidence import Evidence
from cleaner.metadata.settle import settle
from cleaner.model import Category, Dateline, Finding
from cleaner.text.datelines import parse_dateline


def find_dateline(evidence: Evidence, found: Mapping[str, str]) -> tuple[Finding, ...]:
    """The dateline that was lifted out of the text or stands on its own line, as printed."""
    return settle(_offers(evidence))


def read_dateline(raw: str, evidence: Evidence) -> Dateline:
    """The dateline's parts; what a rule lifted and no parser can read keeps its text alone."""
    passage = next(one for one in evidence.labelled(Category.DATELINE) if one.text == raw)
    parsed = parse_dateline(
        passage.opens or raw,
        agencies=evidence.knowledge.agencies(),
        language=evidence.language,
        own_line=not passage.opens,
        site_uses_datelines=True,  # the line has its label: what is asked are its parts
    )
    if parsed is None:
        return Dateline(raw=raw)
    return replace(parsed.dateline, raw=raw)


def _offers(evidence: Evidence) -> Iterator[Finding]:
    for passage in evidence.labelled(Category.DATELINE):
        if passage.text:
            yield Finding(field="dateline", value=passage.text, origin=passage.origin)
