"""Which way of finding the main content is believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cleaner.segment.html.heads import label_head
from cleaner.segment.html.judge import label_body
from cleaner.segment.html.pieces import Piece
from cleaner.segment.html.region import Weights, find_region, story_span
from cleaner.segment.html.said import Said
from cleaner.segment.html.site import Site
from cleaner.segment.html.slow import ask_trafilatura
from cleaner.segment.html.story import Label, Story
from cleaner.segment.html.tree import Tree
from cleaner.segment.html.zones import Zones
from cleaner.text.folding import squeeze

SHORT = 250
"""Less prose than this, in bytes of UTF-8, may be a teaser or a notice instead of the story."""
_OPENING = 4
"""Pieces of the text in which a standfirst may be said again."""
BODY_SAID = 300
"""An `articleBody` with more letters than this is worth comparing with."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The main content, found in one way.

    Attributes:
        path: the way: `site`, `fast`, `lenient`, `slow`, `payload` or `densest`.
        story: what the labels rest on.
        labels: category and rule by number of the piece; pieces without one are undecided.
        kept: the pieces of the main content that have no label.
        doubts: why the answer may be wrong.
    """

    path: str
    story: Story
    labels: dict[int, Label]
    kept: tuple[Piece, ...]
    doubts: frozenset[str]

    @property
    def prose(self) -> int:
        """How much prose it keeps."""
        return sum(one.size for one in self.kept if one.is_prose)


@dataclass(frozen=True, slots=True)
class Reading:
    """A page that was read: its tree, pieces, what its head says, its headline, its site rules."""

    content: str
    tree: Tree
    pieces: Sequence[Piece]
    said: Said
    headline: Piece | None
    site: Site


def find_answer(page: Reading) -> Answer:
    """The first answer without doubts: the site's selectors, structure, then trafilatura."""
    by_site = _by_site(page) if page.site.content else None
    if by_site is not None and by_site.kept:
        return by_site
    fast = _by_structure(page, "fast", by_class=True)
    if fast.doubts <= {"part"}:  # long comments or notices, rightly left out
        return fast
    answers = [fast, _by_structure(page, "lenient", by_class=False)]
    best = _best(answers)
    if best.doubts & {"side", "short", "disagrees"} and page.tree.root.prose >= SHORT:
        best = _best([*answers, _by_trafilatura(page)])
    return best if best.kept else _densest(page)


def _best(answers: Sequence[Answer]) -> Answer:
    """The answer with the fewest doubts; among equals the one that keeps clearly more prose."""
    best = answers[0]
    for one in answers[1:]:
        if one.prose * 2 < best.prose or not one.prose:
            continue
        fewer = len(one.doubts) < len(best.doubts)
        if fewer or (len(one.doubts) == len(best.doubts) and one.prose > 1.5 * best.prose):
            best = one
    return best


def _by_site(page: Reading) -> Answer:
    zones = _zones(page, by_class=True)
    region = page.site.content
    keys = frozenset(map(id, region))
    inside = [one for one in page.pieces if one.node.stands_in(keys)]
    return _answer("site", Story(page.pieces, zones, page.said, page.headline, region, inside))


def _by_structure(page: Reading, path: str, *, by_class: bool) -> Answer:
    zones = _zones(page, by_class=by_class)
    scope = story_span(page.pieces, zones, page.headline)
    region = find_region(page.tree, Weights(scope, zones))
    keys = frozenset(map(id, region))
    inside = [one for one in scope if one.node.stands_in(keys)]
    return _answer(path, Story(page.pieces, zones, page.said, page.headline, region, inside))


def _by_trafilatura(page: Reading) -> Answer:
    zones = _zones(page, by_class=False)
    found = ask_trafilatura(page.content, page.pieces)
    inside = [one for one in found if one is not page.headline]
    return _answer("slow", Story(page.pieces, zones, page.said, page.headline, (), inside))


def _densest(page: Reading) -> Answer:
    """The text that there is on a page without prose: what stands in no menu and is no link."""
    zones = _zones(page, by_class=False)
    inside = [one for one in page.pieces if one.linked < 0.5 and zones.of(one.node) is None]
    return _answer("densest", Story(page.pieces, zones, page.said, page.headline, (), inside))


def _zones(page: Reading, *, by_class: bool) -> Zones:
    node = page.headline.node if page.headline else None
    return Zones(page.tree, node, ruled=page.site.zones, by_class=by_class)


def _answer(path: str, story: Story) -> Answer:
    labels = label_body(story)
    kept = tuple(one for one in story.inside if one.number not in labels)
    if story.inside:
        opening = " ".join(one.text for one in kept[:_OPENING])
        labels = {**label_head(story, opening), **labels}
    return Answer(path, story, labels, kept, _doubts(story, kept))


def _doubts(story: Story, kept: Sequence[Piece]) -> frozenset[str]:
    """What speaks against an answer.

    `short`: hardly any prose. `side`: most of the container is labelled as something else.
    `part`: most of the page's prose is elsewhere. `links`: it reads like a list of links.
    `disagrees`: it is not what the page's data gives as the text.
    """
    doubts: set[str] = set()
    prose = sum(one.size for one in kept if one.is_prose)
    size = sum(one.size for one in kept)
    inside = sum(one.size for one in story.inside if one.is_prose)
    page = sum(one.size for one in story.pieces if one.is_prose)
    if prose < 0.55 * inside:
        doubts.add("side")
    if prose < 0.3 * page:
        doubts.add("part")
    if sum(one.size * one.linked for one in kept) > 0.4 * size:
        doubts.add("links")
    said = story.said.body
    if len(said) > BODY_SAID:
        if not _agrees(kept, said):
            doubts.add("disagrees")
    elif prose < SHORT:
        doubts.add("short")
    return frozenset(doubts)


def _agrees(kept: Sequence[Piece], said: str) -> bool:
    """Whether the pieces are half of what the page's data gives as the text, or more."""
    agreeing = sum(len(one.text) for one in kept if one.text[:40] in said)
    if agreeing >= 0.5 * len(said):
        return True
    letters = squeeze(said)
    agreeing = sum(len(key) for one in kept if (key := squeeze(one.text))[:60] in letters)
    return agreeing >= 0.5 * len(letters)
