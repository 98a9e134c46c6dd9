"""Which reader reads which file: a new format is a file beside this one and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cleaner.model import Failure, Page
from cleaner.readers.html import read_html
from cleaner.readers.jsonl import read_jsonl
from cleaner.readers.source import Source
from cleaner.readers.text import read_text

Reader = Callable[[Source], Iterator[Page | Failure]]
"""A source's pages, in its order. What is wrong with one page is a Failure; OSError and
ReadError are for a source that cannot be read (on), and end that source alone."""

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
}


def reader_for(name: str) -> Reader | None:
    """The reader of a file by its name; None for files that no reader knows."""
    suffix = _suffix(name)
    return None if suffix is None else READERS[suffix]


def stem_of(name: str) -> str:
    """The name without the suffix that chose its reader.

    >>> stem_of("a/Story.2021.TXT")
    'a/Story.2021'
    >>> stem_of("a/README")
    'a/README'
    """
    suffix = _suffix(name)
    return name if suffix is None else name[: -len(suffix)]


def _suffix(name: str) -> str | None:
    lower = name.lower()
    return next((suffix for suffix in READERS if lower.endswith(suffix)), None)
