"""The table of a corpus: a Delta Lake table. Nothing else imports deltalake.

It is imported where it is used: it takes a tenth of a second, and `--help` needs none of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from arro3.core import RecordBatch, RecordBatchReader, Schema

from cleaner.corpus.commits import FACTS, commit_info, with_facts
from cleaner.corpus.feed import feed
from cleaner.corpus.files import disk_error, errors_named
from cleaner.corpus.place import Place, place_of
from cleaner.corpus.schema import COLUMNS, PART, arrow_schema
from cleaner.corpus.sql import plain_rows, quoted
from cleaner.errors import CorpusError

if TYPE_CHECKING:
    from deltalake import CommitProperties, DeltaTable

TABLE = "table"
LOG = "_delta_log"

# Versions are what a corpus is for: the log is kept, whatever its age, and so are the files of old
# versions, until somebody asks to have them removed. Statistics of `id` alone: those of `text`
# would copy the openings of articles into the log.
_SETTINGS = {
    "delta.logRetentionDuration": "interval 36500 days",
    "delta.deletedFileRetentionDuration": "interval 36500 days",
    "delta.enableExpiredLogCleanup": "false",
    "delta.dataSkippingStatsColumns": "id",
}
# One file a part, closed as soon as it is written: the writer otherwise keeps the files of all
# parts open, and with them the whole run in memory.
_CLOSE_AT_ONCE = 1
_EXPORTED_FILE = 2**40  # one file, whatever its size
_ROW_GROUP = 10_000  # rows that wait in memory


class ConflictError(CorpusError):
    """Another run has made the version that this one was about to make."""


@dataclass(frozen=True, slots=True)
class Table:
    """A version of the table; what it reads is of that version, whatever is written meanwhile."""

    path: Place
    version: int
    delta: DeltaTable

    def has(self, column: str) -> bool:
        """Whether the table has the column; tables of early versions have fewer."""
        return any(field.name == column for field in self.delta.schema().fields)

    def select(self, columns: str, rest: str = "", *, of: str = "t") -> Iterator[RecordBatch]:
        """Record batches (arro3) of `SELECT columns FROM of rest`, where `t` is the table.

        All three are SQL of our own; a value from outside goes through `quoted`.

        Raises:
            CorpusError: the table is damaged.
        """
        yield from query(f"SELECT {columns} FROM {of} {rest}", t=self)  # noqa: S608

    def rows(self, columns: str, rest: str = "", *, of: str = "t") -> Iterator[tuple[Any, ...]]:
        """The rows of `SELECT columns FROM of rest`, as tuples of plain values."""
        yield from plain_rows(self.select(columns, rest, of=of))

    def files(self) -> tuple[str, ...]:
        """The data files of this version, relative to the table, sorted."""
        with _errors_named(self.path):
            actions = self.delta.get_add_actions()
            return tuple(sorted(actions.column("path").combine_chunks().to_pylist()))

    def on_disk(self) -> tuple[str, ...]:
        """The data files of this version by their names in the folder."""
        return tuple(unquote(name) for name in self.files())

    def log(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """(version, what its commit says of itself), from this version back to the first kept."""
        if not isinstance(self.path, Path):
            from deltalake import DeltaTable  # noqa: PLC0415

            with _errors_named(self.path):  # a handle of an old version numbers them wrongly
                history = DeltaTable(str(self.path)).history()
            told = ((info["version"], with_facts(info)) for info in history)
            yield from ((number, info) for number, info in told if number <= self.version)
            return
        for number in range(self.version, -1, -1):
            commit = self.path / LOG / f"{number:020d}.json"
            if commit.exists():
                yield number, commit_info(commit)

    def facts(self) -> dict[str, Any]:
        """What the run that made this version said of itself.

        Raises:
            CorpusError: the version was not made by this tool.
        """
        facts = self.commit_info().get(FACTS)
        if isinstance(facts, dict):
            return facts
        raise CorpusError(
            f"{self.path / LOG}: version {self.version} was not written by clean; "
            "restore the last version that was, or start a new corpus"
        )

    def commit_info(self) -> dict[str, Any]:
        """What the log says of the commit of this version: `timestamp` in ms, the run's facts.

        Raises:
            CorpusError: the log is damaged.
        """
        if isinstance(self.path, Path):
            return commit_info(self.path / LOG / f"{self.version:020d}.json")
        return next((info for number, info in self.log() if number == self.version), {})


def query(sql: str, **tables: Table) -> Iterator[RecordBatch]:
    """Record batches (arro3) of a query over the named tables; one is in memory at a time.

    Raises:
        CorpusError: one of them is damaged.
    """
    from deltalake import QueryBuilder  # noqa: PLC0415

    with _errors_named(next(iter(tables.values())).path):
        builder = QueryBuilder()
        for name, table in tables.items():
            builder = builder.register(name, table.delta)
        yield from builder.execute(sql)


def open_table(root: str | Path, version: int | None = None) -> Table | None:
    """The table of a corpus at its newest or the given version; None when there is none yet.

    Raises:
        CorpusError: there is no such version, or the table is damaged.
    """
    path = place_of(root) / TABLE
    if isinstance(path, Path) and not _has_log(path / LOG):
        return None
    from deltalake import DeltaTable  # noqa: PLC0415
    from deltalake.exceptions import TableNotFoundError  # noqa: PLC0415

    with _errors_named(path):
        if version is None:
            try:
                delta = DeltaTable(str(path))
            except TableNotFoundError:
                if isinstance(path, Path):
                    raise
                return None
            return Table(path, delta.version(), delta)
    newest = open_table(root)
    last = newest.version if newest else 0
    if not 0 <= version <= last:
        raise CorpusError(f"{root}: has no version {version}; choose one of 0 to {last}")
    with _errors_named(path):
        return Table(path, version, DeltaTable(str(path), version=version))


def _has_log(log: Path) -> bool:
    with errors_named(log):
        return log.is_dir() and any(log.glob("*.json"))


def commit(
    root: Place,
    table: Table | None,
    parts: Sequence[str],
    batches: Iterator[RecordBatch],
    facts: Mapping[str, Any],
) -> Table:
    """The next version: the named parts are replaced by the batches, all others stay.

    Args:
        root: folder of the corpus.
        table: the version that the batches were planned on; None writes the first one.
        parts: names of the parts that the batches fill, and of those they leave empty.
        batches: record batches (arro3), each with rows of one part; read once, one by one.
        facts: what the run says of itself; kept with the version.

    Raises:
        CorpusError: the disk is full, the table is damaged, or another run was faster.
    """
    from deltalake import WriterProperties, write_deltalake  # noqa: PLC0415

    path = root / TABLE
    # a handle of its own: writing moves a handle to the new version, and `table` is still read from
    target = open_table(root, table.version) if table else None
    settings: dict[str, Any] = {"mode": "error", "partition_by": [PART], "configuration": _SETTINGS}
    if table is not None:
        names = ", ".join(quoted(part) for part in sorted(parts))
        settings = {"mode": "overwrite", "predicate": f"{PART} IN ({names})"}
        if not all(table.has(name) for name, _ in COLUMNS):
            settings["schema_mode"] = "merge"
    facts_of_run = _properties(facts)

    def write(taken: Iterator[RecordBatch]) -> None:
        write_deltalake(
            target.delta if target else str(path),
            RecordBatchReader.from_batches(arrow_schema(), taken),
            target_file_size=_CLOSE_AT_ONCE,
            writer_properties=WriterProperties(compression="ZSTD", compression_level=3),
            commit_properties=facts_of_run,
            **settings,
        )

    with _errors_named(path):
        feed(write, batches)
    return _written(root)


def restore_table(root: Place, table: Table, version: int, facts: Mapping[str, Any]) -> Table:
    """The version after `table`, equal to the given one, whose files must be there.

    Raises:
        CorpusError: the disk is full, the table is damaged, or another run was faster.
    """
    target = open_table(root, table.version)
    assert target is not None
    with _errors_named(target.path):
        target.delta.restore(version, commit_properties=_properties(facts))
    return _written(root)


def _properties(facts: Mapping[str, Any]) -> CommitProperties:
    from deltalake import CommitProperties  # noqa: PLC0415

    # no second try: the content digest among the facts is that of one version and no other
    spelled = json.dumps(facts, sort_keys=True)
    return CommitProperties(custom_metadata={FACTS: spelled}, max_commit_retries=0)


def _written(root: Place) -> Table:
    written = open_table(root)
    if written is None:
        raise CorpusError(f"{root}: the table is gone; is another program writing there?")
    return written


@contextmanager
def _errors_named(path: Place) -> Iterator[None]:
    """A block in which an error of the table's library becomes a `CorpusError` with a remedy."""
    from deltalake.exceptions import CommitFailedError, DeltaError  # noqa: PLC0415

    try:
        with errors_named(path):
            yield
    except CommitFailedError as error:
        raise ConflictError(f"{path}: another run wrote at the same time; run again") from error
    except DeltaError as error:
        raise disk_error(path, None, str(error)) from error
    except Exception as error:
        # arro3 raises bare `Exception` for what the reader of the files tells it
        if type(error) is not Exception:
            raise
        raise disk_error(path, None, str(error)) from error


def write_parquet(folder: Path, batches: Iterator[RecordBatch], schema: Schema) -> list[Path]:
    """The Parquet files with the rows of the batches, in their order; in a folder of their own.

    A table of one version is no more than its files: so no second library is needed for them.

    Args:
        folder: empty or missing; it holds a log beside the files afterwards.
        batches: record batches (arro3) with the schema; read once, one by one.
        schema: of arro3.

    Raises:
        CorpusError: the disk is full, or the batches cannot be read.
    """
    from deltalake import DeltaTable, WriterProperties, write_deltalake  # noqa: PLC0415

    def write(taken: Iterator[RecordBatch]) -> None:
        write_deltalake(
            str(folder),
            RecordBatchReader.from_batches(schema, taken),
            target_file_size=_EXPORTED_FILE,
            writer_properties=WriterProperties(
                compression="ZSTD", compression_level=3, max_row_group_size=_ROW_GROUP
            ),
        )

    with _errors_named(folder):
        feed(write, batches)
        table = DeltaTable(str(folder))
    return [folder / unquote(name) for name in Table(folder, 0, table).files()]
