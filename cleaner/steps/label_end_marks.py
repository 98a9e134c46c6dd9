"""Step: marks that end a story: who else reported, which agency it came from, that it is over."""

from __future__ import annotations

from cleaner.model import Block, Category, Document, Knowledge
from cleaner.steps.layout import main_span
from cleaner.steps.units import units
from cleaner.text.end_marks import EndKind, EndMark, parse_end_mark

_UP, _DOWN = 2, 3
"""How many units above and below the end of the story may be or hold its mark."""
_RULE = "structure/end-mark"


def label_end_marks(doc: Document, knowledge: Knowledge) -> Document:
    """The document with end marks labelled where they are a line, cut where they end a paragraph.

    Only around the end of the story: a bracket elsewhere is the writer's.
    """
    found = units(doc.blocks)
    first, stop = main_span(found)
    if first == stop:
        return doc
    blocks = list(doc.blocks)
    for unit in found[max(first + 1, stop - _UP) : stop + _DOWN]:
        position = unit.stop - 1  # a sentence that was broken ends in its last part
        block = blocks[position]
        if block.category not in {None, Category.BODY}:
            continue
        mark = parse_end_mark(
            block.text, agencies=knowledge.agencies(), language=knowledge.language
        )
        if mark is not None and mark.kind is not EndKind.RULE:
            blocks[position] = _marked(block, mark)
    return doc.with_blocks(blocks)


def _marked(block: Block, mark: EndMark) -> Block:
    if mark.start == 0:
        return block.labelled(Category.NOTICE, _RULE) if block.category is None else block
    if any(cut.end > mark.start for cut in block.cuts):
        return block
    return block.with_cut(mark.start, len(block.text), Category.NOTICE, _RULE)
