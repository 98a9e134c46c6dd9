"""Step: clocks, tickers, stamps of publication and bylines, which stand around the story."""

from __future__ import annotations

from cleaner.model import Block, Category, Document, Element, Knowledge
from cleaner.steps.layout import main_span
from cleaner.steps.units import units
from cleaner.text.bylines import parse_byline
from cleaner.text.clocks import find_clock, is_ticker, prints_weekday
from cleaner.text.dates.chars import has_digit
from cleaner.text.stamps import Kind, find_stamps

_ELEMENTS = frozenset({Element.LINE, Element.PARAGRAPH, Element.HEADING, Element.LIST_ITEM})
_LONGEST = 160
"""No stamp or byline is longer; prose that quotes a date mostly is."""


def label_stamps(doc: Document, knowledge: Knowledge) -> Document:
    """The document with clocks, tickers, date stamps and sure bylines labelled.

    Only short lines are looked at; between paragraphs only those that say themselves what they are.
    """
    found = units(doc.blocks)
    first, stop = main_span(found)
    begin = found[first].start if first < stop else len(doc.blocks)
    end = found[stop - 1].stop if first < stop else 0
    blocks = list(doc.blocks)
    for position, block in enumerate(blocks):
        if block.category is not None or block.cuts or len(block.text) > _LONGEST:
            continue
        if block.text.startswith("|"):  # a row of a table
            continue
        if block.element in _ELEMENTS:
            inside = begin <= position < end
            blocks[position] = _labelled(block, knowledge, inside=inside, head=position < begin)
    return doc.with_blocks(blocks)


def _labelled(block: Block, knowledge: Knowledge, *, inside: bool, head: bool) -> Block:
    text, language = block.text, knowledge.language
    byline = parse_byline(text, language=language, agencies=knowledge.agencies())
    if byline is not None and byline.certain and (byline.authors or byline.agencies):
        return block.labelled(Category.BYLINE, "structure/byline")
    if inside and not has_digit(text):
        return block
    clock = find_clock(text, language=language)
    if clock is not None and clock.certain and not inside:
        return block.labelled(Category.LIVE, "structure/page-clock")
    if not inside and is_ticker(text):
        return block.labelled(Category.LIVE, "structure/ticker")
    stamps = find_stamps(text, language=language)
    if stamps is None or (inside and len(stamps.rest) > 20):
        return block
    if clock is not None and head and not _is_stamp(block, knowledge):
        return block
    return block.labelled(Category.DATE, "structure/date-stamp")


def _is_stamp(block: Block, knowledge: Knowledge) -> bool:
    """Whether the line is a stamp even where a page clock may stand: it prints a time of day.

    Page clocks print the weekday as well. A bare day waits for the headline: below it a day is
    a stamp, above it a clock.
    """
    stamps = find_stamps(block.text, language=knowledge.language)
    if prints_weekday(block.text, language=knowledge.language):
        return stamps is not None and any(one.kind is not Kind.UNKNOWN for one in stamps.items)
    return stamps is not None and any(
        "T" in (stamp.value or "") or stamp.relative for stamp in stamps.items
    )
