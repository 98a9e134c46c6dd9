"""Cleans scraped news: boilerplate out, text and metadata in, every removed line explained.

`clean` cleans one page, `clean_pages` many, `load_rules` reads rules files; the rest are the
values that they take and give. Each name is loaded when it is first asked for, so that
`import cleaner` and `clean --help` cost next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cleaner.version import __version__

if TYPE_CHECKING:
    from cleaner.errors import CleanerError, CorpusError, Problem, ReadError, RulesError, UsageError
    from cleaner.integrations.arrow import clean_batch
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
    "clean_batch",
    "clean_page",
    "clean_pages",
    "load_rules",
]

_PLACES = {
    "cleaner.errors": {
        "CleanerError",
        "CorpusError",
        "Problem",
        "ReadError",
        "RulesError",
        "UsageError",
    },
    "cleaner.integrations.arrow": {"clean_batch"},
    "cleaner.pipeline": {"clean", "clean_page", "clean_pages"},
    "cleaner.rules": {"RuleSet", "load_rules"},
}
"""Where the names stand; those that are not listed here are values of `cleaner.model`."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the hook that modules have for this
    """The public name, loaded now."""
    if name not in __all__:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    place = next((one for one, names in _PLACES.items() if name in names), "cleaner.model")
    value = getattr(import_module(place), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
