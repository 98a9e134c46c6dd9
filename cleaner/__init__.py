"""Cleans scraped news: boilerplate out, text and metadata in, every removed line explained.

`clean` cleans one page, `clean_pages` many, `load_rules` reads rules files; the rest are the
values that they take and give.
"""

from cleaner.errors import CleanerError, CorpusError, Problem, ReadError, RulesError, UsageError
from cleaner.model import (
    Block,
    Category,
    Dateline,
    Document,
    Failure,
    Finding,
    Hints,
    Metadata,
    Outlet,
    Page,
    Removal,
)
from cleaner.pipeline import clean, clean_page, clean_pages
from cleaner.rules import RuleSet, load_rules
from cleaner.version import __version__

__all__ = [
    "Block",
    "Category",
    "CleanerError",
    "CorpusError",
    "Dateline",
    "Document",
    "Failure",
    "Finding",
    "Hints",
    "Metadata",
    "Outlet",
    "Page",
    "Problem",
    "ReadError",
    "Removal",
    "RuleSet",
    "RulesError",
    "UsageError",
    "__version__",
    "clean",
    "clean_page",
    "clean_pages",
    "load_rules",
]
