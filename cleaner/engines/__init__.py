"""Where the work runs: an engine takes pages and gives the same documents as any other engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from cleaner.model import Document, Failure, Page
from cleaner.rules import RuleSet

Engine = Callable[[Iterable[Page | Failure], RuleSet, int], Iterator[Document | Failure]]
"""From pages, rules and a number of workers to documents, in the order of the pages.

A failure of a reader passes through. A page on which cleaning itself fails becomes a failure;
the others go on.
"""

ENGINES = {"local": "cleaner.engines.local"}
"""Name → module with a function `run`; imported when chosen."""


def find_engine(name: str) -> Engine:
    """The engine of that name."""
    engine: Engine = import_module(ENGINES[name]).run
    return engine


__all__ = ["ENGINES", "Engine", "find_engine"]
