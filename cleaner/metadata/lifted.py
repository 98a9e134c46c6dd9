"""Lines that became fields, as printed: what an author or a day was read from can be read again."""

from __future__ import annotations

from collections.abc import Mapping

from cleaner.metadata.evidence import Evidence
from cleaner.model import Category, Finding

_KINDS = {Category.KICKER: "kicker", Category.BYLINE: "byline", Category.DATE: "stamp"}
"""Label → name of the finding. Headline, standfirst and dateline have fields of their own, word by
word; `date` as a name would be a candidate for the field."""
_MOST = 12


def find_lifted(evidence: Evidence, found: Mapping[str, str]) -> tuple[Finding, ...]:
    """The kicker, byline and date lines, each a finding of its own."""
    return tuple(
        Finding(field=name, value=one.text, origin=one.origin, why="as printed")
        for kind, name in _KINDS.items()
        for one in evidence.labelled(kind)[:_MOST]
    )
