"""What a reader should know of a page, as far as its own data says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.metadata.evidence import Evidence
from cleaner.metadata.json_ld import ARTICLES, PAGES
from cleaner.model import Finding


def find_flags(evidence: Evidence, found: Mapping[str, str]) -> tuple[Finding, ...]:
    """Findings for `flags`: `paywalled`, where the page's data says that reading costs.

    A line that asks to subscribe is evidence for a person, not proof: free pages have them too.
    """
    for free, origin in _free_access(evidence):
        value = "free" if free else "paywalled"
        why = "free to read, as the page says" if free else None
        return (Finding(field="flags", value=value, origin=origin, used=not free, why=why),)
    return ()


def _free_access(evidence: Evidence) -> Iterator[tuple[bool, str]]:
    """What the page says of its being free: its article first, the looser tags after it."""
    nodes = (
        node
        for node in (evidence.article, *evidence.graph.nodes)
        if node is not None and not node.aside and node.types & (ARTICLES | PAGES)
    )
    for node in nodes:
        said = _truth(node.keys.get("isaccessibleforfree"))
        if said is not None:
            yield said, "json-ld isAccessibleForFree"
    tier = evidence.markup.meta("article:content_tier", "og:article:content_tier")
    if tier is not None:
        yield tier.casefold() != "locked", "meta article:content_tier"


def _truth(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return {"false": False, "no": False, "true": True, "yes": True}.get(
            value.strip().casefold()
        )
    return None
