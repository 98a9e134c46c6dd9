"""What a worker does: one page after another, each under the limits of the system."""

from __future__ import annotations

import os
import resource
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from cleaner.engines.allowance import Allowance
from cleaner.engines.channel import receive, send
from cleaner.engines.inline import clean_or_fail
from cleaner.engines.notes import Answer
from cleaner.engines.work import Reading
from cleaner.errors import CleanerError
from cleaner.model import Document, Page
from cleaner.readers import measure_inputs, read_inputs
from cleaner.rules import RuleSet

_TAKE_ME_FIRST = "800"
_PDEATHSIG = 1
_UNIT = 1 if sys.platform == "darwin" else 1024  # of a peak of memory


def clean_for(sock: socket.socket, rules: RuleSet, allowance: Allowance) -> None:
    """Cleans the pages that come, answers each, and leaves when it has lived long enough.

    The page is not sent back: the run has it still.
    """
    _settle_in(allowance)
    for number in range(1, allowance.pages + 1):
        page = receive(sock)
        assert isinstance(page, Page)
        _start_clocks(allowance)
        result = clean_or_fail(page, rules)
        _stop_clocks()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT
        leaves = number == allowance.pages or peak > allowance.resident
        if isinstance(result, Document):
            result = replace(result, page=NO_PAGE)
        send(sock, Answer(result, leaves))
        if leaves:
            return


NO_PAGE = Page(id="", content="")
"""Stands for the page in an answer; the run has it still."""


def read_for(sock: socket.socket, stdin: int | None, allowance: Allowance) -> None:
    """Reads inputs and sends what is found: pages and failures, and beside them (kind, value)."""
    _settle_in(allowance)
    reading = receive(sock)
    assert isinstance(reading, Reading)
    stream = None if stdin is None else os.fdopen(stdin, "rb")
    terms = replace(
        reading.terms,
        skip=lambda locator: send(sock, ("left", locator)),
        entered=lambda locator: send(sock, ("entered", locator)),
        read=(lambda count: send(sock, ("read", count))) if reading.measured else None,
    )
    if reading.measured:
        send(sock, ("total", measure_inputs(reading.inputs)))
    try:
        pages = read_inputs(reading.inputs, stdin=stream, unique=reading.unique, terms=terms)
        for number, page in enumerate(pages):
            if number >= reading.known:
                send(sock, page)
    except CleanerError as error:
        send(sock, ("error", error))
    send(sock, ("end", None))


def _settle_in(allowance: Allowance) -> None:
    """Limits this process, and offers it to the kernel first when memory runs out."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_TAKE_ME_FIRST, encoding="ascii")
    with suppress(OSError, ValueError):  # macOS has no such limit
        resource.setrlimit(resource.RLIMIT_AS, (allowance.memory, allowance.memory))
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - where it is needed

        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)


def _start_clocks(allowance: Allowance) -> None:
    """From here the page's time runs; nobody handles these signals, so they end the process."""
    signal.setitimer(signal.ITIMER_REAL, allowance.seconds)
    signal.setitimer(signal.ITIMER_PROF, allowance.cpu)


def _stop_clocks() -> None:
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.setitimer(signal.ITIMER_PROF, 0)
