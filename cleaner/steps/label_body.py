"""Step, the last: whatever nothing speaks against is the story."""

from __future__ import annotations

from cleaner.model import Category, Document, Knowledge


def label_body(doc: Document, knowledge: Knowledge) -> Document:
    """The document with every block labelled: those that no step took are body."""
    blocks = tuple(
        block if block.category is not None else block.labelled(Category.BODY, "structure/rest")
        for block in doc.blocks
    )
    return doc.with_blocks(blocks)
