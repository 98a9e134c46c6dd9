"""What rules files say, as values: every part knows its file and line."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from cleaner.model import Category, Scope, Zone


class Status(StrEnum):
    """How far a rule is trusted; only `active` takes text, `trial` says what it would take."""

    PROPOSED = "proposed"
    TRIAL = "trial"
    ACTIVE = "active"
    DEPRECATED = "deprecated"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands; `layer` is 0 for packaged files, then 1, 2 … for the user's."""

    file: str
    line: int
    layer: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days on which a layout was in use, ISO 8601, both included; None where it is open."""

    since: str | None = None
    until: str | None = None

    def covers(self, date: str) -> bool:
        """Whether the day may lie in it; a year alone (`2021`) is compared as a year.

        >>> Span(since="2019-05-01").covers("2019"), Span(until="2018-12-31").covers("2019-02-03")
        (True, False)
        """
        since, until = self.since or "", self.until or ""
        size = len(date[:10])
        return since[:size] <= date[:10] and (not until or date[:10] <= until[:size])


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A whole line, compared folded."""

    id: str
    category: Category
    text: str
    folded: str
    zone: Zone
    status: Status
    span: Span
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A pattern with its cases.

    Attributes:
        id: full id: `timesofisrael.com/community-prompt`, `general.en/reading-time`.
        category, scope, zone: what it says of what it matches.
        pattern: RE2.
        ends: with scope `until`, the pattern of the line that ends the run.
        removes, keeps: texts it must take, and texts it must leave, with their lines.
        status: only active rules act.
        span: the days on which the layout was in use.
        why, verified: for readers of the file.
        place: where it stands.
    """

    id: str
    category: Category
    pattern: str
    scope: Scope
    zone: Zone
    ends: str | None
    removes: tuple[tuple[str, int], ...]
    keeps: tuple[tuple[str, int], ...]
    status: Status
    span: Span
    why: str | None
    verified: str | None
    place: Place

    @property
    def file(self) -> str:
        """The file it stands in."""
        return self.place.file

    @property
    def line(self) -> int:
        """The line where it begins, from 1."""
        return self.place.line


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of one kind: `by`, `updated` …."""

    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Phrases, rules and words that belong together."""

    phrases: tuple[Phrase, ...] = ()
    rules: tuple[Rule, ...] = ()
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """Text that a folded line of a dump contains; a decisive one is enough alone."""

    text: str
    folded: str
    decisive: bool
    status: Status = Status.ACTIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """CSS selectors of a layout.

    Attributes:
        detect: selectors that tell a template by its HTML.
        content: selectors of the main content, tried in order.
        drop: (category, selector, id).
        fields: (field, selector, attribute or None, id).
        status: only an active layout acts.
    """

    detect: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    drop: tuple[tuple[Category, str, str], ...] = ()
    fields: tuple[tuple[str, str, str | None, str], ...] = ()
    status: Status = Status.ACTIVE

    @property
    def acting(self) -> Layout:
        """The layout, empty where it does not act."""
        return self if self.status is Status.ACTIVE else Layout()


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """What pages of one publishing system have in common."""

    key: str
    fingerprints: tuple[Fingerprint, ...] = ()
    layout: Layout = field(default_factory=Layout)
    section: Section = field(default_factory=Section)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletEntry:
    """What is known of one outlet; `name` may be missing where a later file adds to an entry.

    `verified` is the day on which somebody last looked at its pages, ISO 8601.
    """

    key: str
    place: Place
    name: str | None = None
    hosts: tuple[str, ...] = ()
    country: str | None = None
    language: str | None = None
    verified: str | None = None
    uses: tuple[tuple[str, Place], ...] = ()
    fingerprints: tuple[Fingerprint, ...] = ()
    layout: Layout = field(default_factory=Layout)
    section: Section = field(default_factory=Section)


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """All that one file says, or several merged."""

    outlets: dict[str, OutletEntry] = field(default_factory=dict)
    templates: dict[str, Template] = field(default_factory=dict)
    general: dict[str, Section] = field(default_factory=dict)
    agencies: dict[str, tuple[str, ...]] = field(default_factory=dict)
    disable: tuple[tuple[str, Place], ...] = ()
