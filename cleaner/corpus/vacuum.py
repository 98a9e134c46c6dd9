"""Removes the files of old versions that no kept version needs."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from cleaner.corpus.checksums import CHECKSUMS, read_checksums, spelled_checksums
from cleaner.corpus.files import errors_named, sync_folders, write_whole
from cleaner.corpus.history import version_of, whole_versions
from cleaner.corpus.litter import remove_litter
from cleaner.corpus.lock import locked
from cleaner.corpus.store import TABLE
from cleaner.corpus.target import check_target, existing_folder


class Vacuumed(NamedTuple):
    """What was removed: files, their bytes, and the versions that cannot be read any more."""

    files: int
    size: int
    versions: int


def vacuum_corpus(root: str | Path, keep: int, *, dry_run: bool = False) -> Vacuumed:
    """What was removed, or would be.

    The log stays: what old versions said of themselves can still be told. The digests of the files
    are forgotten before the files go, so a run that is killed between leaves nothing that is
    missing.

    Args:
        root: folder of the corpus.
        keep: how many versions can be read afterwards, the newest ones; at least 1.
        dry_run: nothing is removed.

    Raises:
        CorpusError: there is no corpus in this folder, or it cannot be written to.
    """
    path = existing_folder(root)
    check_target(path)
    with locked(path) as alone:
        if alone:
            remove_litter(path)
        newest = version_of(path, None)
        whole = whole_versions(newest) or frozenset()
        kept = sorted(number for number in whole if number > newest.version - keep)
        needed = frozenset[str]().union(*(_needs(path, number) for number in kept))
        recorded = read_checksums(path)
        old = sorted(name for name in recorded if name.endswith(".parquet") and name not in needed)
        left = frozenset(number for number in whole if _needs(path, number).isdisjoint(old))
        size = sum((path / name).stat().st_size for name in old if (path / name).exists())
        if old and not dry_run:
            _remove(path, old, recorded)
    return Vacuumed(len(old), size, len(whole) - len(left))


def _needs(root: Path, number: int) -> frozenset[str]:
    """The data files of a version, as the list of digests names them."""
    return frozenset(f"{TABLE}/{name}" for name in version_of(root, number).on_disk())


def _remove(root: Path, old: list[str], recorded: dict[str, str]) -> None:
    left = {name: digest for name, digest in recorded.items() if name not in old}
    write_whole(root / CHECKSUMS, spelled_checksums(left))
    sync_folders([root])
    with errors_named(root):
        for name in old:
            (root / name).unlink(missing_ok=True)
    sync_folders({(root / name).parent for name in old})
