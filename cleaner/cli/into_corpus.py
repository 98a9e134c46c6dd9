"""What becomes of the documents of a run: the next version of a corpus, or a look at it."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.cli.diff import print_diff
from cleaner.cli.tally import Tally
from cleaner.corpus import Run, Written, preview, write_corpus
from cleaner.model import Document, Failure

Rows = list[tuple[str, str]]
"""Lines of the summary, as (label, value)."""


def write(target: str, run: Run, results: Iterator[Document | Failure], tally: Tally) -> Rows:
    """Commits the documents; what the summary says of the corpus."""
    failures: list[Failure] = []
    documents = _apart(results, failures)
    written = write_corpus(target, documents, failures, run, tally.unchanged)
    tally.settle(written.refused, written.repeats)
    return [("corpus", f"{target}, version {written.version}: {_told(written)}")]


def show_diff(target: str, run: Run, results: Iterator[Document | Failure], tally: Tally) -> Rows:
    """Prints what the run would change; what the summary says of the corpus."""
    failures: list[Failure] = []
    documents = _apart(results, failures)
    with preview(target, documents, failures, run, tally.unchanged) as comparison:
        print_diff(comparison)
        counts = comparison.counts
    tally.settle(counts.refused, counts.repeats)
    told = [
        f"{count} {what}"
        for what, count in (
            ("would be added", counts.added),
            ("would be updated", counts.updated),
            ("would be removed", counts.removed),
            ("unchanged", counts.unchanged),
        )
        if count
    ]
    return [("corpus", f"{target}: {', '.join(told) or 'no documents'}; nothing was written")]


def _apart(results: Iterator[Document | Failure], failures: list[Failure]) -> Iterator[Document]:
    """The documents; failures go into the list."""
    for result in results:
        if isinstance(result, Failure):
            failures.append(result)
        else:
            yield result


def _told(written: Written) -> str:
    parts = [
        f"{count} {what}"
        for what, count in (
            ("added", written.added),
            ("updated", written.updated),
            ("removed", written.removed),
            ("unchanged", written.unchanged),
            ("kept from earlier runs", written.kept),
        )
        if count
    ]
    told = ", ".join(parts) or "no documents"
    return told if written.changed else f"{told}; nothing to write"
