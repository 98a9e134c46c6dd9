"""How fast a corpus is, and how much memory and disk it takes, cleaning itself apart.

    python bench/corpus_speed.py --documents 200000 --folder /tmp/speed

Seconds of CPU time are those of all processes, and hardly differ on a busy machine; ratios are taken
of them. Pages are invented. The first run and the update write documents that were not cleaned, so that the
store alone is measured; the time that cleaning takes is measured on a few pages and multiplied.
Every other line is the command as a user calls it, in a process of its own.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

import cleaner
from cleaner.corpus import Run, write_corpus
from cleaner.model import Block, Category, Document, Page
from cleaner.readers import read_inputs
from cleaner.rules import RuleSet, Selection, load_rules

WORDS = [
    "council", "bridge", "opened", "after", "minister", "said", "river", "the", "of", "and", "to",
    "city", "report", "on", "Monday", "inspectors", "found", "new", "school", "budget", "with",
]  # fmt: skip
SAMPLE = 500  # pages that are cleaned to know how long cleaning takes
BYTES = 3000  # of a page
_SET_CHILD_SUBREAPER = 36


@cache
def sentences() -> tuple[str, ...]:
    """Invented sentences to make pages of."""
    dice = random.Random(1)
    return tuple(" ".join(dice.choices(WORDS, k=14)).capitalize() + "." for _ in range(20_000))


def page_text(seed: int, version: int) -> str:
    """An invented article of some 3 KB."""
    dice = random.Random(seed * 1000 + version)
    lines = [dice.choice(sentences())[:60], "Share this article"]
    size = 0
    while size < BYTES:
        lines.append(" ".join(dice.choices(sentences(), k=4)))
        size += len(lines[-1])
    return "\n\n".join(lines)


def write_input(path: Path, documents: int, changed: frozenset[int]) -> None:
    """Writes the pages as JSONL; those that are `changed` say something else."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(documents):
            url = f"https://example.org/{number // 1000:05d}/{number:07d}"
            text = page_text(number, int(number in changed))
            line = {"url": url, "language": "en", "text": text}
            file.write(json.dumps(line) + "\n")


def uncleaned(path: Path, rules: RuleSet) -> Iterator[Document]:
    """The pages with every line as body, as if they had been cleaned."""
    knowledge = rules.knowledge(Selection(), "en")
    for page in read_inputs([path]):
        assert isinstance(page, Page)
        lines = [line for line in page.content.split("\n") if line]
        blocks = [
            Block(line=number, source=line, text=line, category=Category.BODY, rule="body")
            for number, line in enumerate(lines, 1)
        ]
        doc = Document(page=page, blocks=tuple(blocks), rules_sha256=knowledge.sha256)
        yield replace(doc, rules_key=knowledge.key)


def store(source: Path, corpus: Path) -> None:
    """Writes the pages into the corpus."""
    rules = load_rules()
    run = Run(rules_sha256=rules.sha256, selection_sha256=rules.selection_sha256, view=False)
    write_corpus(corpus, uncleaned(source, rules), [], run)


def cleaning(source: Path) -> float:
    """Seconds of CPU time that cleaning one page takes."""
    pages = [page for page, _ in zip(read_inputs([source]), range(SAMPLE), strict=False)]
    rules = load_rules()
    list(cleaner.clean_pages(pages[:5], rules))  # loads what is loaded once
    start = time.process_time()
    list(cleaner.clean_pages(pages, rules))
    return (time.process_time() - start) / len(pages)


def adopt_orphans() -> None:
    """Nothing; processes whose parent has ended are counted here too, on Linux."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1)


def measured(name: str, words: list[str], corpus: Path) -> float:
    """Seconds of CPU time that a command takes with all its processes.

    Prints them, its memory, and the size of the corpus.
    """
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"{name}: exit status {os.waitstatus_to_exitcode(status)}")
    size = sum(path.stat().st_size for path in corpus.rglob("*") if path.is_file())
    memory = usage.ru_maxrss / 1024
    processor = usage.ru_utime + usage.ru_stime
    with suppress(ChildProcessError):
        while True:
            _, _, orphan = os.wait4(-1, 0)
            processor += orphan.ru_utime + orphan.ru_stime
    print(
        f"{name:<22}{seconds:8.2f} s {processor:8.2f} s CPU {memory:7.0f} MB "
        f"{size / 1e6:9.1f} MB on disk",
        flush=True,
    )
    return processor


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=200_000)
    parser.add_argument("--folder", type=Path, required=True, help="made, filled, and removed")
    parser.add_argument("--store", nargs=2, type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.store:
        store(*chosen.store)
        return
    folder, count = chosen.folder, chosen.documents
    adopt_orphans()
    folder.mkdir()
    try:
        measure(folder, count)
    finally:
        shutil.rmtree(folder)


def measure(folder: Path, count: int) -> None:
    """The measurements, one after the other."""
    corpus, source = folder / "corpus", folder / "pages.jsonl"
    write_input(source, count, frozenset())
    clean = ["-m", "cleaner"]
    this = [__file__, "--folder", str(folder), "--store", str(source), str(corpus)]
    first = measured("first write", this, corpus)
    each = cleaning(source)
    again = [*clean, str(source), "-o", str(corpus), "--no-view", "-q"]
    no_op = measured("no-op run", again, corpus)
    together = first + each * count
    print(
        f"cleaning: {each * 1000:.2f} ms CPU a page; first run with it {together:.0f} s CPU: "
        f"{together / no_op:.0f} times the no-op run"
    )
    once = frozenset(range(count // 2, count // 2 + count // 100))
    write_input(source, count, once)
    measured("1 % update, a range", again, corpus)
    measured("diff", [*clean, "diff", str(corpus)], corpus)
    spread = once | frozenset(range(0, count, 100))
    write_input(source, count, spread)
    measured("1 % update, spread", again, corpus)
    measured("diff", [*clean, "diff", str(corpus)], corpus)
    measured("log", [*clean, "log", str(corpus)], corpus)
    name = f"https://example.org/{0:05d}/{7:07d}"
    measured("show", [*clean, "show", str(corpus), name], corpus)
    measured("show --version 0", [*clean, "show", str(corpus), name, "--version", "0"], corpus)
    measured("restore", [*clean, "restore", str(corpus), "1"], corpus)
    measured("verify", [*clean, "verify", str(corpus)], corpus)


if __name__ == "__main__":
    main()
