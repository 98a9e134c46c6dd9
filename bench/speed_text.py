"""CPU time and memory per text dump, beside the naive pipeline; `bench/speed.py --text` runs it."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count
from pathlib import Path

from naive import NaivePipeline
from timing import cpu, measure_sides, memory, report

from cleaner.model import Page
from cleaner.pipeline import clean_page
from cleaner.rules import RuleSet, load_rules

_LINES = 20
"""Lines of the table of memory."""


def time_text(folder: Path, rounds: int, size: range, documents: int) -> None:
    """Prints times of both on the dumps of a folder, then memory over so many documents."""
    rules = load_rules()
    texts = list(_texts(folder, size))
    if not texts:
        raise SystemExit(f"{folder}: no .txt of that size there")
    naive = NaivePipeline(rules, phrases=False)
    longer = NaivePipeline(rules, phrases=True)
    works = [
        (
            partial(clean_page, Page(id=name, content=text), rules),
            partial(naive.clean, text),
            partial(longer.clean, text),
        )
        for name, text in texts
    ]
    characters = sum(len(text) for _, text in texts)
    lines = sum(sum(map(bool, text.split("\n"))) for _, text in texts)
    print(
        f"{len(texts)} dumps of {characters / len(texts):.0f} characters and "
        f"{lines / len(texts):.0f} lines on average, {rounds} rounds"
    )
    times = measure_sides(works, rounds)
    ours = [one[0] for one in times]
    report("cleaner", ours)
    for name, theirs in (("naive", 1), ("with phrases", 2)):
        report(name, [one[theirs] for one in times])
        ratio = sum(one[theirs] for one in times) / sum(ours)
        median = statistics.median(one[theirs] / one[0] for one in times)
        print(f"{'':14}{ratio:.1f} times as long by the sum, {median:.1f} by the median dump")
    speed = len(texts) / sum(ours)
    print(
        f"cleaner, one core: {speed:.0f} dumps/s, {characters / sum(ours) / 1e6:.2f} million characters/s"
    )
    if documents:
        _watch_memory([text for _, text in texts], rules, documents)


def _texts(folder: Path, size: range) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace")
        if len(text) in size:
            yield path.stem, text


def _watch_memory(texts: Sequence[str], rules: RuleSet, documents: int) -> None:
    """Cleans documents of which no two share a line, and prints memory as it goes."""
    numbers = count(1)
    every = max(1, documents // _LINES)

    def distinct(text: str) -> str:
        lines = (line.replace(" ", f" {next(numbers)} ", 1) for line in text.split("\n"))
        return "\n".join(lines)

    spent = 0.0
    for done in range(1, documents + 1):
        page = Page(id=str(done), content=distinct(texts[done % len(texts)]))
        spent += cpu(partial(clean_page, page, rules))
        if done % every == 0 or done == documents:
            print(f"{done:8} documents {memory():7.0f} MB {done / spent:7.0f} documents/s")
