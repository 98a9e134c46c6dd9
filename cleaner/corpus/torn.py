"""Undoes a commit that a loss of power has torn.

The table's library commits before what it wrote is on the disk; a run puts it there, and then
records the digests of the files. A newest commit without a recorded digest was never said to be
done: its run was killed. As a rule it is whole, and the next run completes it. But if the power went
then, its files may hold anything. Then it never was.
"""

from __future__ import annotations

from pathlib import Path

from cleaner.corpus.canonical import record_digest
from cleaner.corpus.checksums import CHECKSUMS, POINTER, read_checksums, spelled_checksums
from cleaner.corpus.commits import FACTS, commit_info
from cleaner.corpus.files import errors_named, sync_folders, write_whole
from cleaner.corpus.index import index_digest, read_index
from cleaner.corpus.litter import file_actions
from cleaner.corpus.lock import locked
from cleaner.corpus.place import Place
from cleaner.corpus.schema import DIGEST, PART, RECORD_COLUMNS, to_rows
from cleaner.corpus.sql import quoted
from cleaner.corpus.store import LOG, TABLE, Table, open_table
from cleaner.errors import CorpusError


def undo_torn_commit(root: Place) -> None:
    """Nothing; the newest commit of the corpus is whole when it returns.

    What the commit had written is left as litter, for the next run to remove.

    Raises:
        CorpusError: the list of digests is damaged, or the corpus cannot be written to.
    """
    if not isinstance(root, Path) or _unrecorded(root) is None:
        return
    with locked(root) as alone:
        # a run that was about to record it has done so by now
        commit = _unrecorded(root) if alone else None
        if commit is not None and not _is_whole(root, commit):
            _undo(root, commit)


def _unrecorded(root: Path) -> Path | None:
    """The newest commit of the log, if its digest is not recorded."""
    log = root / TABLE / LOG
    with errors_named(log):
        commits = [path for path in log.glob("*.json") if path.stem.isdigit()]
    newest = max(commits, default=None)
    if newest is None or newest.relative_to(root).as_posix() in read_checksums(root):
        return None
    return newest


def _is_whole(root: Path, commit: Path) -> bool:
    """Whether the commit is all there, and each record that it brought has its digest.

    What another program has committed is its own affair.
    """
    try:
        info = commit_info(commit)
        if info and FACTS not in info:
            return True
        added = [name for kind, name in file_actions(commit) if kind == "add"]
        if not all((root / TABLE / name).is_file() for name in added):
            return False
        table = open_table(root, int(commit.stem))
        if table is None or index_digest(read_index(table)) != table.facts()["digest"]:
            return False
        parts = {name.split("/")[0].removeprefix(f"{PART}=") for name in added}
        return all(_has_digests(table, part) for part in sorted(parts))
    except (CorpusError, ValueError, KeyError, TypeError):
        return False


def _has_digests(table: Table, part: str) -> bool:
    """Whether each record of the part has the digest that stands beside it."""
    columns = ", ".join([*(name for name, _ in RECORD_COLUMNS), DIGEST])
    for batch in table.select(columns, f"WHERE {PART} = {quoted(part)}"):
        for row in to_rows(batch):
            expected = row.pop(DIGEST)
            if record_digest(row) != expected:
                return False
    return True


def _undo(root: Path, commit: Path) -> None:
    """The list of digests forgets the pointer to a checkpoint first: what is gone is not missing."""
    recorded = read_checksums(root)
    pointer = root / POINTER
    if pointer.exists() and recorded.pop(POINTER, None) is not None:
        write_whole(root / CHECKSUMS, spelled_checksums(recorded))
        sync_folders([root])
    with errors_named(commit):
        pointer.unlink(missing_ok=True)
        for checkpoint in commit.parent.glob(f"{commit.stem}.checkpoint*.parquet"):
            checkpoint.unlink()
        commit.unlink()
    sync_folders([commit.parent])
