"""Step: what stands in a box of prompts to pay, register or subscribe, between the sure ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.model import Block, Category, Document, Element, Knowledge
from cleaner.text.prose import inner_sentences, word_count

_PROMPTS = frozenset({Category.PAYWALL, Category.NEWSLETTER})
_FEWEST = 5
"""So many sure prompts make a box; fewer may each stand alone among paragraphs."""
_SHARE = 0.4
_REACH = 5
"""Two prompts further apart than this stand in different boxes."""
_LONGEST = 22
_QUOTES = '"“”„«»‹「『'


def label_boxes(doc: Document, knowledge: Knowledge) -> Document:
    """The document with the lines labelled that stand between the prompts of one box.

    A box is five prompts or more that stand close together and are nearly half of the lines
    from the first to the last of them; what it offers is told in single, unquoted sentences.
    """
    if not doc.blocks or doc.blocks[0].element is not Element.LINE:
        return doc
    blocks = list(doc.blocks)
    for box in _boxes(blocks):
        category = Category.PAYWALL
        for position in range(box[0], box[-1]):
            block = blocks[position]
            if block.category in _PROMPTS:
                category = block.category
            elif block.category is None and _is_offer(block.text):
                blocks[position] = block.labelled(category, "structure/in-box")
    return doc.with_blocks(blocks)


def _boxes(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """The positions of the prompts of each box; none holds a headline, a byline or a link."""
    known = [n for n, block in enumerate(blocks) if block.category is not None]
    run: list[int] = []
    for position in [*known, len(blocks)]:
        inside = position < len(blocks) and blocks[position].category in _PROMPTS
        if run and (not inside or position - run[-1] > _REACH):
            if len(run) >= _FEWEST and len(run) >= _SHARE * (run[-1] - run[0] + 1):
                yield run
            run = []
        if inside:
            run.append(position)


def _is_offer(text: str) -> bool:
    return (
        word_count(text) <= _LONGEST
        and not inner_sentences(text)
        and not any(mark in text for mark in _QUOTES)
    )
