#!/usr/bin/env python3
"""CPU time and memory per HTML page, beside trafilatura with metadata, in rounds taken in turn.

    python bench/speed.py GOLD_FOLDER [--pages N] [--rounds N] [--no-outlets] [--selectors]
    python bench/speed.py --text FOLDER [--rounds N]

With `--selectors` only pages count whose outlet has a content selector. `--text` measures the
cleaning of `.txt` dumps alone. Times are CPU time of one process, by page the best of all
rounds; the ratio is that of the sums and, beside it, the median of the pages' ratios. Before
each round the caches of functions are emptied on both sides: no page is met twice in a crawl.
"""

from __future__ import annotations

import argparse
import functools
import gc
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from quality import read_pages, trafilatura_predicted

from cleaner.model import Page
from cleaner.pipeline import clean_page
from cleaner.rules import RuleSet, load_rules

Work = Callable[[], object]


def cpu(work: Work) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(works: Sequence[tuple[Work, ...]], rounds: int) -> list[tuple[float, ...]]:
    """For each page the best times of its works, the works taken in turn in each round."""
    for page in works[:3]:  # imports and compiled rules are not a page's cost
        for work in page:
            work()
    best: list[list[float]] = [[float("inf")] * len(page) for page in works]
    for _ in range(rounds):
        forget()
        for times, page in zip(best, works, strict=True):
            for number, work in enumerate(page):
                times[number] = min(times[number], cpu(work))
    return [tuple(times) for times in best]


def forget() -> None:
    """Empties the `lru_cache`s that hold what single pages said, on both sides.

    Tables that are read once a process, caches without a bound or for one value, stay.
    """
    for one in gc.get_objects():
        if isinstance(one, functools._lru_cache_wrapper):  # noqa: SLF001  the type has no other name
            most = one.cache_parameters()["maxsize"]
            if most is not None and most > MANY:
                one.cache_clear()


MANY = 1000


def peak() -> float:
    """The greatest memory so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def report(name: str, times: Sequence[float]) -> None:
    """One line of the result."""
    mean, median = statistics.mean(times) * 1000, statistics.median(times) * 1000
    worst = max(times) * 1000
    print(f"{name:14}{mean:9.2f} ms mean{median:9.2f} ms median{worst:10.2f} ms worst")


def has_selector(url: str, rules: RuleSet) -> bool:
    """Whether the outlet of an address has a content selector."""
    selection = rules.select(host=urlsplit(url).hostname, name=None, lines=())
    return bool(rules.knowledge(selection, None).html.content)


def time_html(args: argparse.Namespace) -> None:
    """Times of both on the pages of a gold folder."""
    rules = load_rules()
    if args.no_outlets:
        rules = rules.without_outlets()
    works: list[tuple[Work, ...]] = []
    for row, html in read_pages(args.gold, None, args.step):
        if args.selectors and not has_selector(row["url"], rules):
            continue
        page = Page(id=row["id"], content=html, media_type="text/html", url=row["url"])
        works.append(
            (
                lambda page=page: clean_page(page, rules),
                lambda row=row, html=html: trafilatura_predicted(row, html),
            )
        )
        if len(works) == args.pages:
            break
    if not works:
        raise SystemExit("no page to measure")
    before = peak()
    for ours, _ in works:
        ours()
    print(f"{len(works)} pages, {args.rounds} rounds; memory {before:.0f} → {peak():.0f} MB")
    times = measure(works, args.rounds)
    report("cleaner", [one[0] for one in times])
    report("trafilatura", [one[1] for one in times])
    ratio = sum(one[1] for one in times) / sum(one[0] for one in times)
    median = statistics.median(one[1] / one[0] for one in times)
    print(
        f"trafilatura takes {ratio:.1f} times as long by the sum, {median:.1f} by the median page"
    )


def time_text(folder: Path, rounds: int) -> None:
    """Times of cleaning text dumps."""
    rules = load_rules()
    works: list[tuple[Work, ...]] = []
    size = 0
    for path in sorted(folder.rglob("*.txt")):
        content = path.read_text(encoding="utf-8", errors="replace")
        size += len(content)
        page = Page(id=path.stem, content=content)
        works.append((lambda page=page: clean_page(page, rules),))
    if not works:
        raise SystemExit(f"{folder}: no .txt there")
    times = [one[0] for one in measure(works, rounds)]
    report("cleaner", times)
    print(
        f"{len(works) / sum(times):.0f} dumps, {size / sum(times) / 1e6:.2f} million characters/s"
    )


def main(argv: Sequence[str] | None = None) -> None:
    """Measures HTML pages or text dumps."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path, nargs="?")
    parser.add_argument("--text", type=Path, metavar="FOLDER", help="measure text dumps instead")
    parser.add_argument("--pages", type=int, default=60, help="at most so many pages")
    parser.add_argument("--step", type=int, default=1, help="every n-th page")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-outlets", action="store_true", help="switch entries of outlets off")
    parser.add_argument("--selectors", action="store_true", help="outlets with a content selector")
    args = parser.parse_args(argv)
    if args.text:
        time_text(args.text, args.rounds)
    elif args.gold:
        time_html(args)
    else:
        parser.error("a gold folder, or --text with a folder of dumps")


if __name__ == "__main__":
    main()
