"""What a diff is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """What became of a line."""

    REMOVED = "removed"  # it was in the text, and a rule takes it now
    RESTORED = "restored"  # a rule took it, and it is in the text now
    RELABELLED = "relabelled"  # taken before and now, with another category or by another rule
    CHANGED = "changed"  # in the text before and now, in other words
    GONE = "gone"  # it was in the text, and the page does not have it, or it became a field
    NEW = "new"  # it is in the text, and the page did not have it, or it was a field


class Cause(StrEnum):
    """Why a document differs."""

    INPUT = "input"
    HINTS = "hints"
    TOOL = "tool"
    RULES = "rules"
    COPIES = "copies"  # the search for near-duplicates, which nothing else changes
    UNEXPLAINED = "unexplained"


class Alarm(StrEnum):
    """What costs most when it is wrong, in this order."""

    UNEXPLAINED = "differs, and neither input nor rules nor tool do"
    DATE = "the date changed"
    EDGE = "the first or last paragraph was removed"
    LOST = "lost more than 35 % of the text"
    SENTENCE = "a long sentence was removed"
    JUNK = "a kept line looks like junk"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChange:
    """A line of a document that is not where it was.

    Attributes:
        what: what became of it.
        text: the line; of a changed one, as it is now.
        before: of a changed line, as it was; of a relabelled one, its category and rule then.
        line: number on the page; None where a paragraph cannot be traced to one.
        category: of the line where it was taken.
        rule: id of the rule or name of the step that takes it, or took it.
        cause: what did it, in words.
    """

    what: What
    text: str
    before: str | None = None
    line: int | None = None
    category: str | None = None
    rule: str | None = None
    cause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field of the record with another value; lists and objects as JSON."""

    field: str
    before: str | None
    after: str | None
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """An alarm in one document."""

    alarm: Alarm
    id: str
    detail: str
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A document that differs.

    Attributes:
        kind: `added`, `updated`, `removed`.
        causes: of an updated document; empty for the others.
        because: the causes in words.
        characters: of the text, before and after.
    """

    id: str
    kind: str
    outlet: str | None
    causes: tuple[Cause, ...] = ()
    because: str = ""
    lines: tuple[LineChange, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    alarms: tuple[Warned, ...] = ()
    characters: tuple[int, int] = (0, 0)
