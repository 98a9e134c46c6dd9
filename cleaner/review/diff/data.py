"""A diff as one JSON object, for other programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from cleaner.review.diff.gather import Diff


def data(diff: Diff) -> dict[str, Any]:
    """The diff as plain values; the names are those of the attributes of `Diff`.

    Of the unchanged documents only the ids.
    """
    value = {name: getattr(diff, name) for name in ("before", "after", "counts", "because")}
    return {
        **value,
        "alarms": [asdict(one) for one in diff.alarms],
        "alarm_counts": {str(alarm): count for alarm, count in diff.alarm_counts.items()},
        "decisions": [asdict(one) for one in diff.decisions],
        "documents": [_without_alarms(asdict(one)) for one in diff.documents],
        "left_out": diff.left_out,
        "same": [one["id"] for one in diff.same],
    }


def _without_alarms(document: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name != "alarms"}
