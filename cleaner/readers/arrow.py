"""Parquet, Arrow and Feather: one row is one page; pyarrow is an extra and loaded here alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cleaner.errors import ReadError
from cleaner.readers.parcel import Item
from cleaner.readers.records import row_page, wanted_columns
from cleaner.readers.seek import seekable
from cleaner.readers.source import Source

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS = 64  # pages at a time: the memory is theirs, not the file's
_FILE_MAGIC = b"ARROW1"


def read_parquet(source: Source) -> Iterator[Item]:
    """A page for each row, in order; only the columns that mean something are read.

    Raises:
        OSError: the bytes cannot be fetched.
        ReadError: damaged, or no column with pages.
    """
    with _errors_named(source), seekable(source) as stream:
        from pyarrow import parquet  # noqa: PLC0415 - an extra, slow to load

        with parquet.ParquetFile(stream) as file:
            columns = wanted_columns(source, file.schema_arrow.names)
            batches = file.iter_batches(_ROWS, columns=columns, use_threads=False)
            yield from _pages(source, batches, columns)


def read_arrow(source: Source) -> Iterator[Item]:
    """The same for an Arrow file (Feather), or an Arrow stream as Hugging Face datasets have.

    Raises:
        OSError: the bytes cannot be fetched.
        ReadError: damaged, or no column with pages.
    """
    with _errors_named(source), seekable(source) as stream:
        import pyarrow as pa  # noqa: PLC0415 - an extra, slow to load

        is_file = stream.read(len(_FILE_MAGIC)) == _FILE_MAGIC
        stream.seek(0)
        if is_file:
            file = pa.ipc.open_file(stream)
            batches = map(file.get_batch, range(file.num_record_batches))
            columns = wanted_columns(source, file.schema.names)
        else:
            batches = pa.ipc.open_stream(stream)
            columns = wanted_columns(source, batches.schema.names)
        yield from _pages(source, _slices(batches), columns)


def _pages(source: Source, batches: Iterator[pa.RecordBatch], columns: list[str]) -> Iterator[Item]:
    number = 0
    for batch in batches:
        for row in batch.select(columns).to_pylist():
            number += 1
            yield row_page(source, row, f"R{number}")


def _slices(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for start in range(0, batch.num_rows, _ROWS):
            yield batch.slice(start, _ROWS)


@contextmanager
def _errors_named(source: Source) -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        what = "this installation cannot read Arrow and Parquet"
        remedy = "pip install 'cleaner[arrow]'"
        raise ReadError(source.locator, what, remedy, reason="missing-extra") from error
    except (ValueError, NotImplementedError, KeyError) as error:
        # pyarrow's own errors are kinds of these
        told = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise ReadError(source.locator, f"is damaged ({told})", reason="damaged") from error
