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

from cleaner.corpus.spelled import SpelledDocument, spell
from cleaner.engines.allowance import Allowance
from cleaner.engines.channel import Inbox, Outbox, receive
from cleaner.engines.glance import AT_ONCE, Voice
from cleaner.engines.inline import clean_or_fail
from cleaner.engines.notes import SHOW, Answer, First, Opened
from cleaner.engines.work import Reading
from cleaner.errors import CleanerError
from cleaner.model import Failure
from cleaner.readers import Parcel, measure_inputs, open_parcel, read_parcels

_TAKE_ME_FIRST = "800"
_PDEATHSIG = 1
_UNIT = 1 if sys.platform == "darwin" else 1024  # of a peak of memory


def clean_for(sock: socket.socket, first: First) -> None:
    """Opens and cleans the pages that come, answers each, and leaves when it has lived long enough.

    No content is sent back: a record has all that is kept.
    """
    allowance = first.allowance
    _settle_in(allowance)
    desk = _Desk(sock, first)
    for number in range(1, allowance.pages + 1):
        parcel, shown = desk.next()
        answer = desk.answer_to(parcel, shown=shown)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT
        leaves = number == allowance.pages or peak > allowance.resident
        result, data = answer.result, b""
        if isinstance(result, SpelledDocument):  # its bytes go beside the value
            data, result = result.spelled, replace(result, spelled=b"")
        desk.outbox.put(answer._replace(result=result, leaves=leaves), data)
        if leaves:
            break
    desk.outbox.flush()


class _Desk:
    """What a worker has before it, and what it has to say."""

    def __init__(self, sock: socket.socket, first: First) -> None:
        self._inbox = Inbox(sock)
        self.outbox = Outbox(sock)
        self._first = first
        self._read = 0
        self._terms = replace(first.terms, read=self._count if first.measured else None)

    def next(self) -> tuple[Parcel, bool]:
        """The next page, and whether it is shown before it is cleaned."""
        if self._inbox.is_empty:
            self.outbox.flush()
        message = self._inbox.next()
        shown = message.value == SHOW
        if shown:
            message = self._inbox.next()
        parcel = message.value
        assert isinstance(parcel, Parcel)
        return parcel._replace(data=bytes(message.data)), shown

    def answer_to(self, parcel: Parcel, *, shown: bool) -> Answer:
        """What became of the page."""
        self._read = 0
        _start_clocks(self._first.allowance)
        answer = self._cleaned(parcel, shown=shown)
        _stop_clocks()
        return answer._replace(read=self._read)

    def _cleaned(self, parcel: Parcel, *, shown: bool) -> Answer:
        page = open_parcel(parcel, self._terms)
        if isinstance(page, Failure):
            return Answer(page)
        bare = replace(page, content="")
        known = self._first.sieve(bare)
        if isinstance(known, Failure):
            return Answer(known, bare)
        if known is not None:
            return Answer(None, bare, note=known)
        if shown:
            self.outbox.put(Opened(bare))
            self.outbox.flush()
        result = clean_or_fail(page, self._first.rules)
        if isinstance(result, Failure):
            return Answer(result, bare)
        return Answer(spell(result, self._first.speller))

    def _count(self, count: int) -> None:
        self._read += count


def read_for(sock: socket.socket, stdin: int | None, first: First) -> None:
    """Reads inputs and sends what is found: pages and failures, and beside them (kind, value)."""
    _settle_in(first.allowance)
    reading = receive(sock)
    assert isinstance(reading, Reading)
    stream = None if stdin is None else os.fdopen(stdin, "rb")
    # after a death each page is told by itself, so that the place of the next death is known
    voice = Voice(sock, first, 1 if reading.known else AT_ONCE)
    terms = replace(
        reading.terms,
        skip=lambda locator: voice.say(("left", locator)),
        entered=lambda locator: voice.say(("entered", locator)),
        read=(lambda count: voice.say(("read", count))) if reading.measured else None,
    )
    if reading.measured:
        voice.say(("total", measure_inputs(reading.inputs)))
    try:
        for number, item in enumerate(read_parcels(reading.inputs, terms, stdin=stream)):
            if number >= reading.known:
                voice.tell(item)
    except CleanerError as error:
        voice.say(("error", error))
    voice.say(("end", None))


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
