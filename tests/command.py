"""The command line, called in this process."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from unittest import mock

from cleaner.cli import main
from cleaner.engines import ENGINES, INLINE


@dataclass(frozen=True)
class Answer:
    """What a command said, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def told(self) -> list[str]:
        """The lines of the standard error."""
        return self.err.splitlines()


class Standard(io.TextIOWrapper):
    """A standard stream that is kept; no terminal unless it says so."""

    def __init__(self, data: bytes = b"", *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8", errors="strict", newline="")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode()


def clean(*words: object, stdin: bytes = b"", terminal: bool = False, pool: bool = False) -> Answer:
    """The answer of `clean WORDS...`; without `pool` all is done in this process, which is quick."""
    streams = {
        "stdin": Standard(stdin),
        "stdout": Standard(terminal=terminal),
        "stderr": Standard(terminal=terminal),
    }
    engines = {} if pool else {"local": INLINE}
    with mock.patch.multiple(sys, **streams), mock.patch.dict(ENGINES, engines):
        status = main([str(word) for word in words])
    return Answer(status, streams["stdout"].text(), streams["stderr"].text())
