"""CPU time of functions taken in turn, and memory of the process."""

from __future__ import annotations

import functools
import gc
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

Work = Callable[[], object]
Cache = functools._lru_cache_wrapper  # noqa: SLF001  the type has no other name
MANY = 1000
"""A cache of more values than this is one of lines or words."""


def cpu(work: Work) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(works: Sequence[tuple[Work, ...]], rounds: int) -> list[tuple[float, ...]]:
    """For each page the best times of its works, the works taken in turn on each page.

    Before each round the caches (`page_caches`) are emptied.
    """
    _warm(works)
    caches = page_caches()
    best = _untimed(works)
    for _ in range(rounds):
        _forget(caches)
        for times, page in zip(best, works, strict=True):
            for number, work in enumerate(page):
                times[number] = min(times[number], cpu(work))
    return [tuple(times) for times in best]


def measure_sides(works: Sequence[tuple[Work, ...]], rounds: int) -> list[tuple[float, ...]]:
    """The same, each of the works on all pages before the next: as in the middle of a crawl.

    The caches are emptied, half of the pages are met, then the other half is timed, and the other
    way round: words are known by then, and such lines as stand on many pages. All pages are met
    once before: the rules of an outlet, compiled for its first page, are no page's cost. What is
    there before the rounds is kept out of the garbage collector's sight, as workers do it.
    """
    for page in works:
        for work in page:
            work()
    caches = page_caches()
    gc.collect()
    gc.freeze()
    numbered = list(enumerate(works))
    best = _untimed(works)
    for _ in range(rounds):
        for side in range(len(works[0])):
            for half in (0, 1):
                _forget(caches)
                for _, page in numbered[1 - half :: 2]:
                    page[side]()
                for number, page in numbered[half::2]:
                    best[number][side] = min(best[number][side], cpu(page[side]))
    return [tuple(times) for times in best]


def _warm(works: Sequence[tuple[Work, ...]]) -> None:
    for page in works[:3]:  # imports and compiled rules are not a page's cost
        for work in page:
            work()


def _untimed(works: Sequence[tuple[Work, ...]]) -> list[list[float]]:
    return [[float("inf")] * len(page) for page in works]


def _forget(caches: Sequence[Cache]) -> None:
    for cache in caches:
        cache.cache_clear()


def page_caches() -> list[Cache]:
    """The `lru_cache`s that hold what single pages said, on both sides.

    Tables that are read once a process, caches without a bound or for one value, are none, and
    neither is what rules are compiled to. They cannot be found any more after `gc.freeze`.
    """
    return [
        one
        for one in gc.get_objects()
        if isinstance(one, Cache)
        and (one.cache_parameters()["maxsize"] or 0) > MANY
        and not (one.__module__ or "").startswith("cleaner.rules")
    ]


def memory() -> float:
    """The memory of the process now, in megabytes; the greatest so far where it cannot be told."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return peak()
    return pages * resource.getpagesize() / 2**20


def peak() -> float:
    """The greatest memory so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def report(name: str, times: Sequence[float]) -> None:
    """One line of the result."""
    mean, median = statistics.mean(times) * 1000, statistics.median(times) * 1000
    worst = max(times) * 1000
    print(f"{name:14}{mean:9.2f} ms mean{median:9.2f} ms median{worst:10.2f} ms worst")
