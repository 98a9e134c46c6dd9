"""A corpus: documents ↔ versions. One run, one version; the table is the truth."""

from cleaner.corpus.read import corpus_version, read_record, read_records
from cleaner.corpus.target import check_target
from cleaner.corpus.verify import verify_corpus
from cleaner.corpus.write import Written, write_corpus

__all__ = [
    "Written",
    "check_target",
    "corpus_version",
    "read_record",
    "read_records",
    "verify_corpus",
    "write_corpus",
]
