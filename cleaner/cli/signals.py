"""What an interrupt does: the work ends in order, and the process then ends at once."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn

from cleaner.cli.status import INTERRUPTED, TERMINATED

_BOTH = (signal.SIGINT, signal.SIGTERM)


def heed() -> None:
    """Nothing; the next interrupt raises KeyboardInterrupt, the next end SystemExit.

    Only the first is heeded: whoever sends a second will not wait for anything to end in order.
    What the process was started to ignore, as a shell does for what runs behind it, it ignores.
    """
    for one in _BOTH:
        if signal.getsignal(one) is not signal.SIG_IGN:
            signal.signal(one, _raise)


def heed_no_more() -> None:
    """Nothing; what comes now ends the process as if it knew of no signals, without a traceback."""
    for one in _BOTH:
        if signal.getsignal(one) is _raise:
            signal.signal(one, signal.SIG_DFL)


def end_at_once(status: int) -> NoReturn:
    """Ends the process as it is.

    What the writer of the table still does in threads of its own does not outlive Python's own
    end, which takes its objects apart: it would be a crash instead of a status.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # nobody reads it any more
            stream.flush()
    os._exit(status)


def _raise(number: int, _frame: object) -> None:
    heed_no_more()
    raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(TERMINATED)


def was_stopped(status: int) -> bool:
    """Whether the status is that of work that a signal has ended."""
    return status in {INTERRUPTED, TERMINATED}
