"""What rules on trial would take of a cleaned page; they take nothing."""

from __future__ import annotations

from dataclasses import replace

from cleaner.model import Block, Category, Document, Knowledge
from cleaner.steps.apply_rules import apply_rules


def find_trials(doc: Document, trials: Knowledge) -> tuple[str, ...]:
    """The ids of the rules on trial that would take something of the text, sorted.

    Args:
        doc: all blocks labelled.
        trials: the rules that could touch the page, those on trial alone.
    """
    opened = tuple(map(_opened, doc.blocks))
    tried = apply_rules(replace(doc, blocks=opened), trials)
    found: set[str] = set()
    for before, after in zip(opened, tried.blocks, strict=True):
        found.update(cut.rule for cut in after.cuts if cut not in before.cuts)
        if before.category is None and after.rule and after.category is not Category.BODY:
            found.add(after.rule)
    return tuple(sorted(found))


def _opened(block: Block) -> Block:
    """A block of the text as if no step had seen it."""
    if block.category is not Category.BODY:
        return block
    return replace(block, category=None, rule=None)
