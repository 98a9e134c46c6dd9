"""An old version becomes the newest one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cleaner.corpus.files import read_if_there
from cleaner.corpus.follow import State, follow
from cleaner.corpus.history import version_of
from cleaner.corpus.index import Index, read_index
from cleaner.corpus.litter import remove_litter
from cleaner.corpus.lock import locked
from cleaner.corpus.manifest import MANIFEST, read_manifest
from cleaner.corpus.place import Place
from cleaner.corpus.quarantine import QUARANTINE
from cleaner.corpus.store import restore_table
from cleaner.corpus.target import check_target, existing_corpus
from cleaner.corpus.viewing import VIEW


def restore_corpus(root: str | Path, version: int) -> int:
    """The number of the version that equals the given one: a new one, or the newest if it does.

    Nothing between is lost: restoring is a commit like any other.

    Raises:
        CorpusError: there is no corpus or no such version, its files have been removed, or the
            folder cannot be written to.
    """
    place = check_target(existing_corpus(root))
    if not isinstance(place, Path):
        return _restored(place, _state(place), version).table.version
    with locked(place) as alone:
        if alone:
            remove_litter(place)
        before = _state(place)
        now = _restored(place, before, version)
        refresh(place, before, now)
    return now.table.version


def refresh(path: Path, before: State, now: State) -> None:
    """Nothing; what stands beside the table follows it; view and quarantine as they were."""
    manifest = read_manifest(read_if_there(path / MANIFEST))
    view = bool(manifest.get("view", (path / VIEW).is_dir()))
    follow(path, before, now, read_if_there(path / QUARANTINE) or b"", view=view)


def _state(place: Place) -> State:
    table = version_of(place, None)
    return State.of(table, read_index(table))


def _restored(place: Place, before: State, version: int) -> State:
    wanted = version_of(place, version)
    index = read_index(wanted)
    facts = wanted.facts()
    if facts.get("digest") == before.digest:
        return before
    # what it says of rules and tools is what made its documents; the counts are of this act
    told = {**facts, "act": "restore", "restored": version, **_counts(before.index, index)}
    return State.of(restore_table(place, before.table, version, told), index)


def _counts(before: Index, after: Index) -> dict[str, Any]:
    both = before.keys() & after.keys()
    updated = sum(before[id_].digest != after[id_].digest for id_ in both)
    return {
        "documents": len(after),
        "added": len(after) - len(both),
        "updated": updated,
        "unchanged": len(both) - updated,
        "kept": 0,
        "removed": len(before) - len(both),
    }
