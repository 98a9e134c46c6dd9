"""Labels of near-duplicates in records: given by an act over the whole corpus, kept by runs.

A run cleans pages one by one and knows nothing of copies. A document whose text stays as it was
keeps its label; one whose text has changed loses it, until copies are looked for again.
"""

from __future__ import annotations

from typing import Any

from cleaner.corpus.index import Entry

FLAG = "duplicate_of:"


def labelled(record: dict[str, Any], cluster: str | None) -> dict[str, Any]:
    """The record with the flag that its cluster gives it, and no other flag of the kind.

    Args:
        record: of a document.
        cluster: id of the document that stands for all copies, itself among them; None: no copies.
    """
    flags = [flag for flag in record["flags"] if not flag.startswith(FLAG)]
    if cluster is not None and cluster != record["id"]:
        flags.append(FLAG + cluster)
    return {**record, "flags": sorted(flags)}


def with_cluster(record: dict[str, Any], entry: Entry | None) -> dict[str, Any]:
    """The record of a run, with the label that the corpus has for the same text."""
    if entry is None or entry.copied_text != record["text_sha256"]:
        return record
    return labelled(record, entry.cluster)
