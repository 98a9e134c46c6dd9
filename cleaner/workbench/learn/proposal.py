"""What learning proposes for an outlet, and what it leaves alone and why."""

from __future__ import annotations

from dataclasses import dataclass, field

from cleaner.model import Category, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """On how many of an outlet's pages something was found, and from when to when."""

    pages: int
    of: int
    days: tuple[str, str] = ("", "")
    against: int = 0

    def __str__(self) -> str:
        """As it is written into `why`: `38 of 41 pages, 2014–2021`."""
        first, last = (day[:4] for day in self.days)
        years = "" if not first else f", {first}" if first == last else f", {first}–{last}"
        against = f"; against it: {self.against}" if self.against else ""
        return f"{self.pages} of {self.of} pages{years}{against}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A phrase or pattern that may be proposed.

    Attributes:
        text: the phrase, as it stands; None for a pattern.
        words: what of its lines is always the same.
        pattern: RE2; of a phrase the pattern of its one line.
        prose: whether its lines read like paragraphs.
        scope: `block`, or `head` and `tail` for a line with which a run begins.
        removes: lines that it takes.
        support: where it was found.
    """

    text: str | None
    words: str
    pattern: str
    prose: bool
    scope: Scope
    removes: tuple[str, ...]
    support: Support


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A phrase or rule for a person to accept; `name` is the id of a rule."""

    draft: Draft
    category: Category
    name: str
    keeps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstention:
    """Something that repeats and is not proposed, with the reason."""

    outlet: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """What is proposed for the HTML of an outlet."""

    content: tuple[tuple[str, Support], ...] = ()
    drop: tuple[tuple[Category, str, Support], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletProposals:
    """All that is proposed for one outlet."""

    key: str
    name: str
    language: str | None
    pages: int
    fingerprints: tuple[tuple[str, Support], ...] = ()
    selectors: Selectors = field(default_factory=Selectors)
    proposals: tuple[Proposal, ...] = ()

    @property
    def count(self) -> int:
        """How many phrases, rules, selectors and fingerprints it holds."""
        selectors = len(self.selectors.content) + len(self.selectors.drop)
        return len(self.proposals) + len(self.fingerprints) + selectors
