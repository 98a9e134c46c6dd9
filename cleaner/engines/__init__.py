"""Where the work runs: an engine takes inputs and gives the same documents as any other engine."""

from __future__ import annotations

import os
from importlib import import_module

from cleaner.engines.allowance import Allowance
from cleaner.engines.work import Engine, Reading, Work

ENGINES = {
    "local": "cleaner.engines.pool",
    "ray": "cleaner.engines.ray",
    "spark": "cleaner.engines.spark",
}
"""Name → module with a function `run`; imported when chosen. A new engine is a file and a line."""

INLINE = "cleaner.engines.inline"
"""The engine without processes of its own."""


def find_engine(name: str) -> Engine:
    """The engine of that name; where no process can be forked, the local one is this process."""
    place = ENGINES[name] if hasattr(os, "fork") else INLINE
    engine: Engine = import_module(place).run
    return engine


def inline_engine() -> Engine:
    """The engine that works in this process: quick to start, and without limits."""
    engine: Engine = import_module(INLINE).run
    return engine


def cores() -> int:
    """Cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


__all__ = [
    "ENGINES",
    "Allowance",
    "Engine",
    "Reading",
    "Work",
    "cores",
    "find_engine",
    "inline_engine",
]
