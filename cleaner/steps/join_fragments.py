"""Step: sentences that a scraper broke at links, drop capitals or a margin are one paragraph again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from cleaner.model import Block, Document, Element, Knowledge, Scope, Zone
from cleaner.steps.units import units
from cleaner.text.prose import ends_sentence, starts_lower, word_count

_OPENERS = "([{«“„‘"
_MARGIN = range(45, 100)
"""Lengths of lines that were broken at a margin, as mails and old pages are."""
_WRAPPED_SHARE = 0.25
_LONGEST_JOINED = 2000


def join_fragments(doc: Document, knowledge: Knowledge) -> Document:
    """The document with `glue` set on every line that goes on with the sentence before it.

    Only lines of dumps: the blocks of an HTML page are whole. A line goes on when it begins
    with a small letter or closing punctuation and the line before has not ended; a link
    between two such parts goes with them, and so does any line where many break at a margin.
    Labelled lines are never joined. What was joined is shown to the rules again.
    """
    if not doc.blocks or doc.blocks[0].element is not Element.LINE:
        return doc
    blocks = list(doc.blocks)
    wrapped = _is_wrapped(blocks)
    for position in range(1, len(blocks)):
        glue = _glue(blocks, position, wrapped=wrapped)
        if glue is not None:
            blocks[position] = replace(blocks[position], glue=glue)
    _apply_rules(blocks, knowledge)
    return doc.with_blocks(blocks)


def _is_wrapped(blocks: Sequence[Block]) -> bool:
    """Whether the lines were broken at a margin: many are of its length and go on below."""
    broken = sum(
        1
        for before, here in pairwise(blocks)
        if len(before.text) in _MARGIN
        and not here.gap
        and here.text[:1].islower()
        and not ends_sentence(before.text)
    )
    return broken >= 5 and broken >= _WRAPPED_SHARE * sum(
        len(block.text) in _MARGIN for block in blocks
    )


def _glue(blocks: Sequence[Block], position: int, *, wrapped: bool) -> str | None:
    before, here = blocks[position - 1], blocks[position]
    if before.category is not None or here.category is not None or here.gap:
        return None
    if len(before.text) == 1 and before.text.isupper() and here.text[:1].islower():
        return ""  # a drop capital
    if ends_sentence(before.text) and not _begins_with_closer(here.text):
        return None
    if starts_lower(here.text):
        return "" if here.text[0] in ",;.)]”’»%…" else " "
    if before.text[-1:] in _OPENERS:
        return ""
    if wrapped and len(before.text) in _MARGIN and word_count(before.text) >= 6:
        return " "
    if _is_open(before.text) and _goes_on(blocks, position):
        return " "
    return None


def _begins_with_closer(text: str) -> bool:
    return text[:1] in ",;.)]”»"


def _is_open(text: str) -> bool:
    """Whether the text is a part of a sentence, not a button: some words, and none of its ends."""
    return word_count(text) >= 4 and not ends_sentence(text) and text[-1:] not in ":|>"


def _goes_on(blocks: Sequence[Block], position: int) -> bool:
    """Whether a capitalised part, such as a linked name, is followed by the sentence's rest."""
    after = blocks[position + 1] if position + 1 < len(blocks) else None
    return (
        after is not None
        and after.category is None
        and not after.gap
        and not ends_sentence(blocks[position].text)
        and starts_lower(after.text)
    )


def _apply_rules(blocks: list[Block], knowledge: Knowledge) -> None:
    """A rule that takes the whole sentence takes its parts."""
    for unit in units(blocks):
        if unit.stop - unit.start == 1 or len(unit.text) > _LONGEST_JOINED:
            continue
        hit = next(iter(knowledge.hits(unit.text)), None)
        if hit is not None and hit.scope is Scope.BLOCK and hit.zone is Zone.ANY:
            for position in range(unit.start, unit.stop):
                blocks[position] = blocks[position].labelled(hit.category, hit.rule)
