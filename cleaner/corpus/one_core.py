"""A guard for memory: the table's library takes as much of it as the machine has cores."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def one_core() -> Iterator[None]:
    """A block whose thread may use one core, where the system has such a thing.

    The table's library cuts what it writes into as many streams as its thread may use cores. Each
    gathers 8192 rows, however large, several times over: half a gigabyte with two cores and
    records of 7 KB, and it grows with the cores. One stream passes on what it gets.
    """
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)  # of this thread; other threads keep theirs
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
