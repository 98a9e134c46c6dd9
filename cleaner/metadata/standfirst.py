"""The summary between headline and text, as printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.metadata.evidence import Evidence
from cleaner.metadata.settle import settle
from cleaner.model import Category, Finding
from cleaner.text.folding import squeeze


def find_standfirst(evidence: Evidence, found: Mapping[str, str]) -> tuple[Finding, ...]:
    """The standfirst: the labelled lines, a line break between several.

    What search engines are told need not stand on the page, so it is a finding at most.
    """
    return settle(_offers(evidence))


def _offers(evidence: Evidence) -> Iterator[Finding]:
    lines = evidence.labelled(Category.STANDFIRST)
    if lines:
        distinct: dict[str, str] = {}
        for one in lines:
            distinct.setdefault(squeeze(one.text), one.text)
        value = "\n".join(filter(None, distinct.values()))
        if value:
            yield Finding(field="standfirst", value=value, origin=lines[0].origin)
    for name in ("og:description", "description"):
        if text := evidence.markup.meta(name):
            why = "for search engines; not known to stand on the page"
            yield Finding(field="standfirst", value=text[:500], origin=f"meta {name}", why=why)
            break
