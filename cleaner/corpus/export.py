"""The documents of a version in the forms of other programs."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from arro3.core import RecordBatch

from cleaner.corpus.files import errors_named, make_folder
from cleaner.corpus.history import version_of
from cleaner.corpus.names import view_path
from cleaner.corpus.read import read_records
from cleaner.corpus.schema import PART, RECORD_COLUMNS, record_schema, to_record_types
from cleaner.corpus.sql import quoted
from cleaner.corpus.store import Table, write_parquet
from cleaner.corpus.target import existing_corpus
from cleaner.errors import CorpusError
from cleaner.model import DESCRIPTION

CSV_COLUMNS = ("id", *DESCRIPTION, "characters", "removed", "flags")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SHARD = "data/train-00000-of-00001.parquet"
_CARD = """---
configs:
- config_name: default
  data_files:
  - split: train
    path: data/*.parquet
---

{documents} documents of news, cleaned by cleaner {tool}: version {version} of a corpus.

* content digest: `{digest}`
* rules: `{rules}`
"""


def csv_lines(root: str | Path, version: int | None) -> Iterator[str]:
    """The metadata of each document as a line of CSV, the names of the columns first.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    yield _csv_line(list(CSV_COLUMNS))
    for record in read_records(root, version):
        told = {**record, "characters": len(record["text"]), "removed": len(record["removed"])}
        yield _csv_line([_cell(told[name]) for name in CSV_COLUMNS])


def export_texts(root: str | Path, version: int | None, folder: Path) -> None:
    """Nothing; the folder holds the text of each document in a file, named as in the view."""
    with _new_folder(folder) as aside:
        for record in read_records(root, version):
            path = aside / view_path(record["id"], record["outlet"])
            with errors_named(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(record["text"].encode() + b"\n")


def export_parquet(root: str | Path, version: int | None, file: Path) -> None:
    """Nothing; the file holds the records of the version as Parquet, sorted by id."""
    table = version_of(existing_corpus(root), version)
    with tempfile.TemporaryDirectory(prefix=".export-", dir=file.absolute().parent) as folder:
        (made,) = write_parquet(Path(folder) / "table", _batches(table), record_schema())
        with errors_named(file):
            made.replace(file)


def export_hugging_face(root: str | Path, version: int | None, folder: Path) -> None:
    """Nothing; `datasets.load_dataset(folder)` reads the version from the folder."""
    table = version_of(existing_corpus(root), version)
    facts = table.facts()
    card = _CARD.format(
        documents=facts.get("documents"),
        tool=facts.get("tools", {}).get("cleaner"),
        version=table.version,
        digest=facts.get("digest"),
        rules=facts.get("rules_sha256"),
    )
    with _new_folder(folder) as aside:
        (aside / _SHARD).parent.mkdir()
        export_parquet(root, version, aside / _SHARD)
        (aside / "README.md").write_text(card, encoding="utf-8")


@contextmanager
def _new_folder(folder: Path) -> Iterator[Path]:
    """A folder aside that becomes the folder when the block has ended well.

    Raises:
        CorpusError: there is something in its place.
    """
    with errors_named(folder):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise CorpusError(f"{folder}: is there already; name a new folder")
    make_folder(folder.absolute().parent)
    aside = folder.with_name(f".{folder.name}.part")
    with errors_named(folder):
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        try:
            yield aside
            if folder.is_dir():
                folder.rmdir()
            aside.replace(folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def _batches(table: Table) -> Iterator[RecordBatch]:
    columns = ", ".join(name for name, _ in RECORD_COLUMNS)
    parts = table.rows(f"{PART}, min(id) AS first", f"GROUP BY {PART} ORDER BY first")
    for part, _ in list(parts):
        for batch in table.select(columns, f"WHERE {PART} = {quoted(part)} ORDER BY id"):
            yield to_record_types(batch)


def _csv_line(cells: list[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _cell(value: object) -> str:
    match value:
        case None:
            text = ""
        case list():
            text = "; ".join(map(str, value))
        case dict():
            text = json.dumps(value, ensure_ascii=False)
        case _:
            text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
