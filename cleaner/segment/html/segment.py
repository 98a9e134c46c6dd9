"""An HTML page → its blocks, labelled where the markup shows what they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cleaner.model.block import Block, Element
from cleaner.model.category import Category
from cleaner.model.knowledge import HtmlRules
from cleaner.model.markup import Markup
from cleaner.model.page import Page
from cleaner.segment.html.judge import Label, Story, label_body, label_head
from cleaner.segment.html.marks import Positions, is_h1, read_markup
from cleaner.segment.html.pieces import Piece, gather
from cleaner.segment.html.region import find_region, story_span, weigh_story
from cleaner.segment.html.said import Said, read_said
from cleaner.segment.html.tree import Tree, grow
from cleaner.segment.html.zones import Zones
from cleaner.text.folding import squeeze
from cleaner.text.normalise import normalise


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What of the page is no block: how many pieces, which share of its characters, the lines."""

    count: int = 0
    share: float = 0.0
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmented:
    """The blocks of a page, what its markup says beside them, and what was left out."""

    blocks: tuple[Block, ...]
    markup: Markup
    flags: tuple[str, ...] = ()
    left_out: LeftOut = LeftOut()
    path: str = "fast"


def segment_html(page: Page, rules: HtmlRules | None = None) -> Segmented:
    """The blocks of an HTML page in page order."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415  heavy, and needed for HTML alone

    parser = LexborHTMLParser(page.content)
    tree = grow(parser.root)
    pieces, full = gather(tree)
    said = read_said(tree)
    headline = _headline(pieces, said)
    zones = Zones(tree, headline.node if headline else None)
    scope = story_span(pieces, zones, headline)
    weights = weigh_story(scope, zones)
    region = find_region(tree, weights)
    inside = [one for one in scope if any(one.node.inside(node) for node in region)]
    story = Story(pieces, zones, said, headline, region, inside)
    labels = label_body(story)
    if inside:
        labels = {**label_head(story, inside[0].number), **labels}
    chosen = {one.number for one in inside} | set(labels)
    blocks = _blocks([one for one in pieces if one.number in chosen], labels)
    markup = read_markup(tree, pieces, Positions(pieces, zones, headline, inside))
    markup = replace(markup, headline=headline.text if headline else None)
    return Segmented(blocks=blocks, markup=markup)


def _headline(pieces: list[Piece], said: Said) -> Piece | None:
    """The heading that says what the page says of itself; the first h1 when none does."""
    keys = [key for one in said.headlines if (key := squeeze(one))]
    first = list(_first_headings(pieces))
    h1s = [one for one in first if is_h1(one)]
    return (
        _most_agreeing(h1s, keys, 0.4)
        or _most_agreeing(first, keys, 0.8)
        or (h1s[0] if h1s else None)
        or _most_agreeing([one for one in pieces if one.element is Element.HEADING], keys, 0.8)
    )


def _most_agreeing(pieces: list[Piece], keys: list[str], enough: float) -> Piece | None:
    """The piece that agrees best with one of the titles, if it agrees well enough."""
    best, agreement = None, enough
    for one in pieces:
        key = squeeze(one.text)
        now = max((_agreement(key, other) for other in keys), default=0.0) if key else 0.0
        if now > agreement:
            best, agreement = one, now
    return best


def _first_headings(pieces: list[Piece]) -> Iterator[Piece]:
    """The headings with little prose above them."""
    prose = 0
    for piece in pieces:
        if piece.is_prose:
            prose += piece.size
            if prose > _PROSE_ABOVE:
                return
        if piece.element is Element.HEADING or is_h1(piece):
            yield piece


_PROSE_ABOVE = 1500
"""Notices of cookies and outdated browsers may stand above a headline, but no story."""


def _agreement(key: str, other: str) -> float:
    """How much of the longer of two titles the shorter one is, when it is a part of it."""
    if key in other:
        return len(key) / len(other)
    return len(other) / len(key) if other in key else 0.0


def _blocks(pieces: list[Piece], labels: dict[int, Label]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for piece in pieces:
        text, repairs = normalise(piece.text)
        if not text:
            continue
        category, rule = labels.get(piece.number, (None, None))
        blocks.append(
            Block(
                line=len(blocks) + 1,
                source=piece.text,
                text=text,
                element=piece.element,
                gap=True,
                category=category,
                rule=rule,
                link_share=round(piece.linked, 3),
                repairs=repairs,
            )
        )
    return tuple(blocks)
