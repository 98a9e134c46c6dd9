"""What htmldate finds where nothing else does, if a reader can see it too."""

from __future__ import annotations

import re

from cleaner.metadata.evidence import Evidence
from cleaner.metadata.stamped import read_days
from cleaner.metadata.statements import Role, Statement, side_statements
from cleaner.model.markup import Place
from cleaner.text.xml import xml_safe

_ELSEWHERE = frozenset(
    {Place.HEADER, Place.NAV, Place.FOOTER, Place.RELATED, Place.COMMENTS, Place.ASIDE}
)
_MAX_PAGE = 1_000_000
_LONG_TAG_RE = re.compile(r"<[^<>]{20000}")
"""A tag of so many attributes that libxml2 would spend minutes on them."""
_FAR = "2099-12-31"
"""Latest day to look for; htmldate's own is the day of the run, and equal pages would differ."""


def search_date(evidence: Evidence) -> Statement | None:
    """The day that htmldate finds in an HTML page; None for a dump.

    htmldate does not say where it found a day, and scripts hold many. So it only counts where
    an element of the story prints the same day.
    """
    content = evidence.doc.page.content
    if not evidence.is_html or not content.strip() or len(content) > _MAX_PAGE:
        return None
    if _LONG_TAG_RE.search(content):
        return None
    from htmldate import find_date  # noqa: PLC0415  slow to load, seldom needed

    day = find_date(
        xml_safe(content),
        original_date=True,
        extensive_search=False,
        max_date=_FAR,
        url=evidence.doc.page.url,
    )
    if day is None:
        return None
    against = None if _is_printed(day, evidence) else "no element of the story prints it"
    return Statement(value=day, origin="htmldate", role=Role.UNSAID, against=against)


def _is_printed(day: str, evidence: Evidence) -> bool:
    """Whether an element of the story prints the day, and no caption or notice does."""
    if any(one.value == day for one in side_statements(evidence)):
        return False
    return any(
        day in read_days(mark.text, evidence)
        for mark in evidence.markup.marks
        if mark.place not in _ELSEWHERE and day[:4] in mark.text
    )
