"""One writer at a time: a lock that goes with the process, and leaves no file behind."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cleaner.corpus.files import errors_named
from cleaner.errors import CorpusError

PATIENCE = 600.0
"""Seconds that a run waits for another one to end its commit."""

_PAUSE = 0.05
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL})


@contextmanager
def locked(root: Path, patience: float = PATIENCE) -> Iterator[bool]:
    """A block in which no other run writes into the corpus; False where the system has no locks.

    Without locks two runs are still kept apart by the table: the slower one's commit fails.

    Raises:
        CorpusError: another run held the lock all the time.
    """
    if sys.platform == "win32":
        yield False
        return
    with errors_named(root):
        handle = os.open(root, os.O_RDONLY)
    try:
        yield _acquire(handle, root, patience)
    finally:
        os.close(handle)  # which unlocks


def _acquire(handle: int, root: Path, patience: float) -> bool:
    import fcntl  # noqa: PLC0415 - not on every system

    end = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise CorpusError(
                    f"{root}: another run is writing to it; wait for its end and run again"
                ) from None
            time.sleep(_PAUSE)
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return False
            raise
        else:
            return True
