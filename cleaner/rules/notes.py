"""Collects what is wrong with a file, so that one run names all of it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from cleaner.errors import Problem

_MOST = 200
USUAL_BUDGET = 2_000_000


class TooMany(Exception):  # noqa: N818 - it stops the check of a file and is no error of ours
    """Enough is wrong to stop looking; a hostile file is not worth seconds."""


class Notes:
    """The problems of one file, in the order of its lines; and what its patterns cost.

    `budget` bounds the steps of all patterns together, half a microsecond each when compiled.
    """

    def __init__(self, file: str, *, budget: int = USUAL_BUDGET) -> None:
        self.file = file
        self._budget = budget
        self._problems: list[Problem] = []

    def __len__(self) -> int:
        return len(self._problems)

    def add(self, line: int, what: str, remedy: str | None = None) -> None:
        """Notes a problem.

        Raises:
            TooMany: so much is wrong that the rest is left for the next run.
        """
        if len(self._problems) == _MOST:
            what = f"more than {_MOST} things are wrong"
            self._problems.append(
                Problem(file=self.file, line=line, what=what, remedy="mend those above first")
            )
            raise TooMany
        self._problems.append(Problem(file=self.file, line=line, what=what, remedy=remedy))

    def charge(self, line: int, steps: int) -> None:
        """Counts the steps of a compiled pattern.

        Raises:
            TooMany: the patterns of the file are too large to be worth compiling.
        """
        self._budget -= steps
        if self._budget < 0:
            self.add(line, "the patterns up to here are too large together", "shorten repetitions")
            raise TooMany

    def problems(self) -> tuple[Problem, ...]:
        """All that was noted, in the order of the file."""
        return tuple(sorted(self._problems, key=lambda one: one.line))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, or None.

    >>> nearest("patern", ["pattern", "scope"])
    'pattern'
    """
    found = difflib.get_close_matches(word[:80], list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def suggestion(word: str, known: Iterable[str]) -> str:
    """The remedy for an unknown word: the nearest known one, else all of them.

    >>> suggestion("patern", ["pattern", "scope"])
    "did you mean 'pattern'?"
    >>> suggestion("x", ["pattern", "scope"])
    'known: pattern, scope'
    """
    known = sorted(known)
    near = nearest(word, known)
    if near:
        return f"did you mean '{near}'?"
    return "known: " + (", ".join(known[:30]) if known else "none")


def quoted(text: str) -> str:
    """The text in quotes as a message shows it: shortened, nothing in it that moves a cursor.

    >>> quoted("a" * 100) == "'" + "a" * 60 + "…'"
    True
    """
    shown = text if len(text) <= 60 else text[:60] + "…"
    if shown.isprintable():
        return f"'{shown}'"
    return (
        "'"
        + "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in shown)
        + "'"
    )
