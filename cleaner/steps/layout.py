"""Where the story stands on a page: units of text, and the span of units that holds the prose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cleaner.model import Block, Category
from cleaner.text.prose import ends_sentence, is_prose, word_count

_MOST_WORDS = 60.0
"""A paragraph counts no more than this: one long terms-of-use line must not outweigh a story."""

_WEIGHTS = {
    Category.BODY: 20.0,
    Category.CAPTION: 0.0,
    Category.CAPTION_DUP: 0.0,
    Category.TITLE: 0.0,
    Category.STANDFIRST: 0.0,
    Category.KICKER: 0.0,
    Category.BYLINE: 0.0,
    Category.DATE: 0.0,
    Category.DATELINE: 0.0,
    Category.AD: -1.0,
    Category.SHARE: -2.0,
    Category.NEWSLETTER: -2.0,
    Category.PAYWALL: -4.0,
    Category.RELATED: -5.0,
    Category.COMMENTS: -10.0,
}
_OTHER_WEIGHT = -3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Blocks that one paragraph was broken into; most often just one.

    `start` and `stop` are positions in the document's blocks; `text` is their joined text.
    """

    start: int
    stop: int
    text: str
    category: Category | None


def units(blocks: Sequence[Block]) -> tuple[Unit, ...]:
    """The blocks as units: a block with glue belongs to the unit before it."""
    found: list[Unit] = []
    for position, block in enumerate(blocks):
        if block.glue is not None and found:
            last = found[-1]
            found[-1] = Unit(
                start=last.start,
                stop=position + 1,
                text=last.text + block.glue + block.text,
                category=last.category,
            )
            continue
        found.append(
            Unit(start=position, stop=position + 1, text=block.text, category=block.category)
        )
    return tuple(found)


def weight(unit: Unit) -> float:
    """How much the unit speaks for (above 0) or against being inside the story."""
    if unit.category is not None:
        return _WEIGHTS.get(unit.category, _OTHER_WEIGHT)
    words = word_count(unit.text)
    if is_prose(unit.text):
        return min(words, _MOST_WORDS)
    if ends_sentence(unit.text):
        return words / 2
    if words >= 25:
        return words / 3
    return -2.0 if words >= 8 else -3.0


def main_span(found: Sequence[Unit]) -> tuple[int, int]:
    """The run of units with the greatest sum of weights, as (first, after the last).

    (0, 0) when no unit speaks for a story. Menus before it and lists after it fall outside,
    however long they are; a caption or a prompt between paragraphs does not end it.
    """
    best, best_sum = (0, 0), 0.0
    start, running = 0, 0.0
    for position, unit in enumerate(found):
        if running <= 0:
            start, running = position, 0.0
        running += weight(unit)
        if running > best_sum:
            best, best_sum = (start, position + 1), running
    first, stop = best
    while first < stop and weight(found[first]) <= 0:
        first += 1
    return first, stop
