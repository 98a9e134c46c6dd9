"""Step: what stands between the headline and the story, and above the headline."""

from __future__ import annotations

from dataclasses import replace

from cleaner.model import Block, Category, Document, Element, Knowledge
from cleaner.steps.layout import main_span, units
from cleaner.text.bylines import parse_byline
from cleaner.text.folding import squeeze
from cleaner.text.prose import ends_sentence, word_count

_FURNITURE = frozenset({Category.BYLINE, Category.DATE, Category.OTHER, Category.SHARE, Category.NAV})
"""What stands between standfirst and story; a caption may stand among paragraphs as well."""
_LONGEST_STANDFIRST = 70
_KICKER_WORDS = 4
_DEPTH = 8
"""How many units below the headline are looked at."""


def label_head(doc: Document, knowledge: Knowledge) -> Document:
    """The document with standfirst, names, kicker and menus around the headline labelled."""
    if not doc.blocks or doc.blocks[0].element is not Element.LINE:
        return doc
    titles = [n for n, block in enumerate(doc.blocks) if block.category is Category.TITLE]
    blocks = list(doc.blocks)
    begin = _story_begin(blocks)
    if titles:
        last = max((n for n in titles if n < begin), default=titles[0])
        _label_names(blocks, last + 1, begin, knowledge)
        _label_standfirst(blocks, last + 1)
        _label_above(blocks, titles[0], kicker=True)
    else:
        _label_above(blocks, begin, kicker=False)
    return replace(doc, blocks=tuple(blocks))


def _story_begin(blocks: list[Block]) -> int:
    found = units(blocks)
    first, stop = main_span(found)
    return found[first].start if first < stop else len(blocks)


def _label_names(blocks: list[Block], start: int, stop: int, knowledge: Knowledge) -> None:
    """A line between headline and story that is nothing but a name is a byline."""
    for position in range(start, stop):
        block = blocks[position]
        if block.category is not None or word_count(block.text) > 8:
            continue
        byline = parse_byline(
            block.text, language=knowledge.language, agencies=knowledge.agencies()
        )
        if byline is not None and (byline.authors or byline.agencies):
            blocks[position] = block.labelled(Category.BYLINE, "structure/name")


def _label_standfirst(blocks: list[Block], start: int) -> None:
    """The summary below the headline.

    A line that does not end like a sentence, or the one paragraph that a byline, stamp or
    button parts from the story. A paragraph that nothing parts from it is the lede.
    """
    below = [unit for unit in units(blocks) if unit.start >= start][:_DEPTH]
    standfirst: str | None = None
    for number, unit in enumerate(below):
        if unit.category is not None:
            continue
        words = word_count(unit.text)
        closed = ends_sentence(unit.text)
        parted = any(one.category in _FURNITURE for one in below[number + 1 : number + 3])
        if standfirst is None and words <= _LONGEST_STANDFIRST:
            if (closed and words >= 6 and parted) or (not closed and words >= 5):
                standfirst = unit.text
                _label(blocks, unit.start, unit.stop, Category.STANDFIRST, "structure/standfirst")
                continue
        elif standfirst is not None and squeeze(unit.text) == squeeze(standfirst):
            _label(blocks, unit.start, unit.stop, Category.STANDFIRST, "structure/standfirst-again")
            continue
        if closed and words >= 6:
            return
        if not closed and words >= 3 and any(one.category is None for one in below[number + 1 :]):
            _label(blocks, unit.start, unit.stop, Category.CAPTION, "structure/line-above-story")


def _label_above(blocks: list[Block], stop: int, *, kicker: bool) -> None:
    """Above the headline: the short line nearest to it is the kicker, longer runs are menus."""
    open_lines = [n for n in range(stop) if blocks[n].category in {None, Category.NAV}]
    if not open_lines:
        return
    nearest = open_lines[-1]
    is_menu = len(open_lines) > 3 or not kicker
    for position in open_lines:
        block = blocks[position]
        if block.category is Category.NAV and (position != nearest or is_menu):
            continue  # a section's name is a menu's word, unless it stands alone above a headline
        if position == nearest and not is_menu and word_count(block.text) <= _KICKER_WORDS:
            blocks[position] = block.labelled(Category.KICKER, "structure/kicker")
        elif not ends_sentence(block.text):
            blocks[position] = block.labelled(Category.NAV, "structure/above-headline")


def _label(blocks: list[Block], start: int, stop: int, category: Category, rule: str) -> None:
    for position in range(start, stop):
        blocks[position] = blocks[position].labelled(category, rule)
