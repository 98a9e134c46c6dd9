"""RE2 as the rules use it: compiled with limits, and what is wrong with a pattern said in words."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Protocol

import re2

LONGEST_PATTERN = 2000

_MOST_STEPS = 30_000

FIELDS = ("agency", "authors", "date", "modified", "retrieved", "section", "title")
"""The named groups a pattern may have: fields of the record."""

# Ordinary lines that no rule may all take; invented, as unlike each other as prose can be.
_PROSE = (
    "The council met on Tuesday and put off its decision until the spring.",
    "“We did what we could”, said Maria Keller, 43, who runs the bakery at the harbour.",
    "Le gouvernement a présenté mercredi un plan de 12 milliards d'euros pour les hôpitaux.",
    "Die Feuerwehr brauchte fast sechs Stunden, um den Brand im Lager zu löschen.",
    "Председатель суда объявил перерыв до понедельника.",
    "市議会は火曜日、新しい図書館の予算案を可決した。",
    "وقال المتحدث إن المحادثات ستستأنف الأسبوع المقبل.",
)
_ENOUGH = 4


class Match(Protocol):
    """A match of a pattern, as `re` and RE2 give it."""

    def start(self) -> int:
        """Where it begins."""

    def end(self) -> int:
        """Where it ends."""

    def span(self, group: int) -> tuple[int, int]:
        """Where a group begins and ends; (-1, -1) where it took no part."""


class Pattern(Protocol):
    """A compiled pattern."""

    @property
    def programsize(self) -> int:
        """Steps of the compiled program."""

    @property
    def groupindex(self) -> dict[str, int]:
        """Numbers of the named groups."""

    def search(self, text: str | bytes) -> Match | None:
        """The first match, anywhere in the text; in UTF-8 its spans count bytes."""


def options() -> Any:  # noqa: ANN401 - RE2 has no types
    """The options that every pattern is compiled with; `max_mem` bounds the program of one."""
    chosen = re2.Options()
    chosen.log_errors = False
    chosen.max_mem = 1 << 20
    return chosen


@lru_cache(maxsize=8192)
def compiled(pattern: str) -> Pattern:
    """The pattern, compiled.

    Raises:
        re2.error: RE2 does not accept it.
    """
    made: Pattern = re2.compile(pattern, options())
    return made


@lru_cache(maxsize=8192)
def groups(pattern: str) -> tuple[tuple[str, int], ...]:
    """(name, number) of each named group, by name."""
    return tuple(sorted(compiled(pattern).groupindex.items()))


def pattern_steps(pattern: str) -> int:
    """Steps of the compiled pattern; `wrong_with_pattern` has found it right."""
    return compiled(pattern).programsize


def wrong_with_pattern(pattern: str) -> tuple[str, str] | None:
    """What is wrong with a pattern and what to do; None when it can be used."""
    if not pattern.strip():
        return "the pattern is empty", "say what it must match"
    if len(pattern) > LONGEST_PATTERN:
        return (
            f"the pattern is longer than {LONGEST_PATTERN} characters",
            "make several rules of it",
        )
    try:
        made = compiled(pattern)
    except re2.error as error:
        return _words(error, pattern)
    if made.programsize > _MOST_STEPS:
        return "the pattern is too large once compiled", "shorten its repetitions"
    for name in made.groupindex:
        if name not in FIELDS:
            return f"'{name}' is no field that a group can read", f"known: {', '.join(FIELDS)}"
    if made.search("") is not None:
        return "the pattern matches an empty line, and so every line", "anchor it on words"
    if sum(made.search(line) is not None for line in _PROSE) >= _ENOUGH:
        return "the pattern matches ordinary prose", "anchor it on words that only the junk has"
    return None


def _words(error: Exception, pattern: str) -> tuple[str, str]:
    said = error.args[0].decode(errors="replace")
    if said.startswith("pattern too large"):
        return "the pattern is too large once compiled", "shorten its repetitions"
    if said.startswith("invalid perl operator: (?") and said.rstrip()[-1:] in "=!<":
        return "the pattern looks ahead or behind, which RE2 cannot", "match the words themselves"
    numbered = said.startswith("invalid escape sequence: \\") and said[-1:].isdigit()
    if numbered or "(?P=" in pattern:
        return "the pattern has a back-reference, which RE2 cannot follow", "write the words out"
    return f"the pattern cannot be compiled: {said}", "RE2 syntax is needed"
