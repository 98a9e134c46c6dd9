"""What stands beside the pages of a folder: `pages.csv`, `pages.jsonl`, `NAME.meta.json`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cleaner.errors import ReadError
from cleaner.model import Failure
from cleaner.readers.fields import FieldError, known_from, parse_object, text_of
from cleaner.readers.jsonl import holds_page
from cleaner.readers.source import Known, failure, open_file, portable, unreadable

META = ".meta.json"
_MAX_META = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: what it says of a page, or what is wrong with it."""

    number: int
    known: Known | ReadError


@dataclass(frozen=True, slots=True)
class Table:
    """The hints of one folder.

    Attributes:
        locator: of the file.
        rows: by path, relative to the file's folder, with slashes.
        failures: lines that name no page.
        met: the paths that pages asked for; the rest is reported at the end of the folder.
    """

    locator: str
    rows: dict[str, Row] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    met: set[str] = field(default_factory=set)

    def known(self, path: str) -> Known | ReadError | None:
        """What the table says of a page, by its path from the table's folder."""
        row = self.rows.get(path)
        if row is None:
            return None
        self.met.add(path)
        return row.known

    def unmet(self) -> Failure | None:
        """The rows that no page of the folder asked for, as one failure."""
        lost = sorted((row.number, path) for path, row in self.rows.items() if path not in self.met)
        if not lost:
            return None
        number, path = lost[0]
        more = f" (nor are {len(lost) - 1} others of this file)" if len(lost) > 1 else ""
        what = f"{path!r} is no page of this folder{more}"
        remedy = "mend the path, or take the line out"
        return failure(ReadError(f"{self.locator}#L{number}", what, remedy, reason="sidecar"))


def is_sidecar(path: Path) -> bool:
    """Whether a file of a folder holds hints instead of pages.

    `pages.jsonl` may be either; a file of hints has no `text` and no `html` in its first line.
    """
    if path.name.endswith(META) or path.name == "pages.csv":
        return True
    if path.name != "pages.jsonl":
        return False
    try:
        with open_file(path, path.name) as stream:
            first = stream.readline(_MAX_META)
    except (OSError, ReadError):
        return False  # the reader will tell why
    return b'"path"' in first and not holds_page(first)


def read_table(path: Path, locator: str) -> Table:
    """The hints of a `pages.csv` or `pages.jsonl`; broken lines are kept as what they are."""
    table = Table(locator)
    try:
        with open_file(path, locator) as stream:
            lines = stream.read()
        rows = _csv_rows(lines, locator) if path.suffix == ".csv" else _jsonl_rows(lines)
        for number, cells in rows:
            _add(table, number, cells)
    except OSError as error:
        table.failures.append(unreadable(locator, error))
    except ReadError as error:
        table.failures.append(failure(error))
    return table


def read_meta(path: Path, locator: str) -> Known | ReadError:
    """What `NAME.meta.json` beside a page says of it, or what is wrong with the file."""
    try:
        with open_file(path, locator) as stream:
            return known_from(parse_object(stream.read(_MAX_META)))
    except OSError as error:
        return ReadError(locator, f"cannot be read ({error.strerror})", reason="sidecar")
    except ReadError as error:
        return error
    except FieldError as error:
        return ReadError(locator, str(error), reason="sidecar")


def _csv_rows(data: bytes, locator: str) -> Iterator[tuple[int, dict[str, object] | FieldError]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"not UTF-8 at byte {error.start} (0x{data[error.start]:02X})"
        raise ReadError(f"{locator}#L{line}", what, "save it as UTF-8", reason="sidecar") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        if "path" not in (reader.fieldnames or ()):
            what, remedy = "has no column 'path'", "name the column with the files so"
            raise ReadError(f"{locator}#L1", what, remedy, reason="sidecar")
        for row in reader:
            if None in row:
                yield reader.line_num, FieldError("has more cells than there are columns")
            else:
                yield reader.line_num, {name: cell or None for name, cell in row.items()}
    except csv.Error as error:
        what = f"not CSV ({error}); the lines from here on are not used"
        raise ReadError(f"{locator}#L{reader.line_num}", what, reason="sidecar") from error


def _jsonl_rows(data: bytes) -> Iterator[tuple[int, dict[str, object] | FieldError]]:
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            yield number, parse_object(line)
        except FieldError as error:
            yield number, error


def _add(table: Table, number: int, row: dict[str, object] | FieldError) -> None:
    """Files a row under its path; a row with a path and a fault makes that page fail.

    A page without the id that its row gives would enter the corpus under another one.
    """
    locator = f"{table.locator}#L{number}"
    try:
        path, cells = _row(row)
    except FieldError as error:
        table.failures.append(failure(ReadError(locator, str(error), reason="sidecar")))
        return
    known: Known | ReadError
    try:
        known = known_from(cells)
    except FieldError as error:
        known = ReadError(locator, str(error), reason="sidecar")
    if path in table.rows:
        first = table.rows[path].number
        known = ReadError(locator, f"{path!r} has a line already ({first})", "keep one of them")
    table.rows[path] = Row(number, known)


def _row(cells: dict[str, object] | FieldError) -> tuple[str, dict[str, object]]:
    """The path that a row names, as pages are named, and the row."""
    if isinstance(cells, FieldError):
        raise cells
    path = text_of(cells, "path")
    if path is None:
        raise FieldError("names no 'path'")
    return portable(path.replace("\\", "/").removeprefix("./")), cells
