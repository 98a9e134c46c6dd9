"""`clean export CORPUS`: the records of a version, for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from cleaner.cli.status import OK
from cleaner.cli.streams import output, record_line
from cleaner.corpus import read_records
from cleaner.errors import UsageError

STDOUT = "-"


@click.command("export", help="Write the records of CORPUS, sorted by id.")
@click.argument("corpus")
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
@click.option("-o", "--output", "target", default=STDOUT, metavar="FILE", help="Default: '-'.")
@click.option("--version", type=click.IntRange(min=0), help="Of this version, not of the newest.")
def export(corpus: str, form: str, target: str, version: int | None) -> int:  # noqa: ARG001 - one format so far
    """The exit status of an export."""
    records = read_records(corpus, version=version)
    with _opened(target) as stream:
        for record in records:
            stream.write(record_line(record))
    return OK


@contextmanager
def _opened(target: str) -> Iterator[BinaryIO]:
    """The standard output, or a file that is there only when it is whole."""
    if target == STDOUT:
        yield output()
        return
    path = Path(target)
    if path.is_dir():
        raise UsageError(f"{target}: is a folder; name a file")
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
