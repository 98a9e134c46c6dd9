"""The versions of a corpus, and what each said of itself when it was made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cleaner.corpus.litter import file_actions
from cleaner.corpus.place import Place
from cleaner.corpus.store import LOG, Table, open_table
from cleaner.corpus.target import existing_corpus
from cleaner.errors import CorpusError


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a corpus.

    Attributes:
        number: from 0.
        date: when it was committed; None where the log does not say.
        facts: what the run said: `act`, `digest`, counts, `tools` …; empty for another program's.
        kept: whether its files are still there.
    """

    number: int
    date: datetime | None
    facts: dict[str, Any]
    kept: bool


def read_versions(root: str | Path) -> Iterator[Version]:
    """The versions of a corpus, the newest first.

    Raises:
        CorpusError: there is no corpus, or its log is damaged.
    """
    place = existing_corpus(root)
    newest = version_of(place, None)
    whole = whole_versions(newest)
    for number, info in newest.log():
        stamp = info.get("timestamp")
        yield Version(
            number=number,
            date=datetime.fromtimestamp(stamp / 1000, UTC) if isinstance(stamp, int) else None,
            facts=info.get("cleaner", {}),
            kept=whole is None or number in whole,
        )


def whole_versions(table: Table) -> frozenset[int] | None:
    """The versions up to this one whose files are all there; None where that is not known."""
    if not isinstance(table.path, Path):
        return None
    present = {path.relative_to(table.path).as_posix() for path in table.path.rglob("*.parquet")}
    active: set[str] = set()
    whole = set()
    for number in range(table.version + 1):
        for kind, name in file_actions(table.path / LOG / f"{number:020d}.json"):
            active.add(name) if kind == "add" else active.discard(name)
        if active <= present:
            whole.add(number)
    return frozenset(whole)


def version_of(place: Place, number: int | None) -> Table:
    """The newest version, or that of the number.

    Raises:
        CorpusError: there is none, or its files have been removed.
    """
    table = open_table(place, number)
    if table is None:
        raise CorpusError(f"{place}: holds no version yet; run clean again to complete it")
    if number is not None and _missing_files(table):
        raise CorpusError(
            f"{place}: the files of version {number} are gone; "
            f"choose one that 'clean log {place}' does not mark as vacuumed"
        )
    return table


def _missing_files(table: Table) -> tuple[str, ...]:
    """The data files of the version that are not there any more; for a folder."""
    if not isinstance(table.path, Path):
        return ()
    return tuple(name for name in table.on_disk() if not (table.path / name).exists())


def all_facts(place: Place) -> dict[str, dict[str, Any]]:
    """The facts of the newest run by what documents were made with, over all versions."""
    table = open_table(place)
    if table is None:
        return {}
    facts = (info.get("cleaner", {}) for _, info in table.log())
    found: dict[str, dict[str, Any]] = {}
    for one in facts:
        if "made_with" in one:
            found.setdefault(one["made_with"], one)
    return found
