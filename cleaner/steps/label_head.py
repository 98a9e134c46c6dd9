"""Step: the standfirst below the headline, the kicker and the menus above it."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.model import Block, Category, Document, Element, Knowledge
from cleaner.steps.layout import is_crowded, main_span
from cleaner.steps.units import Unit, units
from cleaner.text.datelines import parse_dateline
from cleaner.text.folding import squeeze
from cleaner.text.prose import ends_sentence, is_prose, word_count

_FURNITURE = frozenset({Category.BYLINE, Category.DATE, Category.OTHER, Category.SHARE})
"""What parts a standfirst from the story; a caption may stand among paragraphs as well."""
_ENTRY = frozenset({Category.DATE, Category.LIVE})
_LONGEST_STANDFIRST = 70
_LONG = 15
_DATELINE_WORDS = 8
_KICKER_WORDS = 4
_BULLETS = "•*-–·▪"
_DEPTH = 14
"""How many units below the headline are looked at."""


def label_head(doc: Document, knowledge: Knowledge) -> Document:
    """The document with standfirst, kicker and menus around the headline labelled."""
    if not doc.blocks or doc.blocks[0].element is not Element.LINE:
        return doc
    blocks = list(doc.blocks)
    found = units(blocks)
    first, stop = main_span(found)
    begin = found[first].start if first < stop else len(blocks)
    titles = [n for n, block in enumerate(blocks) if block.category is Category.TITLE]
    if titles:
        last = max((n for n in titles if n < begin), default=titles[0])
        _label_kicker(blocks, titles[0] + 1, last)
        below = [unit for unit in found if unit.start > last][:_DEPTH]
        _label_standfirst(blocks, below, begin, knowledge)
        if is_crowded(units(blocks)):
            _label_between(blocks, last + 1, begin)
        _label_above(blocks, titles[0], kicker=True)
    else:
        _label_above(blocks, begin, kicker=False)
    return doc.with_blocks(blocks)


def _label_standfirst(
    blocks: list[Block], below: Sequence[Unit], begin: int, knowledge: Knowledge
) -> None:
    """The summary below the headline.

    A line that does not end like a sentence, or the one paragraph that a byline, stamp or
    button parts from the story. A paragraph that nothing parts from it is the lede.
    """
    standfirst: str | None = None
    for number, unit in enumerate(below):
        if unit.category is not None or _is_dateline(unit.text, knowledge):
            continue
        words, closed = word_count(unit.text), ends_sentence(unit.text)
        above = below[max(0, number - 2) : number]
        if standfirst is None and _is_standfirst(unit, above, below[number + 1 :]):
            standfirst = unit.text
            _label(blocks, unit, Category.STANDFIRST, "structure/standfirst")
        elif standfirst is not None and _goes_with(unit, standfirst, below[number + 1 :]):
            _label(blocks, unit, Category.STANDFIRST, "structure/standfirst-again")
        elif (closed and words >= 6) or unit.start >= begin:
            return
        elif words >= 3:
            again = number and below[number - 1].category is Category.STANDFIRST
            points = again and _is_open(below[number + 1 : number + 2])
            category = Category.STANDFIRST if points else Category.CAPTION
            _label(blocks, unit, category, "structure/line-above-story")


def _is_dateline(text: str, knowledge: Knowledge) -> bool:
    """Whether a short line opens with a dateline: place and reporter, on a line of their own."""
    if word_count(text) > _DATELINE_WORDS or ends_sentence(text):
        return False
    parsed = parse_dateline(
        text, agencies=knowledge.agencies(), language=knowledge.language, own_line=True
    )
    return parsed is not None and parsed.certain


def _label_kicker(blocks: list[Block], start: int, stop: int) -> None:
    """Between a headline and the same again stands its kicker; one word may be a dateline."""
    for position in range(start, stop):
        block = blocks[position]
        if block.category is None and 2 <= word_count(block.text) <= _KICKER_WORDS:
            blocks[position] = block.labelled(Category.KICKER, "structure/kicker")


def _label_between(blocks: list[Block], start: int, begin: int) -> None:
    """On a page that is mostly menus, what is left between headline and story are buttons."""
    for position in range(start, begin):
        block = blocks[position]
        if block.category is None and not is_prose(block.text):
            blocks[position] = block.labelled(
                Category.OTHER, "structure/between-headline-and-story"
            )


def _is_standfirst(unit: Unit, above: Sequence[Unit], after: Sequence[Unit]) -> bool:
    """Whether the line is a summary; a paragraph between two stamps is an entry of a live blog."""
    words = word_count(unit.text)
    if words > _LONGEST_STANDFIRST or not any(one.category is None for one in after):
        return False
    if not ends_sentence(unit.text):
        return words >= 5
    if _has_entry(above) and _has_entry(after[:1]):
        return False
    parting = after[:1] if _is_paragraph(after[0]) else after[:2]
    return words >= 6 and any(one.category in _FURNITURE for one in parting)


def _is_paragraph(unit: Unit) -> bool:
    """Whether the unit is prose, also where a reporter's name in brackets closes it."""
    return unit.category is None and (is_prose(unit.text) or word_count(unit.text) >= _LONG)


def _has_entry(found: Sequence[Unit]) -> bool:
    return any(one.category in _ENTRY for one in found)


def _is_open(after: Sequence[Unit]) -> bool:
    """Whether the next unit is one more line without a sentence's end: a list of points."""
    return any(
        one.category is None and word_count(one.text) >= 3 and not ends_sentence(one.text)
        for one in after
    )


def _goes_with(unit: Unit, standfirst: str, after: Sequence[Unit]) -> bool:
    """Whether the unit is the standfirst again, or the next of its points.

    A sentence that stands first in the story too is the lede: its last copy stays.
    """
    if unit.text[:1] in _BULLETS and standfirst[:1] == unit.text[:1]:
        return True
    if squeeze(unit.text) != squeeze(standfirst):
        return False
    if not ends_sentence(unit.text):
        return True
    return any(squeeze(one.text) == squeeze(standfirst) for one in after)


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
        elif is_menu or not ends_sentence(block.text):
            blocks[position] = block.labelled(Category.NAV, "structure/above-headline")


def _label(blocks: list[Block], unit: Unit, category: Category, rule: str) -> None:
    for position in range(unit.start, unit.stop):
        blocks[position] = blocks[position].labelled(category, rule)
