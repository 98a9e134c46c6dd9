"""Dates as people print them: stamps read in the page's language, doubts kept as reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cleaner.metadata.evidence import Evidence
from cleaner.text.ago import UNITS, day_ago
from cleaner.text.mentions import mentioned_days
from cleaner.text.stamps import Kind, Stamp, find_stamps

UNCLEAR = "day and month cannot be told apart"
_GLUED_RE = re.compile(r"(?<=(?:19|20)\d\d)(?=[^\W\d_]{4})")
"""Behind a year to which the next element's word is glued: `April 26, 2024Updated: …`."""
_ROLES = {Kind.PUBLISHED: "published", Kind.UPDATED: "modified", Kind.UNKNOWN: "unsaid"}


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date of a line: its value, or its readings as text; its role; what speaks against it."""

    value: str
    role: str
    against: str | None = None
    readings: tuple[str, ...] = ()


def read_stamps(text: str, evidence: Evidence) -> tuple[PrintedDate, ...]:
    """The stamps of a line that is one, in its order; none of a sentence that mentions a day.

    Numbers that may be read day first or month first are settled by the outlet's country, where
    the rules know it, else by the language, where it leaves no doubt.
    """
    if not any(char.isdigit() for char in text):
        return ()
    text = _GLUED_RE.sub(" | ", text)
    stamps = find_stamps(text, language=_locale(evidence), words=evidence.knowledge.words)
    if stamps is None:
        return ()
    read = tuple(_printed(one, text, evidence) for one in stamps.items)
    if any(one.role == "modified" for one in read):
        # beside an update, the date without a word is the publication's
        return tuple(
            replace(one, role="published") if one.role == "unsaid" else one for one in read
        )
    return read


def read_days(text: str, evidence: Evidence) -> Iterator[str]:
    """All days that any text mentions, prose too; for telling what was not taken for a date."""
    for readings in mentioned_days(text, language=_locale(evidence)):
        yield " or ".join(readings)


def _printed(stamp: Stamp, text: str, evidence: Evidence) -> PrintedDate:
    role = _ROLES[stamp.kind]
    if stamp.relative and (day := _day_ago(text[stamp.start : stamp.end], evidence)):
        return PrintedDate(day, role)
    if stamp.value is not None:
        return PrintedDate(stamp.value, role)
    if stamp.readings:
        return PrintedDate(" or ".join(stamp.readings), role, UNCLEAR, stamp.readings)
    printed = text[stamp.start : stamp.end] or text[:60]
    why = "counts from a moment that is not known" if stamp.relative else "says no day"
    return PrintedDate(printed, role, why)


def _day_ago(printed: str, evidence: Evidence) -> str | None:
    """The day of a relative stamp, where the fetch of a dump is known; HTML tells days itself."""
    retrieved = evidence.hints.retrieved
    if retrieved is None or evidence.is_html:
        return None
    return day_ago(printed, retrieved, {unit: evidence.knowledge.words(unit) for unit in UNITS})


def _locale(evidence: Evidence) -> str | None:
    """The page's language, with the outlet's country where the tag has none: `en-GB`."""
    language, country = evidence.language, evidence.country
    if language and country and "-" not in language:
        return f"{language}-{country}"
    return language
