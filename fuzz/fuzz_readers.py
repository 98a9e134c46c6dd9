#!/usr/bin/env python3
"""Fuzzes the readers with atheris: whatever the bytes are, pages or named failures come out.

    pip install atheris
    python fuzz/fuzz_readers.py [FORMAT] [CORPUS_FOLDER] [-max_total_time=600] [-max_len=8192]

FORMAT is a suffix without its dot, such as `warc`, `zip`, `csv` or `jsonl`; without it, the first
byte chooses. Known good pages make a good beginning: put some into CORPUS_FOLDER.
"""

from __future__ import annotations

import io
import sys
import time

import atheris

with atheris.instrument_imports(include=["cleaner.readers"]):
    from cleaner.model import Failure, Page
    from cleaner.readers import Limits, Source, Terms
    from cleaner.readers.formats import read_source, reader_for
    from cleaner.readers.sniff import read_any

FORMATS = [
    "txt",
    "html",
    "jsonl",
    "csv",
    "tsv",
    "warc",
    "warc.gz",
    "wet",
    "zip",
    "tar",
    "tar.gz",
    "txt.gz",
    "txt.bz2",
    "txt.xz",
    "jsonl.gz",
    "any",
]
TERMS = Terms(limits=Limits(page=1 << 20, archive=4 << 20, members=100))
MOST_SECONDS = 1.0  # of CPU time


def read(name: str, data: bytes) -> None:
    """Reads the bytes and checks what every reader promises."""
    source = Source(locator=f"x.{name}", name="x", open=lambda: io.BytesIO(data), terms=TERMS)
    reader = read_any if name == "any" else reader_for(source.locator)
    assert reader is not None
    start = time.process_time()
    for result in read_source(source, reader):
        if isinstance(result, Failure):
            assert result.message.startswith(result.locator), result
            assert result.reason != "fault", result
            continue
        assert isinstance(result, Page)
        result.content.encode("utf-8")  # no halves of characters
        assert result.id
        assert len(result.sha256) == 64
    assert time.process_time() - start < MOST_SECONDS, "too slow"


def main() -> None:
    """Runs until atheris has enough."""
    words = sys.argv[1:]
    chosen = words.pop(0) if words and words[0] in FORMATS else None

    def one_input(data: bytes) -> None:
        if chosen is not None:
            read(chosen, data)
        elif data:
            read(FORMATS[data[0] % len(FORMATS)], data[1:])

    atheris.Setup([sys.argv[0], *words], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
