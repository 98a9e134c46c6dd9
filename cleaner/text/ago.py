"""The day of a stamp that counts back from the moment at which its page was fetched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from cleaner.text.folding import fold

UNITS = {"minutes": timedelta(minutes=1), "hours": timedelta(hours=1)}
"""Kinds of words (as rules name them) → their length. A "day" may be one of 24 hours or one of
the calendar, so what counts in days stays open."""
_MOST = {"minutes": 180, "hours": 48}
_NUMBER_RE = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_WORD_RE = re.compile(r"[^\s\d.,:|()·]+")
_UNSPACED_RE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def day_ago(printed: str, retrieved: str, words: Mapping[str, AbstractSet[str]]) -> str | None:
    """The calendar day, ISO 8601, of `3 hours ago` on a page fetched then; None where it is open.

    "3 hours" are three to four: where midnight lies between, the day is not known. It is a day
    of the zone in which `retrieved` is told.

    Args:
        printed: the stamp as printed, with one number; digits of any script.
        retrieved: moment of the fetch, ISO 8601 with its time.
        words: folded words of each unit in `UNITS`.

    >>> day_ago("3 hours ago", "2024-05-05T12:00:00Z", {"hours": {"hours"}})
    '2024-05-05'
    >>> day_ago("12 hours ago", "2024-05-05T12:30:00Z", {"hours": {"hours"}}) is None
    True
    """
    numbers = _NUMBER_RE.findall(printed)
    units = [unit for unit in UNITS if _names(printed, words.get(unit, frozenset()))]
    if len(numbers) != 1 or len(units) != 1 or "T" not in retrieved:
        return None
    count, unit = int(numbers[0]), UNITS[units[0]]
    if count > _MOST[units[0]]:
        return None
    try:
        fetched = datetime.fromisoformat(retrieved)
        latest, earliest = fetched - count * unit, fetched - (count + 1) * unit
    except (ValueError, OverflowError):  # no moment, or one before the first year
        return None
    return latest.date().isoformat() if latest.date() == earliest.date() else None


def _names(printed: str, words: AbstractSet[str]) -> bool:
    """Whether the text has one of the words; scripts without spaces write them to the number."""
    folded = fold(printed)
    if _UNSPACED_RE.search(folded):
        return any(word in folded for word in words)
    return not words.isdisjoint(_WORD_RE.findall(folded))
