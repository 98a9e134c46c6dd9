"""Reads a corpus: its versions, its records."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from cleaner.corpus.history import version_of
from cleaner.corpus.index import part_records, record_of
from cleaner.corpus.schema import PART
from cleaner.corpus.store import Table
from cleaner.corpus.target import existing_corpus
from cleaner.errors import CorpusError


def read_records(root: str | Path, version: int | None = None) -> Iterator[dict[str, Any]]:
    """The records of the newest or the given version, sorted by id, as the run gave them.

    One part of the table is in memory at a time.

    Raises:
        CorpusError: there is no corpus, no such version, or the table is damaged; the
            first two before any record is read.
    """
    return _records(_table(root, version))


def read_record(root: str | Path, id_: str, version: int | None = None) -> dict[str, Any]:
    """The record with that id, of the newest or the given version.

    Raises:
        CorpusError: there is no corpus, no such version, no such document, or the table is damaged.
    """
    table = _table(root, version)
    record = record_of(table, id_)
    if record is None:
        near = _nearest(table, id_)
        hint = (
            f"did you mean {near!r}?" if near else "the head of each file below text/ names its id"
        )
        raise CorpusError(f"{root}: has no document {id_!r} in version {table.version}; {hint}")
    return record


def corpus_version(root: str | Path) -> int:
    """The newest version of the corpus; versions count from 0.

    Raises:
        CorpusError: there is no corpus.
    """
    return _table(root, None).version


def _table(root: str | Path, version: int | None) -> Table:
    return version_of(existing_corpus(root), version)


def _records(table: Table) -> Iterator[dict[str, Any]]:
    parts = table.rows(f"{PART}, min(id) AS first", f"GROUP BY {PART} ORDER BY first")
    for part, _ in list(parts):
        yield from part_records(table, part)


def _nearest(table: Table, id_: str) -> str | None:
    ids = (known for (known,) in table.rows("id", "ORDER BY id LIMIT 10000"))
    return next(iter(get_close_matches(id_, ids, n=1)), None)
