"""`--dry-run`: what a run would change in a corpus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cleaner.cli.streams import put_text
from cleaner.corpus.canonical import record_digest
from cleaner.corpus.index import read_index
from cleaner.corpus.store import open_table
from cleaner.model import Document, Failure
from cleaner.text.visible import visible


def compare(target: str, results: Iterator[Document | Failure]) -> list[tuple[str, str]]:
    """Prints a line for each document that is new or would differ; the counts for the summary."""
    index = read_index(open_table(Path(target)))
    counts = {"would be added": 0, "would be updated": 0, "unchanged": 0}
    for result in results:
        if isinstance(result, Failure):
            continue
        entry = index.get(result.id)
        if entry is None:
            what, mark = "would be added", "+"
        elif entry.digest != record_digest(result.record()):
            what, mark = "would be updated", "~"
        else:
            what, mark = "unchanged", ""
        counts[what] += 1
        if mark:
            put_text(f"{mark} {visible(result.id, one_line=True)}")
    told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    return [("corpus", f"{target}: {told or 'no documents'}; nothing was written")]
