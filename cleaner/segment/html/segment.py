"""An HTML page → its blocks, labelled where the markup shows what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cleaner.model.block import Block
from cleaner.model.knowledge import HtmlRules, TemplateSigns
from cleaner.model.markup import Markup
from cleaner.model.page import Page
from cleaner.segment.collector import collector_paused
from cleaner.segment.html.answers import Answer, Reading, find_answer
from cleaner.segment.html.flags import is_article
from cleaner.segment.html.headline import find_headline
from cleaner.segment.html.marks import Positions, read_markup
from cleaner.segment.html.parse import Parsed, parse
from cleaner.segment.html.payload import story_in_scripts
from cleaner.segment.html.pieces import Piece, gather
from cleaner.segment.html.said import Said, read_said
from cleaner.segment.html.site import field_marks, read_site
from cleaner.segment.html.story import Label
from cleaner.text.normalise import normalise

MAX_BLOCK = 200_000
"""Characters of one block that are kept; a longer one is cut, and the page flagged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What of the page is no block: how many pieces, which share of its characters, the lines."""

    count: int = 0
    share: float = 0.0
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmented:
    """The blocks of a page, what its markup says beside them, and what was left out.

    Attributes:
        blocks: headline, what stands below it, and the main content, in page order; labelled
            where the markup shows what a block is, else without a category.
        markup: material for the metadata.
        flags: `truncated`, `not_an_article`, `selectors_stopped`: an XPath took too long.
        left_out: what of the page is no block.
        templates: keys of those that the page showed to be of.
        path: how the main content was found: `site`, `fast`, `lenient`, `slow`, `payload`.
    """

    blocks: tuple[Block, ...]
    markup: Markup
    flags: tuple[str, ...] = ()
    left_out: LeftOut = LeftOut()
    templates: tuple[str, ...] = ()
    path: str = "fast"


def segment_html(
    page: Page,
    rules: HtmlRules | None = None,
    *,
    signs: Sequence[TemplateSigns] = (),
    lines_left_out: bool = False,
) -> Segmented:
    """The blocks of an HTML page and its markup.

    Args:
        page: decoded HTML.
        rules: the selectors of its outlet and templates; they come before all else.
        signs: what tells templates by the page; their selectors come after the rules.
        lines_left_out: whether `left_out` lists the lines themselves.
    """
    with collector_paused():
        parsed = parse(page.content, rules, signs, focus=not lines_left_out)
        return _segment(parsed, lines=lines_left_out)


def _segment(parsed: Parsed, *, lines: bool) -> Segmented:
    rules = parsed.rules
    reading, full = _read(parsed, rules)
    answer = find_answer(reading)
    if parsed.focused and answer.path != "site":
        parsed.tree.fell()
        parsed = parsed.whole()
        reading, full = _read(parsed, rules)
        answer = find_answer(reading)
    tree, pieces, said = reading.tree, reading.pieces, reading.said
    markup = _markup(parsed, reading, answer, rules)
    chosen = {one.number for one in answer.kept} | set(answer.labels)
    taken = [one for one in pieces if one.number in chosen]
    left_out = _left_out(pieces, chosen, lines=lines)
    path = answer.path
    if _is_lacking(answer, said) and (hidden := story_in_scripts(parsed.html, said)):
        path = "payload"
        taken = [one for one in taken if one.number in answer.labels]
        first = len(pieces)
        taken += [replace(one, number=first + n) for n, one in enumerate(hidden)]
    blocks, cut = _blocks(taken, answer.labels)
    flags = {"truncated"} if cut or full or parsed.cut else set()
    if parsed.finder.spent:
        flags.add("selectors_stopped")
    if path != "payload" and not is_article(reading, answer):
        flags.add("not_an_article")
    tree.fell()
    return Segmented(
        blocks=blocks,
        markup=markup,
        flags=tuple(sorted(flags)),
        left_out=left_out,
        templates=parsed.templates,
        path=path,
    )


def _read(parsed: Parsed, rules: HtmlRules) -> tuple[Reading, bool]:
    """The page's pieces and what is known of them, and whether it has more than is read."""
    pieces, full = gather(parsed.tree)
    said = read_said(parsed.tree)
    reading = Reading(
        content=parsed.html,
        tree=parsed.tree,
        pieces=pieces,
        said=said,
        headline=find_headline(pieces, said),
        site=read_site(parsed, rules),
    )
    return reading, full


def _is_lacking(answer: Answer, said: Said) -> bool:
    """Whether the elements hold hardly any prose, or far less than the page's data."""
    if answer.prose < _HARDLY:
        return True
    kept = sum(len(one.text) for one in answer.kept)
    return "disagrees" in answer.doubts and len(said.body) > _FAR_MORE * kept


_FAR_MORE = 2
_HARDLY = 200
"""With less prose than this in its elements, the page's scripts are searched for the story."""


def _markup(parsed: Parsed, page: Reading, answer: Answer, rules: HtmlRules) -> Markup:
    positions = Positions(page.pieces, answer.story.zones, page.headline, answer.story.inside)
    markup = read_markup(page.tree, page.pieces, positions)
    named = tuple(field_marks(parsed, rules, positions))
    headline = page.headline.text if page.headline else None
    return replace(markup, headline=headline, marks=(*named, *markup.marks))


def _left_out(pieces: Sequence[Piece], chosen: set[int], *, lines: bool) -> LeftOut:
    out = [one for one in pieces if one.number not in chosen]
    size = sum(len(one.text) for one in pieces)
    return LeftOut(
        count=len(out),
        share=round(sum(len(one.text) for one in out) / size, 4) if size else 0.0,
        lines=tuple(one.text for one in out) if lines else (),
    )


def _blocks(pieces: Sequence[Piece], labels: dict[int, Label]) -> tuple[tuple[Block, ...], bool]:
    """The pieces as blocks, and whether one of them had to be cut."""
    blocks: list[Block] = []
    cut = False
    for piece in pieces:
        source = piece.text
        if len(source) > MAX_BLOCK:
            source, cut = source[:MAX_BLOCK], True
        text, repairs = normalise(source)
        if not text:
            continue
        category, rule = labels.get(piece.number, (None, None))
        blocks.append(
            Block(
                line=len(blocks) + 1,
                source=source,
                text=text,
                element=piece.element,
                gap=True,
                category=category,
                rule=rule,
                link_share=round(piece.linked, 3),
                repairs=repairs,
            )
        )
    return tuple(blocks), cut
