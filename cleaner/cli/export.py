"""`clean export CORPUS`: the documents of a version, for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from cleaner.cli.status import OK
from cleaner.cli.streams import output, record_line
from cleaner.corpus import read_records
from cleaner.errors import UsageError

STDOUT = "-"


@click.command(
    "export",
    help="Write the documents of CORPUS, sorted by id: records as JSONL or Parquet, their "
    "metadata as CSV, a folder of texts, or a folder for the datasets library (hf).",
)
@click.argument("corpus")
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "parquet", "csv", "text", "hf"]),
    default="jsonl",
    show_default=True,
)
@click.option("-o", "--output", "target", default=STDOUT, metavar="PATH", help="Default: '-'.")
@click.option("--version", type=click.IntRange(min=0), help="Of this version, not of the newest.")
def export(corpus: str, form: str, target: str, version: int | None) -> int:
    """The exit status of an export."""
    if form in _LINES:
        lines = _LINES[form](corpus, version)
        with opened(target) as stream:
            for line in lines:
                stream.write(line)
        return OK
    if target == STDOUT:
        what = "file" if form == "parquet" else "folder"
        raise click.UsageError(f"'{form}' cannot be printed; name a {what} with '-o'")
    from cleaner.corpus import export as forms  # noqa: PLC0415 - loads the table's library

    write = {
        "parquet": forms.export_parquet,
        "text": forms.export_texts,
        "hf": forms.export_hugging_face,
    }[form]
    if form == "parquet":
        _refuse_folder(target)
    write(corpus, version, Path(target))
    return OK


def _jsonl(corpus: str, version: int | None) -> Iterator[bytes]:
    records = read_records(corpus, version=version)
    return (record_line(record) for record in records)


def _csv(corpus: str, version: int | None) -> Iterator[bytes]:
    from cleaner.corpus.export import csv_lines  # noqa: PLC0415 - where it is used

    lines = csv_lines(corpus, version)
    return (line.encode() for line in lines)


_LINES: dict[str, Callable[[str, int | None], Iterator[bytes]]] = {"jsonl": _jsonl, "csv": _csv}


@contextmanager
def opened(target: str) -> Iterator[BinaryIO]:
    """The standard output for `-`, or a file that is there only when it is whole."""
    if target == STDOUT:
        yield output()
        return
    _refuse_folder(target)
    path = Path(target)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _refuse_folder(target: str) -> None:
    if Path(target).is_dir():
        raise UsageError(f"{target}: is a folder; name a file")
