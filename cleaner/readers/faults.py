"""What goes wrong while a page or a source is read, as a value that is told."""

from __future__ import annotations

import traceback

from cleaner.errors import ReadError
from cleaner.model import Failure
from cleaner.readers.source import failure, unreadable

READING_FAULTS = (Exception,)
"""What may not end a run: an input is named, told and kept, and the run goes on."""


def fault_of(error: Exception, locator: str) -> Failure:
    """The failure of the page or source with that locator."""
    match error:
        case ReadError():
            return failure(error)
        case OSError():
            return unreadable(locator, error)
        case MemoryError():
            what = "needs more memory than a reader may have; what stands before it was read"
            remedy = "split it, or raise --limit memory=SIZE"
            return failure(ReadError(locator, what, remedy, reason="memory"))
        case _:
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{type(error).__name__} in {last.name}, line {last.lineno}"
            what = f"a fault of this program ({place})"
            told = ReadError(locator, what, "please report it with the file", reason="fault")
            return failure(told)
