"""Step: sentences that a scraper broke at links and drop capitals become one paragraph again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cleaner.model import Block, Document, Element, Knowledge
from cleaner.text.prose import ends_sentence, starts_lower, word_count

_OPENERS = "([{«“„‘"


def join_fragments(doc: Document, knowledge: Knowledge) -> Document:
    """The document with `glue` set on every line that goes on with the sentence before it.

    Only lines of dumps: the blocks of an HTML page are whole. A line goes on when it begins
    with a small letter or closing punctuation and the line before has not ended; a link
    between two such parts goes with them. Labelled lines are never joined.
    """
    if not doc.blocks or doc.blocks[0].element is not Element.LINE:
        return doc
    blocks = list(doc.blocks)
    for position in range(1, len(blocks)):
        glue = _glue(blocks, position)
        if glue is not None:
            blocks[position] = replace(blocks[position], glue=glue)
    return replace(doc, blocks=tuple(blocks))


def _glue(blocks: Sequence[Block], position: int) -> str | None:
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
