#!/usr/bin/env python3
"""Speed and memory of large runs: the pages of a folder, repeated under new ids.

    python bench/scale.py FOLDER [--pages N] [--forms warc,jsonl,folder] [--workers 1,2] [--corpus]

FOLDER holds pages in any form that can be read. Each form is made in a temporary folder, cleaned by the
command, and removed. Shown are pages by the clock, pages in a second of CPU time of all
processes, the share of that time that the run itself and the reader take (reading and writing),
the peak of the run's memory, and what two workers gain over one. On a machine that does other
work as well, the figures in CPU time are the ones to trust.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

from cleaner.model import Page
from cleaner.readers import read_inputs
from cleaner.text.address import find_address

TICKS = os.sysconf("SC_CLK_TCK")
EVERY = 0.25  # seconds between two looks at the processes
IN_FOLDER = 1000


def pages(folder: Path, count: int) -> Iterator[tuple[int, str, bytes]]:
    """Number, suffix and bytes of so many pages; each names an address of its own, if any."""
    contents = [page for page in read_inputs([folder]) if isinstance(page, Page)]
    if not contents:
        sys.exit(f"{folder}: has no pages")
    for number, page in enumerate(islice(cycle(contents), count)):
        is_html = page.media_type == "text/html"
        address = find_address(page.content) if is_html else None
        content = page.content
        if address is not None:
            content = content.replace(address, f"{address}?page={number}")
        yield number, ".html" if is_html else ".txt", content.encode()


def as_jsonl(source: Path, count: int, target: Path) -> Path:
    """A file of JSONL."""
    path = target / "pages.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number, suffix, data in pages(source, count):
            name = "html" if suffix == ".html" else "text"
            row = {"id": f"page-{number:07}", name: data.decode("utf-8", "replace")}
            stream.write(json.dumps(row) + "\n")
    return path


def as_warc(source: Path, count: int, target: Path) -> Path:
    """A WARC file, a gzip member a record."""
    path = target / "pages.warc.gz"
    with path.open("wb") as stream:
        for number, suffix, data in pages(source, count):
            is_html = suffix == ".html"
            head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
            block = head + data if is_html else data
            kind = "response" if is_html else "conversion"
            record = (
                f"WARC/1.0\r\nWARC-Type: {kind}\r\n"
                f"WARC-Target-URI: https://example.org/{number:07}\r\n"
                f"WARC-Date: 2021-11-22T10:00:00Z\r\nContent-Length: {len(block)}\r\n\r\n"
            ).encode() + block
            stream.write(gzip.compress(record + b"\r\n\r\n", 1))
    return path


def as_folder(source: Path, count: int, target: Path) -> Path:
    """A folder of folders of files."""
    path = target / "pages"
    for number, suffix, data in pages(source, count):
        file = path / f"{number // IN_FOLDER:04}" / f"{number:07}{suffix}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return path


FORMS: dict[str, Callable[[Path, int, Path], Path]] = {
    "warc": as_warc,
    "jsonl": as_jsonl,
    "folder": as_folder,
}


class Watched:
    """A run of the command, looked at while it runs."""

    def __init__(self, words: list[str]) -> None:
        self.cpu: dict[int, float] = {}
        self.parents: dict[int, int] = {}
        self.born: dict[int, tuple[int, int]] = {}
        self.peak = 0
        start = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cleaner", *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        while self.process.poll() is None:
            self._look()
            time.sleep(EVERY)
        self.seconds = time.monotonic() - start

    def _look(self) -> None:
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                words = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(words[3]) == self.process.pid:
                pid = int(folder.name)
                self.cpu[pid] = (int(words[11]) + int(words[12])) / TICKS
                self.parents[pid] = int(words[1])
                self.born[pid] = (int(words[19]), pid)
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text()
        except OSError:
            return
        for line in status.splitlines():
            if line.startswith("VmHWM"):
                self.peak = max(self.peak, int(line.split()[1]) // 1024)

    @property
    def total(self) -> float:
        """CPU seconds of all processes."""
        return sum(self.cpu.values())

    @property
    def around(self) -> float:
        """CPU seconds of the run itself and of its reader, the first that its nursery forked."""
        own = self.process.pid
        nursery = next((pid for pid, parent in self.parents.items() if parent == own), None)
        forked = (pid for pid, parent in self.parents.items() if parent == nursery)
        readers = sorted(forked, key=self.born.__getitem__)
        return sum(self.cpu.get(pid, 0) for pid in (own, *readers[:1]))


def main() -> None:
    """Measures what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--forms", default="warc,jsonl,folder")
    parser.add_argument("--workers", default="1,2")
    parser.add_argument("--corpus", action="store_true", help="write a corpus, not records")
    chosen = parser.parse_args()
    print("form    workers  pages  seconds  pages/s  pages/CPU s  around  peak MB")
    for form in chosen.forms.split(","):
        with tempfile.TemporaryDirectory() as folder:
            source = FORMS[form](chosen.folder, chosen.pages, Path(folder))
            for workers in chosen.workers.split(","):
                target = str(Path(folder) / f"corpus{workers}") if chosen.corpus else "-"
                extra = ["--no-view"] if chosen.corpus else []
                run = Watched([str(source), "-o", target, "--workers", workers, *extra])
                print(
                    f"{form:7} {workers:>7} {chosen.pages:6} {run.seconds:8.1f}"
                    f" {chosen.pages / run.seconds:8.1f} {chosen.pages / run.total:12.1f}"
                    f" {run.around / run.total:7.1%} {run.peak:8}",
                    flush=True,
                )
                if run.process.returncode:
                    print(f"exit status {run.process.returncode}", flush=True)


if __name__ == "__main__":
    main()
