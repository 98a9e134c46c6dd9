"""What the rules say of one page, as the steps and finders may ask for it.

The rules package answers; everything else knows this protocol alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from cleaner.model.category import Category

XPATH = "xpath:"
"""What a selector begins with that is XPath and not CSS."""


class Scope(StrEnum):
    """How much of the page a match takes."""

    BLOCK = "block"  # the block
    SPAN = "span"  # the matched words
    HEAD = "head"  # this block and all before it
    TAIL = "tail"  # this block and all after it
    UNTIL = "until"  # this block and the following, up to the one that matches `until`


class Zone(StrEnum):
    """Where on the page a rule or phrase may match."""

    ANY = "any"
    HEAD = "head"  # above the first paragraph of prose
    TAIL = "tail"  # below the last paragraph of prose
    EDGE = "edge"  # head or tail: not among the paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publication: `key` is its host without `www.`, `name` what readers call it."""

    key: str
    name: str
    hosts: tuple[str, ...] = ()
    language: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A rule or phrase that matches a text.

    Attributes:
        rule: id: `timesofisrael.com/community-prompt`, or `timesofisrael.com/related` for a phrase.
        category: what the rule says the matched part is; `body` protects it from other rules.
        start, end: the matched part: `text[start:end]`.
        scope: how much of the page it takes.
        zone: where it may match.
        values: named groups of the pattern, as (field, value).
        until: with scope `until`, the pattern that ends the run.
    """

    rule: str
    category: Category
    start: int
    end: int
    scope: Scope = Scope.BLOCK
    zone: Zone = Zone.ANY
    values: tuple[tuple[str, str], ...] = ()
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlRules:
    """What is known of a page's layout, the outlet's selectors before those of its templates.

    A selector is CSS, or XPath behind `xpath:`.

    Attributes:
        content: selectors of the main content, tried in order.
        drop: (category, selector, rule id) of what is none of it.
        fields: (field, selector, attribute or None for the text, rule id).
    """

    content: tuple[str, ...] = ()
    drop: tuple[tuple[Category, str, str], ...] = ()
    fields: tuple[tuple[str, str, str | None, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSigns:
    """What tells in a page's HTML that it is of a template, and what is known of its layout.

    Attributes:
        key: of the template.
        detect: CSS selectors; one that finds an element is enough.
        html: its selectors.
    """

    key: str
    detect: tuple[str, ...]
    html: HtmlRules


class Knowledge(Protocol):
    """The rules that could touch one page: those of its outlet, templates and language."""

    @property
    def outlet(self) -> Outlet | None:
        """The outlet of the page, where hints, address or fingerprints name it."""

    @property
    def language(self) -> str | None:
        """The page's language, BCP 47; it chose the general rules."""

    @property
    def sha256(self) -> str:
        """Digest of the rules that could touch the page."""

    @property
    def html(self) -> HtmlRules:
        """The selectors of the page's outlet and templates."""

    def hits(self, text: str) -> tuple[Hit, ...]:
        """All rules and phrases that match the normalised text of a block, strongest first.

        Strength: `body` rules first, then a user's file, outlet, template, general; within
        one of these the order of the file. Zones are for the caller to judge.
        """

    def ends(self, until: str, text: str) -> bool:
        """Whether the `until` pattern of a hit matches the text."""

    def words(self, kind: str) -> frozenset[str]:
        """Folded words of a kind in the page's language and in `*`: `by`, `updated` and others."""

    def agencies(self) -> dict[str, str]:
        """Folded spelling → name, of the wire services."""
