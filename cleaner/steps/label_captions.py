"""Step: captions, known by the credit they end in, and captions that are given again."""

from __future__ import annotations

from cleaner.model import Block, Category, Document, Knowledge
from cleaner.text.folding import squeeze, start_of
from cleaner.text.picture_credits import ends_in_credit
from cleaner.text.prose import ends_sentence, is_prose

_SHORTEST = 12
"""Letters that a repeated text needs: a short line may well stand twice."""


def label_captions(doc: Document, knowledge: Knowledge) -> Document:
    """The document with captions and repeated captions labelled.

    A line that ends in a credit is a caption, whatever its length. A line that says the words
    of a caption before it, also with a credit added or left out, is a repeat. Two neighbours
    that say the same are a picture's texts: the first is its caption. Repeats of ordinary
    sentences further apart are left: refrains, quotes, lists.
    """
    blocks = list(doc.blocks)
    sources = knowledge.agencies().keys() | knowledge.words("picture_source")
    archives = knowledge.words("picture_archive")
    captions: list[str] = []
    for position, one in enumerate(blocks):
        block = one
        if block.category is None and ends_in_credit(block.text, sources, archives):
            block = block.labelled(Category.CAPTION, "structure/credit")
            blocks[position] = block
        if block.category is None and not _may_repeat(blocks, position, captions):
            continue
        key = squeeze(block.text)
        if block.category is Category.CAPTION:
            again = _is_repeat(key, captions)
            if again:
                blocks[position] = block.labelled(Category.CAPTION_DUP, "structure/caption-again")
            captions.append(key)
        elif block.category is None and len(key) >= _SHORTEST:
            if _is_repeat(key, captions):
                blocks[position] = block.labelled(Category.CAPTION_DUP, "structure/caption-again")
            elif _has_twin(blocks, position, key) or _precedes_credited(blocks, position, key):
                blocks[position] = block.labelled(Category.CAPTION, "structure/caption-twice")
                captions.append(key)
    return doc.with_blocks(blocks)


def _may_repeat(blocks: list[Block], position: int, captions: list[str]) -> bool:
    """Whether the line begins as a caption or its neighbour does: most lines need no closer look."""
    start = start_of(blocks[position].text)
    if any(one.startswith(start) for one in captions):
        return True
    after = blocks[position + 1].text if position + 1 < len(blocks) else ""
    return start_of(after).startswith(start)


def _is_repeat(key: str, captions: list[str]) -> bool:
    if len(key) < _SHORTEST:
        return key != "" and key in captions
    return any(key == one or _extends(key, one) or _extends(one, key) for one in captions)


def _extends(longer: str, shorter: str) -> bool:
    """Whether one text is the other with a credit behind it, or cut short."""
    return (
        len(shorter) >= _SHORTEST and longer.startswith(shorter) and len(longer) <= 2 * len(shorter)
    )


def _has_twin(blocks: list[Block], position: int, key: str) -> bool:
    if position + 1 >= len(blocks):
        return False
    after = blocks[position + 1]
    if ends_sentence(after.text) or after.category is not None:
        return False  # a sentence given twice may be standfirst and lede
    return squeeze(after.text) == key


def _precedes_credited(blocks: list[Block], position: int, key: str) -> bool:
    """Whether the next line is a caption that begins with these words: its text without credit."""
    after = blocks[position + 1] if position + 1 < len(blocks) else None
    return (
        after is not None
        and after.category is Category.CAPTION
        and not is_prose(blocks[position].text)
        and _extends(squeeze(after.text), key)
    )
