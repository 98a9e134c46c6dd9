#!/usr/bin/env python3
"""CPU time and memory per HTML page, beside trafilatura with metadata, in rounds taken in turn.

    python bench/speed.py GOLD_FOLDER [--pages N] [--rounds N] [--no-outlets] [--selectors]
    python bench/speed.py --text FOLDER [--rounds N] [--size LEAST MOST] [--documents N]

With `--selectors` only pages count whose outlet has a content selector. Times are CPU time of one
process, by page the best of all rounds; the ratio is that of the sums and, beside it, the median
of the pages' ratios. Before each round the caches of functions are emptied on both sides: no page
is met twice in a crawl.

`--text` cleans the `.txt` dumps of a folder, those of `--size` characters, beside what people
write today: ftfy on the whole text, langdetect, one `re.search` for each rule on each line (see
naive.py). With `--documents` it then cleans so many more and prints memory and speed as it goes;
they are the dumps again and again with a new number in each line, so that no cache knows a line.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from quality import read_pages, trafilatura_predicted
from speed_text import time_text
from timing import Work, measure, peak, report

from cleaner.model import Page
from cleaner.pipeline import clean_page
from cleaner.rules import RuleSet, load_rules


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
    parser.add_argument("--size", type=int, nargs=2, default=(1, 1_000_000), metavar="CHARACTERS")
    parser.add_argument("--documents", type=int, default=0, help="so many dumps, to see the memory")
    args = parser.parse_args(argv)
    if args.text:
        time_text(args.text, args.rounds, range(*args.size), args.documents)
    elif args.gold:
        time_html(args)
    else:
        parser.error("a gold folder, or --text with a folder of dumps")


if __name__ == "__main__":
    main()
