"""Dates as people print them: stamps read in the page's language, doubts kept as reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.metadata.evidence import Evidence
from cleaner.text.dates.days import find_days, language_order, settle
from cleaner.text.dates.lexicon import base_language, lexicon
from cleaner.text.dates.tokens import tokenise
from cleaner.text.stamps import Kind, Stamp, find_stamps

_LONGEST_CAPTION = 600
_ROLES = {Kind.PUBLISHED: "published", Kind.UPDATED: "modified", Kind.UNKNOWN: "unsaid"}


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date of a line: its value, or its readings as text; its role; what speaks against it."""

    value: str
    role: str
    against: str | None = None


def read_stamps(text: str, evidence: Evidence) -> tuple[PrintedDate, ...]:
    """The stamps of a line that is one, in its order; none of a sentence that mentions a day.

    Numbers that may be read day first or month first are settled by the outlet's country, where
    the rules know it, else by the language, where it leaves no doubt.
    """
    if not any(char.isdigit() for char in text):
        return ()
    stamps = find_stamps(text, language=_locale(evidence), words=evidence.knowledge.words)
    return tuple(_printed(one, text) for one in stamps.items) if stamps is not None else ()


def read_days(text: str, evidence: Evidence) -> Iterator[str]:
    """All days that any text mentions, prose too; for telling what was not taken for a date."""
    locale = _locale(evidence)
    base = base_language(locale)
    line = tokenise(text[:_LONGEST_CAPTION], lexicon(base))
    for day in settle(find_days(line, base=base) or (), language_order(locale)):
        if day.readings:
            yield " or ".join(reading.isoformat() for reading in day.readings)


def _printed(stamp: Stamp, text: str) -> PrintedDate:
    role = _ROLES[stamp.kind]
    if stamp.value is not None:
        return PrintedDate(stamp.value, role)
    if stamp.readings:
        return PrintedDate(" or ".join(stamp.readings), role, "day and month cannot be told apart")
    printed = text[stamp.start : stamp.end] or text[:60]
    why = "counts from a moment that is not known" if stamp.relative else "says no day"
    return PrintedDate(printed, role, why)


def _locale(evidence: Evidence) -> str | None:
    """The page's language, with the outlet's country where the tag has none: `en-GB`."""
    language, country = evidence.language, evidence.country
    if language and country and "-" not in language:
        return f"{language}-{country}"
    return language
