"""A run cut into shares, each written to a file of its own, so that nothing is done twice.

A share is a range of the files that the inputs have, in their order. Its results are one Parquet
file, named by all that they follow from, which appears under its name when it is whole: whoever
finds it may use it, whether this run or one before it made it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, astuple, replace
from pathlib import Path
from typing import Any

from cleaner.corpus.spelled import SpelledDocument, Speller, spelled_by
from cleaner.engines.work import Work
from cleaner.model import Document, Failure, Hints, Metadata, Page
from cleaner.readers import measure_sources

_MOST_FILES = 4_000
_MOST_BYTES = 256 * 2**20
"""Of files in a share, if it has several: some seconds to some minutes of work."""
_SHARES_A_WORKER = 4
"""So that a slow one at the end keeps no cluster waiting; each costs two seconds to begin."""
_ROWS = 200
_TEXTS = ("page", "beside", "failure")


def plan(work: Work) -> list[range]:
    """The shares of a run: ranges of numbers of files, of about the same bytes or count."""
    sizes = measure_sources(work.reading.inputs, work.reading.terms)
    least_shares = work.workers * _SHARES_A_WORKER
    most_files = min(_MOST_FILES, -(-len(sizes) // least_shares))
    most_bytes = min(_MOST_BYTES, sum(sizes) // least_shares)
    shares: list[range] = []
    start = inside = 0
    for number, size in enumerate(sizes):
        if number > start and (number - start >= most_files or inside + size > most_bytes):
            shares.append(range(start, number))
            start, inside = number, 0
        inside += size
    return [*shares, range(start, len(sizes))] if sizes else []


def key_of(work: Work) -> str:
    """Digest of all that the results of a run follow from, in hexadecimal.

    That is its inputs as they lie on the disk now, the rules, the program and the limits.
    """
    terms = work.reading.terms
    parts = [
        work.made_with,
        work.speller.__name__,
        [str(name) for name in work.reading.inputs],
        sorted(terms.columns.items()),
        astuple(terms.limits),
        work.workers,
    ]
    total = hashlib.sha256(json.dumps(parts).encode())
    for path, size, changed in _files(work.reading.inputs):
        total.update(f"{path}\0{size}\0{changed}\n".encode("utf-8", "surrogateescape"))
    return total.hexdigest()


def write_share(path: Path, results: Iterable[Document | Failure], speller: Speller) -> int:
    """How many results the file has now; it is there whole, or not at all.

    Args:
        path: of the file.
        results: of a share.
        speller: how their records are spelled.
    """
    import pyarrow as pa  # noqa: PLC0415 - an extra
    from pyarrow import parquet  # noqa: PLC0415 - an extra

    schema = pa.schema([(name, pa.string()) for name in _TEXTS] + [("record", pa.binary())])
    waiting = path.with_name(f".{path.name}.{os.getpid()}")
    count = 0
    with parquet.ParquetWriter(waiting, schema, compression="zstd") as file:
        for rows in _in_groups(_row(result, speller) for result in results):
            count += len(rows)
            file.write_batch(pa.RecordBatch.from_pylist(rows, schema=schema))
    waiting.replace(path)
    return count


def read_share(path: Path, speller: Speller) -> Iterator[Document | Failure]:
    """The results of a file, in their order, spelled as they were written."""
    from pyarrow import parquet  # noqa: PLC0415 - an extra

    with parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(_ROWS):
            for row in batch.to_pylist():
                yield _result(row, speller)


def _row(result: Document | Failure, speller: Speller) -> dict[str, Any]:
    if isinstance(result, Failure):
        return {"failure": json.dumps(asdict(result))}
    beside = {
        "outlet": result.metadata.outlet,
        "flags": result.flags,
        "rules_sha256": result.rules_sha256,
        "rules_key": result.rules_key,
        "labels": " ".join(result.lines),
    }
    page = replace(result.page, content="")
    return {
        "page": json.dumps(asdict(page)),
        "beside": json.dumps(beside),
        "record": spelled_by(result, speller),
    }


def _result(row: dict[str, Any], speller: Speller) -> Document | Failure:
    if row["failure"] is not None:
        return Failure(**json.loads(row["failure"]))
    beside = json.loads(row["beside"])
    return SpelledDocument(
        page=_page(json.loads(row["page"])),
        blocks=(),
        metadata=Metadata(outlet=beside["outlet"]),
        flags=tuple(beside["flags"]),
        rules_sha256=beside["rules_sha256"],
        rules_key=beside["rules_key"],
        labels=beside["labels"],
        spelled=row["record"],
        speller=speller,
    )


def _page(fields: dict[str, Any]) -> Page:
    hints = fields.pop("hints")
    if hints["authors"] is not None:
        hints["authors"] = tuple(hints["authors"])
    fields["flags"] = tuple(fields["flags"])
    return Page(**fields, hints=Hints(**hints))


def _in_groups(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    waiting: list[dict[str, Any]] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == _ROWS:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _files(inputs: Iterable[str | Path]) -> Iterator[tuple[str, int, int]]:
    for name in map(str, inputs):
        paths = [name]
        if Path(name).is_dir():
            walked = os.walk(name, followlinks=True)
            paths = sorted(f"{folder}/{file}" for folder, _, files in walked for file in files)
        for path in paths:
            try:
                status = os.stat(path)  # noqa: PTH116 - as the walk has them
            except OSError:
                yield path, -1, -1
            else:
                yield path, status.st_size, status.st_mtime_ns
