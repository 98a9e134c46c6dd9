"""What can go wrong, as one tree; each error carries its parts as attributes.

    CleanerError
    ├── UsageError      wrong use: nothing was done                          exit code 2
    ├── RulesError      a rules file cannot be used: nothing was done        exit code 2
    ├── ReadError       one input cannot be read: the others go on           exit code 1
    └── CorpusError     the corpus cannot be read or written as it is        exit code 2

A message reads `where: what is wrong; what to do`, in lower case and without a full stop.
"""

from __future__ import annotations

from dataclasses import dataclass


class CleanerError(Exception):
    """Any error this package raises on purpose; `str()` of it is the message for a person."""


class UsageError(CleanerError):
    """The call cannot be carried out as it was written."""


class CorpusError(CleanerError):
    """A corpus cannot be read or written."""


class ReadError(CleanerError):
    """One input cannot be read.

    Args:
        locator: file, and record in it, as the user would look it up: `dump.jsonl#L12`.
        what: what is wrong with it.
        remedy: what the user can do, or None when there is nothing to be done.
        reason: a short name of the kind of failure, for counting: `not-text`, `too-large` …
    """

    def __init__(
        self, locator: str, what: str, remedy: str | None = None, *, reason: str = "unreadable"
    ) -> None:
        self.locator = locator
        self.reason = reason
        self.what = what
        self.remedy = remedy
        super().__init__(f"{locator}: {what}" + (f"; {remedy}" if remedy else ""))


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One thing that is wrong with a rules file, with its place in it.

    `line` counts from 1. `str()` of a problem is one line: `file:line: what; remedy`.
    """

    file: str
    line: int
    what: str
    remedy: str | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}" + (f"; {self.remedy}" if self.remedy else "")


class RulesError(CleanerError):
    """A rules file cannot be used; `problems` holds all that was found, in the order of the file."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))
