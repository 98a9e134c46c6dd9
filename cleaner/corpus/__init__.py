"""A corpus: documents ↔ versions. One run, one version; the table is the truth."""

from cleaner.corpus.about import About, read_about
from cleaner.corpus.change import Run, Written
from cleaner.corpus.compare import Comparison, compare_versions, preview
from cleaner.corpus.dedup import Labelled, label_copies
from cleaner.corpus.fresh import Known, Unchanged, made_with, read_known
from cleaner.corpus.history import Version, read_versions
from cleaner.corpus.read import corpus_version, read_record, read_records
from cleaner.corpus.restore import restore_corpus
from cleaner.corpus.stats import corpus_stats
from cleaner.corpus.target import check_target
from cleaner.corpus.torn import undo_torn_commit
from cleaner.corpus.vacuum import Vacuumed, vacuum_corpus
from cleaner.corpus.verify import verify_corpus
from cleaner.corpus.write import write_corpus

__all__ = [
    "About",
    "Comparison",
    "Known",
    "Labelled",
    "Run",
    "Unchanged",
    "Vacuumed",
    "Version",
    "Written",
    "check_target",
    "compare_versions",
    "corpus_stats",
    "corpus_version",
    "label_copies",
    "made_with",
    "preview",
    "read_about",
    "read_known",
    "read_record",
    "read_records",
    "read_versions",
    "restore_corpus",
    "undo_torn_commit",
    "vacuum_corpus",
    "verify_corpus",
    "write_corpus",
]
