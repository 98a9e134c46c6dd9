"""Whether a corpus keeps its limits, for a machine that says yes or no."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.corpus.compare import Comparison
from cleaner.corpus.stats import OutletStats, Stats
from cleaner.review.diff.gather import changes
from cleaner.review.diff.values import Cause
from cleaner.review.limits import EVERY, Bound, Limit, Limits

_UNKNOWN = "unknown outlet"


def broken_limits(limits: Limits, stats: Stats, comparison: Comparison | None) -> Iterator[str]:
    """A line for each limit that is not kept: what, how much, and what was allowed.

    Args:
        limits: floors and ceilings.
        stats: of the newest version.
        comparison: of the newest version with the one before; None where there is no such.
    """
    for name, limit in limits.counts.items():
        if name == "unexplained":
            count = _unexplained(comparison) if comparison else 0
        elif name == "lost":
            count = comparison.counts.removed if comparison else 0
        else:
            count = getattr(stats, name)
        yield from _counted(name, count, stats.documents, limit)
    for outlet in stats.outlets:
        limit_of = limits.removed.get(outlet.name or "", limits.removed.get(EVERY))
        if limit_of is not None:
            yield from _removed(outlet, limit_of)


def needs_comparison(limits: Limits) -> bool:
    """Whether one of the limits is about what changed since the version before."""
    return not {"unexplained", "lost"}.isdisjoint(limits.counts)


def _unexplained(comparison: Comparison) -> int:
    return sum(Cause.UNEXPLAINED in one.causes for one in changes(comparison))


def _counted(name: str, count: int, documents: int, limit: Limit) -> Iterator[str]:
    told = name.replace("_", " ")
    for bound, what, is_broken in _bounds(limit, count, count / documents if documents else 0.0):
        if is_broken:
            yield f"{told}: {count} of {documents} documents, {what} {bound} allowed"


def _removed(outlet: OutletStats, limit: Limit) -> Iterator[str]:
    share = outlet.share_removed
    for bound, what, is_broken in _bounds(limit, share, share):
        if is_broken:
            name = outlet.name or _UNKNOWN
            yield f"{name}: {share:.1%} of the text is removed, {what} {bound} allowed"


def _bounds(limit: Limit, count: float, share: float) -> Iterator[tuple[Bound, str, bool]]:
    """Each bound with its name, and whether it is broken."""
    if limit.at_least is not None:
        value = share if limit.at_least.is_share else count
        yield limit.at_least, "at least", value < limit.at_least.value
    if limit.at_most is not None:
        value = share if limit.at_most.is_share else count
        yield limit.at_most, "at most", value > limit.at_most.value
