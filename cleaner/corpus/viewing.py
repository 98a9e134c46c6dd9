"""Keeps the folder of views equal to the table."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from cleaner.corpus.files import (
    TEMPORARY,
    errors_named,
    make_folder,
    sync_folders,
    write_many,
)
from cleaner.corpus.index import Index, part_records
from cleaner.corpus.names import SUFFIX, view_path
from cleaner.corpus.store import Table
from cleaner.corpus.view import render_view

VIEW = "text"


def view_files(root: Path) -> set[str]:
    """The paths of all view files there are, below `text/`, with forward slashes.

    Temporary files that a killed run left are among them; files of other kinds are not ours.
    """
    top = root / VIEW
    found: set[str] = set()
    with errors_named(top):
        for folder, _, names in os.walk(top):
            inner = Path(folder).relative_to(top).as_posix()
            prefix = "" if inner == "." else f"{inner}/"
            found.update(prefix + name for name in names if name.endswith((SUFFIX, TEMPORARY)))
    return found


def expected_files(index: Index) -> dict[str, str]:
    """The id by view path, of all documents of the index."""
    return {view_path(id_, entry.outlet): id_ for id_, entry in index.items()}


def sync_view(root: Path, table: Table, index: Index, changed: Iterable[str]) -> None:
    """Nothing; every document has its view when it returns, and no other view is there.

    Args:
        root: folder of the corpus.
        table: the version to show.
        index: its index.
        changed: ids whose views may be out of date; missing ones are written anyway.
    """
    top = root / VIEW
    make_folder(top)
    paths = expected_files(index)
    present = view_files(root)
    stale = set(changed)
    wanted = {id_ for path, id_ in paths.items() if id_ in stale or path not in present}
    _remove(top, present - set(paths))
    _write(top, table, index, wanted)


def remove_view(root: Path) -> None:
    """Nothing; the corpus has no view when it returns."""
    top = root / VIEW
    with errors_named(top):
        if top.is_symlink():
            top.unlink()
        elif top.is_dir():
            shutil.rmtree(top)
        else:
            return
    sync_folders([root])


def _remove(top: Path, paths: set[str]) -> None:
    folders = set()
    with errors_named(top):
        for path in sorted(paths):
            (top / path).unlink(missing_ok=True)
            folders.add((top / path).parent)
    for folder in folders:
        with suppress(OSError):  # not empty: other views are in it
            folder.rmdir()
    sync_folders({top, *(folder for folder in folders if folder.is_dir())})


def _write(top: Path, table: Table, index: Index, ids: set[str]) -> None:
    by_part: dict[str, list[str]] = {}
    for id_ in ids:
        by_part.setdefault(index[id_].part, []).append(id_)
    folders: set[Path] = set()

    def views() -> Iterator[tuple[Path, bytes]]:
        for part in sorted(by_part):
            for record in part_records(table, part, by_part[part]):
                path = top / view_path(record["id"], record["outlet"])
                if path.parent not in folders:
                    make_folder(path.parent)
                    folders.add(path.parent)
                yield path, render_view(record)

    write_many(views())
    sync_folders(folders)
