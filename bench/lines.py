#!/usr/bin/env python3
"""How well lines of labelled text dumps are told apart, with outlets unknown.

    python bench/lines.py GOLD_FOLDER... [--outlets] [--confusions N] [--wrong CATEGORY]

A gold folder holds `<id>.txt` dumps and `gold.jsonl` with, for each, `lines` (a label for every
non-empty line), `title`, `date`, `date_source` and `dateline`. Printed are the shares of body
lines kept and of junk lines removed, of labels that are exactly right, and of right and wrong
titles, dates and places. `mixed` lines count as kept when the text keeps a part of them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cleaner.model import LIFTED, Document, Page
from cleaner.pipeline import clean_page
from cleaner.rules import load_rules
from cleaner.text.folding import fold, squeeze

LIFTED_NAMES = frozenset(str(one) for one in LIFTED)


def documents(folder: Path, *, outlets: bool) -> Iterator[tuple[dict[str, Any], Document]]:
    """Each gold record of the folder with the cleaned page."""
    rules = load_rules()
    if not outlets:
        rules = rules.without_outlets()
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        content = (folder / f"{gold['id']}.txt").read_text(encoding="utf-8")
        yield gold, clean_page(Page(id=gold["id"], content=content), rules)


def count_lines(gold: dict[str, Any], doc: Document, counts: Counter[str]) -> None:
    """Add a page's lines to the counts."""
    for want, block in zip(gold["lines"], doc.blocks, strict=True):
        have = str(block.category)
        kept = have == "body"
        counts["lines"] += 1
        counts["exact"] += have == want or (want == "mixed" and bool(block.cuts) and kept)
        if want in {"body", "mixed"}:
            counts["body"] += 1
            counts["body kept"] += kept
        elif want not in LIFTED_NAMES:
            counts["junk"] += 1
            counts["junk removed"] += not kept
        else:
            counts["lifted"] += 1
            counts["lifted not text"] += not kept


def count_fields(gold: dict[str, Any], doc: Document, counts: Counter[str]) -> None:
    """Add a page's title, date and places to the counts."""
    meta = doc.metadata
    if gold["title"]:
        counts["titles"] += 1
        counts["title right"] += squeeze(meta.title or "") == squeeze(gold["title"])
    else:
        counts["titles none"] += 1
        counts["title invented"] += meta.title is not None
    if gold["date_source"] == "text":
        counts["dates"] += 1
        counts["date right"] += (meta.date or "")[:10] == gold["date"]
    counts["pages"] += 1
    counts["date wrong"] += meta.date is not None and meta.date[:10] != gold["date"]
    want = [fold(place) for place in (gold["dateline"] or {}).get("places", [])]
    have = [fold(place) for place in (meta.dateline.places if meta.dateline else ())]
    if want:
        counts["datelines"] += 1
        counts["dateline right"] += want == have
    else:
        counts["datelines none"] += 1
        counts["dateline invented"] += bool(have)


RATIOS = (
    ("body kept", "body"),
    ("junk removed", "junk"),
    ("lifted not text", "lifted"),
    ("exact", "lines"),
    ("title right", "titles"),
    ("title invented", "titles none"),
    ("date right", "dates"),
    ("date wrong", "pages"),
    ("dateline right", "datelines"),
    ("dateline invented", "datelines none"),
)


def main() -> None:
    """Print the figures of the gold folders, and what was wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--outlets", action="store_true", help="use what is known of outlets")
    parser.add_argument("--confusions", type=int, default=15, help="how many to list")
    parser.add_argument("--wrong", help="list the lines of this gold label that got another")
    parser.add_argument("--fields", action="store_true", help="list wrong titles, dates, places")
    args = parser.parse_args()
    for folder in args.gold:
        counts: Counter[str] = Counter()
        confusions: Counter[tuple[str, str]] = Counter()
        for gold, doc in documents(folder, outlets=args.outlets):
            count_lines(gold, doc, counts)
            before = counts.copy()
            count_fields(gold, doc, counts)
            if args.fields:
                print_fields(gold, doc, counts - before)
            for want, block in zip(gold["lines"], doc.blocks, strict=True):
                if str(block.category) != want:
                    confusions[want, str(block.category)] += 1
                    if args.wrong in {want, "all"}:
                        print(f"{gold['id']}:{block.line} {want} > {block.category}", end=" ")
                        print(f"({block.rule}) {block.text[:100]}")
        print(f"\n{folder.name}: {counts['pages']} pages")
        for have, want in RATIOS:
            print(
                f"  {have:18} {counts[have] / (counts[want] or 1):.3f}  {counts[have]} of {counts[want]}"
            )
        for (want, have), number in confusions.most_common(args.confusions):
            print(f"    {number:4} {want} labelled {have}")


def print_fields(gold: dict[str, Any], doc: Document, gained: Counter[str]) -> None:
    """Say what is wrong with a page's fields."""
    meta = doc.metadata
    if gold["title"] and not gained["title right"]:
        print(f"{gold['id']} title {meta.title!r} for {gold['title']!r}")
    if (gold["date_source"] == "text" and not gained["date right"]) or gained["date wrong"]:
        print(f"{gold['id']} date {meta.date} ({meta.date_source}) for {gold['date']}")
    want = (gold["dateline"] or {}).get("places", [])
    if gained["dateline invented"] or (want and not gained["dateline right"]):
        print(f"{gold['id']} dateline {meta.dateline} for {gold['dateline']}")


if __name__ == "__main__":
    main()
