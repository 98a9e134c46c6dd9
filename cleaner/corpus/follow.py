"""Brings everything beside the table up to the table: digests, view, quarantine, manifest."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from cleaner.corpus.checksums import CHECKSUMS, checksum_lines, read_checksums, table_files
from cleaner.corpus.files import errors_named, read_if_there, sync_files, sync_folders, write_whole
from cleaner.corpus.index import Index, index_digest
from cleaner.corpus.manifest import MANIFEST, make_manifest, read_manifest
from cleaner.corpus.quarantine import QUARANTINE
from cleaner.corpus.store import Table
from cleaner.corpus.viewing import remove_view, sync_view


@dataclass(frozen=True, slots=True)
class State:
    """A version of the table, its index, and the content digest that follows from it."""

    table: Table
    index: Index
    digest: str

    @classmethod
    def found(cls, table: Table, index: Index) -> State:
        """The state of a version that a run finds: its digest is the one that its commit says."""
        return cls(table, index, table.facts()["digest"])

    @classmethod
    def of(cls, table: Table, index: Index) -> State:
        """The state that the index gives."""
        return cls(table, index, index_digest(index))


def follow(root: Path, before: State | None, now: State, quarantine: bytes, *, view: bool) -> None:
    """Nothing; all files of the corpus agree with the table when it returns, and are on the disk.

    Only what differs is written. The manifest comes last: where it names a version, the view of
    that version was complete, and so only what changed since has to be shown anew.

    Args:
        root: folder of the corpus.
        before: the state that the run found.
        now: the state that it leaves; the same object where the run made no version.
        quarantine: bytes of the quarantine.
        view: whether the corpus has a view.
    """
    _record_digests(root)
    shown = _shown(root, (now, before))
    if view:
        sync_view(root, now.table, now.index, _changed(shown, now))
    else:
        remove_view(root)
    wrote = _write_or_remove(root / QUARANTINE, quarantine)
    manifest = make_manifest(now.table, now.digest, quarantine, view=view)
    if write_whole(root / MANIFEST, manifest) or wrote:
        sync_folders([root])


def _record_digests(root: Path) -> None:
    """A file whose digest is not recorded may not be on the disk yet either."""
    recorded = read_checksums(root)
    new = [root / path for path in sorted(table_files(root) - set(recorded))]
    if new:
        sync_files(new)
        sync_folders({folder for path in new for folder in path.parents if root in folder.parents})
        write_whole(root / CHECKSUMS, checksum_lines(root, recorded))


def _shown(root: Path, states: tuple[State | None, ...]) -> State | None:
    """The state that the view shows, if it is one of these."""
    manifest = read_manifest(read_if_there(root / MANIFEST))
    for state in states:
        if (
            state is not None
            and manifest.get("view") is True
            and manifest.get("version") == state.table.version
            and manifest.get("digest") == state.digest
        ):
            return state
    return None


def _changed(shown: State | None, now: State) -> Collection[str]:
    if shown is None:
        return now.index.keys()
    if shown is now:
        return ()
    nothing = (None, None)
    return [
        id_
        for id_, entry in now.index.items()
        if entry.digest != (shown.index.get(id_) or nothing)[1]
    ]


def _write_or_remove(path: Path, content: bytes) -> bool:
    """Whether anything had to be done; an empty file is no file."""
    if content:
        return write_whole(path, content)
    with errors_named(path):
        there = path.is_symlink() or path.exists()
        path.unlink(missing_ok=True)
        return there
