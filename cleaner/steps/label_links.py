"""Step: the links that stand in the story below a heading such as "Read also"."""

from __future__ import annotations

from cleaner.model import Block, Category, Document, Element, Knowledge
from cleaner.text.prose import ends_sentence, word_count

_HEADING_WORDS = 6
_SHORTEST, _LONGEST = 3, 25
_NEXT_SHORTEST = 7
"""A short line behind the first link may be a crosshead of the story, which goes on below it."""


def label_links(doc: Document, knowledge: Knowledge) -> Document:
    """The document with links labelled that a heading in the story leads.

    It comes late: where the story stands is settled, and only what would be text is looked at.
    """
    if not doc.blocks or doc.blocks[0].element is not Element.LINE:
        return doc
    blocks = list(doc.blocks)
    for position, block in enumerate(blocks):
        if block.category is Category.RELATED and _is_heading(block):
            _label_below(blocks, position + 1)
    return doc.with_blocks(blocks)


def _is_heading(block: Block) -> bool:
    return "/phrases/" in (block.rule or "") and word_count(block.text) <= _HEADING_WORDS


def _label_below(blocks: list[Block], start: int) -> None:
    least = _SHORTEST
    for position in range(start, len(blocks)):
        block = blocks[position]
        if not _is_link(block, least):
            return
        blocks[position] = block.labelled(Category.RELATED, "structure/led-link")
        least = _NEXT_SHORTEST


def _is_link(block: Block, least: int) -> bool:
    if block.category is not None or block.glue is not None or block.text.endswith(":"):
        return False
    return least <= word_count(block.text) <= _LONGEST and not ends_sentence(block.text)
