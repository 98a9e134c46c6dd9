"""Arrow in, Arrow out: the one function that every engine of tables can map."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from cleaner.corpus.schema import record_schema
from cleaner.model import Document, Page
from cleaner.pipeline import clean_page
from cleaner.readers.fields import FieldError
from cleaner.readers.records import CONTENT, FIELDS, record_page
from cleaner.readers.source import Source, Terms, no_bytes
from cleaner.rules import RuleSet, load_rules

if TYPE_CHECKING:
    import pyarrow as pa

FAILED = "failed"
"""The flag of a row that could not be cleaned; its finding `failure` says why."""


def clean_batch(
    batch: pa.RecordBatch,
    rules: RuleSet | None = None,
    columns: Mapping[str, str] | None = None,
) -> pa.RecordBatch:
    """The records of a batch of pages, a row for each row, in its order.

    A row that cannot be cleaned has no text and the flag `failed`, so that none is lost.

    Args:
        batch: a `pyarrow.RecordBatch` with a column `text` or `html`, and any of `id`, `url`,
            `outlet`, `date`, `title`, `authors`, `language`, `retrieved`; others are left out.
        rules: as `load_rules` gives them; None: the packaged rules, loaded once a process.
        columns: the batch's names of these columns, by ours: {"text": "content"}.

    Returns:
        A `pyarrow.RecordBatch` with the columns of the record.
    """
    import pyarrow as pa  # noqa: PLC0415 - an extra, slow to load

    rules = rules if rules is not None else _packaged_rules()
    terms = Terms(columns=dict(columns or {}))
    wanted = {terms.columns.get(name, name) for name in (*FIELDS, *CONTENT)}
    names = [name for name in batch.schema.names if name in wanted]
    rows = batch.select(names).to_pylist()
    records = [clean_row(row, rules, terms) for row in rows]
    return pa.RecordBatch.from_pylist(records, schema=schema())


def clean_batches(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The records of each batch: for engines that map iterators, such as Spark's `mapInArrow`."""
    return map(clean_batch, batches)


def clean_table(table: pa.Table) -> pa.Table:
    """The records of a `pyarrow.Table`: for engines that map tables, such as Ray Data."""
    import pyarrow as pa  # noqa: PLC0415 - an extra, slow to load

    return pa.Table.from_batches(clean_batches(table.to_batches()), schema=schema())


def schema() -> pa.Schema:
    """The `pyarrow.Schema` of records."""
    import pyarrow as pa  # noqa: PLC0415 - an extra, slow to load

    return pa.schema(record_schema())


def clean_row(row: Mapping[str, Any], rules: RuleSet, terms: Terms | None = None) -> dict[str, Any]:
    """The record of one page that is given as fields; a page that cannot be cleaned is flagged."""
    terms = terms or Terms()
    names = {name: terms.columns.get(name, name) for name in CONTENT}
    content = row.get(names["html"]) or row.get(names["text"]) or ""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else b""
    digest = hashlib.sha256(data).hexdigest()
    source = Source(locator="batch", name="page", open=no_bytes, terms=terms)
    try:
        page = _without_place(record_page(source, row, data), digest)
        return clean_page(page, rules).record()
    except FieldError as error:
        return _failed(digest, str(error))
    except Exception as error:  # noqa: BLE001 - the row is flagged, and says why
        last = traceback.extract_tb(error.__traceback__)[-1]
        told = f"a fault of this program ({type(error).__name__} in {last.name}); please report it"
        return _failed(digest, told)


def _without_place(page: Page, digest: str) -> Page:
    """The page as one that lies in no file: without a better id its content names it."""
    unnamed = page.id == "page"
    return replace(page, source=None, id=f"sha256-{digest[:32]}" if unnamed else page.id)


def _failed(digest: str, message: str) -> dict[str, Any]:
    page = Page(id=f"sha256-{digest[:32]}", content="", sha256=digest)
    record = Document(page=page, blocks=(), flags=(FAILED,)).record()
    return {**record, "findings": [{"field": "failure", "value": message, "origin": "row"}]}


@cache
def _packaged_rules() -> RuleSet:
    return load_rules()
