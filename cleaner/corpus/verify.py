"""Proves that table, digests, view, quarantine and manifest of a corpus agree, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cleaner.corpus.canonical import content_digest, record_digest
from cleaner.corpus.checksums import CHECKSUMS, file_digest, read_checksums, table_files
from cleaner.corpus.confirmed import CONFIRMED, is_damaged
from cleaner.corpus.files import read_if_there
from cleaner.corpus.index import Index, read_index
from cleaner.corpus.manifest import MANIFEST, make_manifest, read_manifest
from cleaner.corpus.names import view_path
from cleaner.corpus.quarantine import QUARANTINE
from cleaner.corpus.read import read_records
from cleaner.corpus.store import TABLE, Table, open_table
from cleaner.corpus.target import existing_folder
from cleaner.corpus.view import render_view
from cleaner.corpus.viewing import VIEW, expected_files, view_files
from cleaner.errors import CorpusError

_COPY = "restore it from a copy"
_AGAIN = "run clean again to write it anew"
_REMOVE = "remove it and run clean again to write it anew"


def verify_corpus(root: str | Path) -> tuple[str, ...]:
    """What does not agree, one line each, naming the file and what to do; empty when all is well.

    Every file of every version is compared with its recorded digest first; a table with a damaged
    file is not read any further, and what follows from it is not compared.

    Raises:
        CorpusError: there is no corpus.
    """
    path = existing_folder(root)
    try:
        problems = tuple(_damaged_files(path))
        if problems:
            return problems
        table = open_table(path)
        if table is None:
            return (f"{path / TABLE}: holds no version; run clean again to complete it",)
        return tuple(_disagreements(path, table))
    except CorpusError as error:
        return (str(error),)


def _damaged_files(root: Path) -> Iterator[str]:
    recorded = read_checksums(root)
    there = table_files(root)
    for path in sorted(recorded.keys() | there):
        if path not in there:
            yield f"{root / path}: is missing; {_COPY}"
        elif path not in recorded:
            yield f"{root / path}: is not in {CHECKSUMS}; run clean again to record or remove it"
        elif file_digest(root / path) != recorded[path]:
            yield f"{root / path}: is not what was written; {_COPY}"


def _disagreements(root: Path, table: Table) -> Iterator[str]:
    index = read_index(table)
    manifest = read_manifest(read_if_there(root / MANIFEST))
    with_view = bool(manifest.get("view", (root / VIEW).is_dir()))
    yield from _records(root, table, index, with_view=with_view)
    present = view_files(root)
    extra = present - expected_files(index).keys() if with_view else present
    for path in sorted(extra):
        yield f"{root / VIEW / path}: belongs to no document; run clean again to remove it"
    digest = content_digest((id_, entry.digest) for id_, entry in index.items())
    if table.facts().get("digest") != digest:
        yield f"{root / TABLE}: its documents are not those of its last commit; {_COPY}"
    yield from _beside(root, table, digest, with_view=with_view)


def _records(root: Path, table: Table, index: Index, *, with_view: bool) -> Iterator[str]:
    """Each record against its digest, and its view."""
    last = None
    for record in read_records(root, table.version):
        id_ = record["id"]
        if last is not None and id_ <= last:
            yield f"{root / TABLE}: document {id_!r} stands twice or out of order; {_COPY}"
        last = id_
        if record_digest(record) != index[id_].digest:
            yield f"{root / TABLE}: document {id_!r} does not have its digest; {_COPY}"
        if with_view:
            path = root / VIEW / view_path(id_, record["outlet"])
            content = read_if_there(path)
            if content is None:
                yield f"{path}: is missing; {_AGAIN}"
            elif content != render_view(record):
                yield f"{path}: differs from the table; {_REMOVE}"


def _beside(root: Path, table: Table, digest: str, *, with_view: bool) -> Iterator[str]:
    """Quarantine and manifest; the manifest's bytes follow from all the rest."""
    confirmed = read_if_there(root / CONFIRMED)
    if confirmed is not None and is_damaged(confirmed):
        yield f"{root / CONFIRMED}: is not what was written; remove it"
    content = read_if_there(root / MANIFEST)
    if content is None:
        yield f"{root / MANIFEST}: is missing; {_AGAIN}"
        return
    quarantine = read_if_there(root / QUARANTINE)
    expected = make_manifest(table, digest, quarantine or b"", view=with_view)
    if content == expected:
        if quarantine == b"":
            yield f"{root / QUARANTINE}: is empty; remove it"
        return
    found, wanted = read_manifest(content), read_manifest(expected)
    keys = {key for key in found.keys() | wanted.keys() if found.get(key) != wanted.get(key)}
    if "quarantine_sha256" in keys and keys <= {"counts", "quarantine_sha256"}:
        yield f"{root / QUARANTINE}: does not have its digest of {MANIFEST}; {_AGAIN}"
        return
    what = ", ".join(sorted(keys)) if found and keys else "its spelling"
    yield f"{root / MANIFEST}: differs from the table in {what}; {_AGAIN}"
