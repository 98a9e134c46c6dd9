"""The language of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.metadata.evidence import Evidence
from cleaner.metadata.settle import settle
from cleaner.model import Finding


def find_language(evidence: Evidence, found: Mapping[str, str]) -> tuple[Finding, ...]:
    """The language: from the user, the outlet, or the text, by which the rules were chosen too.

    What the page declares was weighed with the text; alone it is a finding, since templates
    declare English for all the world.
    """
    return settle(_offers(evidence))


def _offers(evidence: Evidence) -> Iterator[Finding]:
    if evidence.hints.language:
        yield Finding(field="language", value=evidence.hints.language, origin="hint")
    outlet = evidence.knowledge.outlet
    if outlet is not None and outlet.language:
        yield Finding(field="language", value=outlet.language, origin=f"rule {outlet.key}")
    if evidence.knowledge.language:
        yield Finding(field="language", value=evidence.knowledge.language, origin="text")
    declared = evidence.markup.html_lang
    if declared and declared.strip():
        why = "declared by the page; the text decides"
        yield Finding(field="language", value=declared.strip()[:20], origin="html lang", why=why)
