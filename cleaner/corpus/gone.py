"""Which documents of a corpus have lost their input."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from cleaner.corpus.store import Table
from cleaner.model import Failure

_RECORD = "#"
_INSIDE = "/"


def gone_inputs(
    table: Table, held: Collection[str], brought: Collection[str], failures: Iterable[Failure]
) -> Iterator[str]:
    """The ids of documents that the run did not bring, and whose input it did not meet either.

    An input that could not be read this time is not gone: the documents that came from it, or from
    records of it, or from files in it, stay.

    Args:
        table: the version before the run.
        held: ids of its documents.
        brought: ids of the run.
        failures: inputs that the run met and could not clean.
    """
    missing = set(held).difference(brought)
    if not missing or not brought:  # an input without a single page is an accident
        return
    met = {failure.locator for failure in failures}
    for id_, source in table.rows("id, source"):
        if id_ in missing and (source is None or met.isdisjoint(_with_all_above(source))):
            yield id_


def _with_all_above(source: str) -> Iterator[str]:
    """The locator, and those of the file and the folders that it lies in."""
    yield source
    for mark in (_RECORD, _INSIDE):
        above = source
        while mark in above:
            above = above.rpartition(mark)[0]
            yield above
