"""Dates → the columns of a chart: days, months or years, whichever are few enough to be seen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

_DATE = re.compile(r"(\d{4})(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?(?![\d-])")
_UNITS = ((10, "day"), (7, "month"), (4, "year"))
_MOST_COLUMNS = 62
_MOST_VAGUE = 0.1  # of the dates may be less precise than the unit


def timeline(dates: Mapping[str, int]) -> dict[str, Any]:
    """`{"unit", "columns": [[label, count]], "undated", "vague"}`, columns without gaps.

    Args:
        dates: how many documents have each date; "" counts those without one.

    `vague` counts the dates that are less precise than the unit of the chart.

    >>> timeline({"2021-11-22T10:00Z": 2, "2021-11-24": 1, "": 4})["columns"]
    [['2021-11-22', 2], ['2021-11-23', 0], ['2021-11-24', 1]]
    """
    days = {text: day for text in dates if (day := _day(text))}
    undated = sum(count for text, count in dates.items() if text not in days)
    dated = sum(dates[text] for text in days)
    for size, unit in _UNITS:  # noqa: B007 - the last one is used below
        counts: Counter[str] = Counter()
        for text, day in days.items():
            if len(day) >= size:
                counts[day[:size]] += dates[text]
        vague = dated - counts.total()
        labels = list(_between(counts, size))
        if len(labels) <= _MOST_COLUMNS and vague <= _MOST_VAGUE * dated:
            break
    if len(labels) > _MOST_COLUMNS:  # centuries: only the years that occur
        labels = sorted(counts)
    columns = [[label, counts[label]] for label in labels]
    return {"unit": unit, "columns": columns, "undated": undated, "vague": vague}


def _day(text: str) -> str | None:
    """The date's day, month or year, as precise as it is; None for what is no date."""
    found = _DATE.match(text)
    if found is None:
        return None
    if len(found[0]) == 10:
        try:
            date.fromisoformat(found[0])
        except ValueError:  # no day of the calendar
            return None
    return found[0]


def _between(counts: Mapping[str, int], size: int) -> Iterator[str]:
    """All labels from the first to the last that occurs; stops when there are too many."""
    if not counts:
        return
    label, last = min(counts), max(counts)
    for _ in range(_MOST_COLUMNS + 1):
        yield label
        if label >= last:
            return
        label = _next(label, size)


def _next(label: str, size: int) -> str:
    year, month = int(label[:4]), int(label[5:7] or 0)
    if size == 4:
        return f"{year + 1:04d}"
    if size == 7:
        return f"{year + month // 12:04d}-{month % 12 + 1:02d}"
    return str(date.fromisoformat(label) + timedelta(days=1))
