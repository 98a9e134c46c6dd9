"""Floors and ceilings of a corpus, from a small YAML file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cleaner.errors import RulesError, UsageError
from cleaner.rules.notes import Notes, suggestion
from cleaner.rules.tree import Table, Text, Tree, read_tree

EVERY = "*"
"""Stands for all outlets that are not named."""

COUNTS = ("documents", "failures", "without_body", "unexplained", "lost")
"""What is limited once for the whole corpus."""

_BOUNDS = ("at_least", "at_most")
_NUMBER = re.compile(r"(\d{1,9})(\.\d{1,6})?(%?)", re.ASCII)
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Bound:
    """A number of documents, or a share of them, 0 to 1."""

    value: float
    is_share: bool

    def __str__(self) -> str:
        return f"{self.value * 100:g} %" if self.is_share else f"{self.value:g}"


@dataclass(frozen=True, slots=True)
class Limit:
    """A floor, a ceiling, or both."""

    at_least: Bound | None = None
    at_most: Bound | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """All limits.

    Attributes:
        counts: by one of `COUNTS`.
        removed: by outlet, or `EVERY`: the share of the characters that is removed.
    """

    counts: Mapping[str, Limit] = field(default_factory=dict)
    removed: Mapping[str, Limit] = field(default_factory=dict)


def read_limits(path: str | Path) -> Limits:
    """The limits of a file.

    Raises:
        UsageError: the file cannot be read.
        RulesError: it does not say limits; names each fault with its line.
    """
    try:
        with Path(path).open("rb") as file:
            text = file.read(_LARGEST).decode()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); name a YAML file of limits") from error
    notes = Notes(str(path))
    tree = read_tree(text, notes)
    limits = _limits(tree, notes)
    if len(notes):
        raise RulesError(notes.problems())
    return limits


def _limits(tree: Tree | None, notes: Notes) -> Limits:
    if not isinstance(tree, Table):
        if not len(notes):
            notes.add(1, "holds no limits", "write, for example, 'failures: {at_most: 0}'")
        return Limits()
    counts: dict[str, Limit] = {}
    removed: dict[str, Limit] = {}
    for key, value in tree.items():
        if key == "removed" and isinstance(value, Table):
            removed = {str(name): _limit(name, one, notes) for name, one in value.items()}
        elif key in COUNTS:
            counts[str(key)] = _limit(key, value, notes)
        elif key == "removed":
            notes.add(key.line, "'removed' has no outlets", f"write 'removed: {{\"{EVERY}\": …}}'")
        else:
            told = suggestion(key, [*COUNTS, "removed"])
            notes.add(key.line, f"'{key}' is no limit", told)
    return Limits(counts=counts, removed=removed)


def _limit(key: Text, value: Tree, notes: Notes) -> Limit:
    if not isinstance(value, Table) or not value:
        notes.add(key.line, f"'{key}' has no limit", "write '{at_most: …}' or '{at_least: …}'")
        return Limit()
    bounds: dict[str, Bound | None] = {}
    for name, number in value.items():
        if name in _BOUNDS:
            bounds[str(name)] = _bound(name, number, notes)
        else:
            notes.add(name.line, f"'{name}' is no limit", suggestion(name, _BOUNDS))
    return Limit(**bounds)


def _bound(key: Text, value: Tree, notes: Notes) -> Bound | None:
    match = _NUMBER.fullmatch(value) if isinstance(value, Text) else None
    if match is None or (match[2] and not match[3]):
        notes.add(key.line, f"'{key}' is no number", "write a number, or a share such as 2.5%")
        return None
    number = float(match[1] + (match[2] or ""))
    return Bound(number / 100, is_share=True) if match[3] else Bound(number, is_share=False)
