"""What a reader says: the pages that it finds; of those that are known already, a note.

Pages are opened where they are cleaned. A page whose bytes are those that were cleaned before was
opened without harm then: the reader opens it itself, and where the sieve knows it, the page goes
no further. So a run in which nothing has changed passes no page from process to process.
"""

from __future__ import annotations

import hashlib
import socket
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from cleaner.engines.channel import send
from cleaner.engines.notes import First
from cleaner.model import Failure
from cleaner.readers import Parcel, open_parcel

AT_ONCE = 256
"""Notes that go together: they are small."""


class Voice:
    """Tells what is found, in its order."""

    def __init__(self, sock: socket.socket, first: First, at_once: int = AT_ONCE) -> None:
        self._sock = sock
        self._first = first
        self._at_once = at_once
        self._terms = replace(first.terms, read=self._count if first.measured else None)
        self._notes: list[object] = []
        self._read = 0

    def say(self, value: object, data: bytes = b"") -> None:
        """Nothing; the value is on its way, and all notes before it are."""
        self.flush()
        send(self._sock, value, data)

    def tell(self, item: Parcel | Failure) -> None:
        """Nothing; a page that is known is noted, anything else is passed on."""
        if isinstance(item, Failure):
            self.say(item)
            return
        note = self._note(item)
        if note is None:
            self.say(item._replace(data=b""), item.data)
            return
        self._notes.append(note)
        if len(self._notes) >= self._at_once:
            self.flush()

    def flush(self) -> None:
        """Nothing; all notes are on their way."""
        if self._notes:
            send(self._sock, ("known", (self._notes, self._read)))
            self._notes, self._read = [], 0

    def _note(self, parcel: Parcel) -> object:
        """What is known of the page; None where it must be passed on."""
        expected = self._first.met(parcel.locator)
        if expected is None or _digest(parcel) != expected:
            return None
        before = self._read
        page = open_parcel(parcel, self._terms)
        note = None if isinstance(page, Failure) else self._first.sieve(page)
        if note is None or isinstance(note, Failure):
            self._read = before  # who opens it next counts it
            return None
        return note

    def _count(self, count: int) -> None:
        self._read += count


def _digest(parcel: Parcel) -> str | None:
    """SHA-256 of the page's bytes, in hexadecimal; None where they cannot be read."""
    if parcel.path is None:
        return hashlib.sha256(parcel.data).hexdigest()
    with suppress(OSError), Path(parcel.path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
    return None
