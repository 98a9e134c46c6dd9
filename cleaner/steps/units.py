"""Units of text: the blocks that one paragraph was broken into, taken together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from cleaner.model import Block, Category


class Unit(NamedTuple):
    """Blocks that one paragraph was broken into; most often just one.

    `start` and `stop` are positions in the document's blocks; `text` is their joined text.
    """

    start: int
    stop: int
    text: str
    category: Category | None


def units(blocks: Sequence[Block]) -> tuple[Unit, ...]:
    """The blocks as units: a block with glue belongs to the unit before it."""
    if [block.glue for block in blocks].count(None) == len(blocks):
        return _single(blocks)
    found: list[Unit] = []
    for position, block in enumerate(blocks):
        if block.glue is not None and found:
            last = found[-1]
            text = last.text + block.glue + block.text
            found[-1] = Unit(last.start, position + 1, text, last.category)
        else:
            found.append(Unit(position, position + 1, block.text, block.category))
    return tuple(found)


def _single(blocks: Sequence[Block]) -> tuple[Unit, ...]:
    """Each block a unit of its own, without a call in Python for each: all steps ask for them."""
    starts, stops = range(len(blocks)), range(1, len(blocks) + 1)
    texts, categories = [block.text for block in blocks], [block.category for block in blocks]
    return tuple(map(_make_unit, zip(starts, stops, texts, categories, strict=True)))


_make_unit: Callable[[Iterable[object]], Unit] = partial(tuple.__new__, Unit)
