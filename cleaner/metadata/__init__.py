"""Metadata: page + blocks → findings → fields; one file a field, `FINDERS` is the order.

A finder gives all candidates for its field, the best marked as used (`settle`), and says of
each where it stands and why it was passed over. What was found before may be asked for: the
date is checked against the fetch, the title is freed of the outlet's name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cleaner.metadata.authors import find_authors
from cleaner.metadata.dateline import find_dateline, read_dateline
from cleaner.metadata.dates import date_source, find_dates
from cleaner.metadata.evidence import Evidence, gather
from cleaner.metadata.flags import find_flags
from cleaner.metadata.language import find_language
from cleaner.metadata.lifted import find_lifted
from cleaner.metadata.outlet import find_outlet
from cleaner.metadata.retrieved import find_retrieved
from cleaner.metadata.section import find_section
from cleaner.metadata.standfirst import find_standfirst
from cleaner.metadata.title import find_title
from cleaner.model import Document, Finding, Knowledge, Metadata

__all__ = ["FINDERS", "Finder", "find_metadata"]

Finder = Callable[[Evidence, Mapping[str, str]], tuple[Finding, ...]]
"""A finder: evidence, values found so far by field → findings for its field."""

FINDERS: tuple[Finder, ...] = (
    find_retrieved,
    find_language,
    find_outlet,
    find_title,
    find_standfirst,
    find_section,
    find_authors,
    find_dates,
    find_dateline,
    find_flags,
    find_lifted,
)
"""All finders, in the order in which they may build on one another."""


def find_metadata(
    doc: Document, knowledge: Knowledge, selection_findings: tuple[Finding, ...] = ()
) -> Metadata:
    """The fields of a labelled document beside its text, with every candidate considered.

    Args:
        doc: after the steps: its blocks have their labels.
        knowledge: the rules of the page.
        selection_findings: what the choice of rules found, such as the outlet and near misses.
    """
    evidence = gather(doc, knowledge, selection_findings)
    findings: list[Finding] = []
    found: dict[str, str] = {}
    for finder in FINDERS:
        for finding in finder(evidence, found):
            findings.append(finding)
            if finding.used:
                found.setdefault(finding.field, finding.value)
    raw = found.get("dateline")
    return Metadata(
        outlet=found.get("outlet"),
        title=found.get("title"),
        standfirst=found.get("standfirst"),
        section=found.get("section"),
        authors=tuple(one.value for one in findings if one.field == "authors" and one.used),
        date=found.get("date"),
        modified=found.get("modified"),
        date_source=date_source(findings),
        retrieved=found.get("retrieved"),
        dateline=read_dateline(raw, evidence) if raw else None,
        language=found.get("language"),
        findings=tuple(findings),
    )
