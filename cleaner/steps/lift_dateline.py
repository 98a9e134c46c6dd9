"""Step: the dateline, on its own line or in front of the lede."""

from __future__ import annotations

from cleaner.model import Block, Category, Document, Knowledge
from cleaner.text.datelines import parse_dateline
from cleaner.text.prose import is_prose, word_count

_PARAGRAPHS = 3
"""Only the first paragraphs can open with a dateline; below them a place is a word of the text."""
_OWN_LINE_WORDS = 10


def lift_dateline(doc: Document, knowledge: Knowledge) -> Document:
    """The document with its dateline labelled (own line) or cut out (in front of a paragraph).

    Found at most once, in the first three unlabelled units after the headline.
    """
    if any(block.category is Category.DATELINE for block in doc.blocks):
        return doc
    blocks = list(doc.blocks)
    seen = 0
    for position, block in enumerate(blocks):
        if block.category not in {None, Category.BODY} or block.glue is not None:
            continue
        lifted = _lifted(blocks, position, knowledge)
        if lifted is not None:
            blocks[position] = lifted
            return doc.with_blocks(blocks)
        seen += 1
        if seen == _PARAGRAPHS:
            break
    return doc


def _lifted(blocks: list[Block], position: int, knowledge: Knowledge) -> Block | None:
    block = blocks[position]
    own_line = word_count(block.text) <= _OWN_LINE_WORDS and _prose_follows(blocks, position)
    parsed = parse_dateline(
        block.text, agencies=knowledge.agencies(), language=knowledge.language, own_line=own_line
    )
    if parsed is None or not parsed.certain:
        return None
    if not block.text[parsed.end :].strip():
        return block.labelled(Category.DATELINE, "structure/dateline") if own_line else None
    if any(cut.start < parsed.end for cut in block.cuts):
        return None
    return block.with_cut(0, parsed.end, Category.DATELINE, "structure/dateline")


def _prose_follows(blocks: list[Block], position: int) -> bool:
    for block in blocks[position + 1 : position + 4]:
        if block.category is None:
            return is_prose(block.text)
    return False
