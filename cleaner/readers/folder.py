"""The files of a folder, in one order on every machine, with what stands beside them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from cleaner.errors import ReadError
from cleaner.model import Failure
from cleaner.readers.formats import Reader, reader_for, stem_of
from cleaner.readers.sidecar import META, Table, is_sidecar, read_meta, read_table
from cleaner.readers.sniff import read_any
from cleaner.readers.source import (
    Known,
    Source,
    Terms,
    failure,
    open_file,
    portable,
    unreadable,
)

Found = tuple[Source, Reader] | Failure


@dataclass(frozen=True, slots=True)
class _Walk:
    """One walk through an input folder.

    Attributes:
        root: the input.
        terms: what holds for all inputs of the run.
        seen: the folders walked, by device and inode: each once, so that links make no circle.
    """

    root: Path
    terms: Terms
    seen: set[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Folder:
    """One folder of the walk.

    Attributes:
        prefix: its path from the root: empty, or with a slash at its end.
        sidecars: the names of its files that hold hints.
        tables: the hint tables that may speak of its files, with the prefix of each.
    """

    prefix: str
    sidecars: frozenset[str]
    tables: tuple[tuple[str, Table], ...]


def find_sources(root: Path, terms: Terms) -> Iterator[Found]:
    """The files of a folder and its folders that a reader knows, by path in code-point order.

    Hidden files and folders are left alone. Links are followed; each folder is walked once.
    Hints come from `NAME.meta.json` first, then from the nearest `pages.csv` or `pages.jsonl`.
    """
    yield from _walk(_Walk(root, terms, set()), "", ())


def find_file(path: Path, terms: Terms) -> Iterator[Found]:
    """The file that the user names, with what the sidecar files beside it say of it.

    What they say of other files, or say wrongly of them, is no matter here.
    """
    locator = portable(path.name)
    names = ("pages.csv", "pages.jsonl", stem_of(path.name) + META)
    beside = [path.parent / name for name in names if name != path.name]
    sidecars = [one for one in beside if one.is_file() and is_sidecar(one)]
    tables = tuple(
        ("", read_table(one, portable(one.name))) for one in sidecars if not one.name.endswith(META)
    )
    folder = _Folder("", frozenset(one.name for one in sidecars), tables)
    known = _known(path.parent, folder, path.name)
    if isinstance(known, ReadError):
        told = failure(known)
        yield replace(told, message=f"{told.message}; {locator!r} is not read until then")
        return
    yield _source(path, locator, known, terms), reader_for(path.name) or read_any


def _walk(walk: _Walk, prefix: str, tables: tuple[tuple[str, Table], ...]) -> Iterator[Found]:
    path = walk.root / prefix
    try:
        status = path.stat()
        if (status.st_dev, status.st_ino) in walk.seen:
            return
        walk.seen.add((status.st_dev, status.st_ino))
        with os.scandir(path) as entries:
            names = sorted(_sortable(entry) for entry in entries if entry.name[0] != ".")
    except OSError as error:
        yield unreadable(portable(prefix.rstrip("/")) or portable(walk.root.name), error)
        return
    sidecars = frozenset(name for name in names if name[-1] != "/" and is_sidecar(path / name))
    own = [
        (prefix, read_table(path / name, portable(prefix + name)))
        for name in sorted(sidecars)
        if not name.endswith(META)
    ]
    for _, table in own:
        yield from table.failures
    folder = _Folder(prefix, sidecars, (*tables, *own))
    for name in names:
        if name[-1] == "/":
            yield from _walk(walk, prefix + name, folder.tables)
        elif name not in sidecars:
            yield from _file(walk, folder, name)
    yield from (unmet for _, table in own if (unmet := table.unmet()) is not None)


def _sortable(entry: os.DirEntry[str]) -> str:
    """The name, with a slash if it is a folder: sorting names so sorts whole paths."""
    try:
        return entry.name + "/" * entry.is_dir()
    except OSError:  # a link in a circle: opening it will tell
        return entry.name


def _file(walk: _Walk, folder: _Folder, name: str) -> Iterator[Found]:
    locator = portable(folder.prefix + name)
    reader = reader_for(name)
    if reader is None:
        walk.terms.skip(locator)
        return
    known = _known(walk.root, folder, name)
    if isinstance(known, ReadError):
        told = failure(known)
        yield replace(told, message=f"{told.message}; {locator!r} is not read until then")
        return
    yield _source(walk.root / (folder.prefix + name), locator, known, walk.terms), reader


def _source(path: Path, locator: str, known: Known, terms: Terms) -> Source:
    return Source(
        locator=locator,
        name=stem_of(locator),
        open=partial(open_file, path, locator, terms.read),
        known=known,
        path=path,
        terms=terms,
    )


def _known(root: Path, folder: _Folder, name: str) -> Known | ReadError:
    """What is said of a page beside its bytes; the nearest word wins, whole."""
    path = portable(folder.prefix + name)
    # each table is asked, since a line that a nearer word overrules is no stray one
    told = [table.known(path[len(portable(prefix)) :]) for prefix, table in folder.tables]
    meta = stem_of(name) + META
    if meta in folder.sidecars:
        return read_meta(root / (folder.prefix + meta), portable(folder.prefix + meta))
    return next((known for known in reversed(told) if known is not None), Known())
