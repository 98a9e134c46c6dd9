"""Step: captions, known by the credit they end in, and captions that are given again."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.model import Block, Category, Document, Element, Knowledge
from cleaner.text.folding import fold, squeeze, start_of
from cleaner.text.picture_credits import ends_in_credit, may_end_in_credit
from cleaner.text.prose import ends_sentence, inner_sentences, is_prose, word_count

_SHORTEST = 12
"""Letters that a repeated text needs: a short line may well stand twice."""
_CREDIT_WORDS = 10
"""A line that is a credit and nothing else is no longer."""
_SMALL_WORDS = 0.4
"""The share of small words in it: `Ann Roe for the Daily/AFP`."""
_CAPTION_WORDS = range(6, 31)
"""Words of a caption above its credit: shorter lines are subheads, longer ones paragraphs."""
_QUOTES = "\"'“”„«»‘‹「『–—-"
_NEAR = 3
"""So many lines may stand between a caption and the same caption with its credit."""
_LONGEST_LEAD = 30


def label_captions(doc: Document, knowledge: Knowledge) -> Document:
    """The document with captions and repeated captions labelled.

    A line that ends in a credit is a caption, whatever its length, and so is the one sentence
    above a line that is a credit. A line that says the words of a caption before it, also with
    a credit or another lead word, is a repeat. Two neighbours that say the same are a picture's
    texts: the first is its caption. Repeats of ordinary sentences further apart are left:
    refrains, quotes, lists.
    """
    blocks = list(doc.blocks)
    _label_credited(blocks, knowledge)
    if doc.blocks and doc.blocks[0].element is Element.LINE:
        _label_above_credits(blocks)
    leads = knowledge.words("caption_lead")
    captions: list[str] = []
    for position, block in enumerate(blocks):
        if block.category is None and not _may_repeat(blocks, position, captions):
            continue
        key = _key(block.text, leads)
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


def _label_credited(blocks: list[Block], knowledge: Knowledge) -> None:
    credited = [
        position
        for position, block in enumerate(blocks)
        if block.category is None and may_end_in_credit(block.text)
    ]
    if not credited:
        return
    sources = knowledge.agencies().keys() | knowledge.words("picture_source")
    archives = knowledge.words("picture_archive")
    for position in credited:
        block = blocks[position]
        if ends_in_credit(block.text, sources, archives):
            blocks[position] = block.labelled(Category.CAPTION, "structure/credit")


def _label_above_credits(blocks: list[Block]) -> None:
    """The one sentence right above a line that is a credit and nothing else is what it credits."""
    for position in range(1, len(blocks)):
        credit, above = blocks[position], blocks[position - 1]
        if credit.category is not Category.CAPTION or above.category is not None:
            continue
        if above.glue is None and _is_bare_credit(credit.text) and _may_be_caption(above.text):
            blocks[position - 1] = above.labelled(Category.CAPTION, "structure/above-credit")


def _is_bare_credit(text: str) -> bool:
    """Whether the line is names alone: who made the picture and who owns it."""
    if word_count(text) > _CREDIT_WORDS or ends_sentence(text) or inner_sentences(text):
        return False
    words = text.split()
    return sum(word[0].islower() for word in words) <= _SMALL_WORDS * len(words)


def _may_be_caption(text: str) -> bool:
    """Whether the line may be a caption: one sentence, neither said by somebody nor a heading."""
    if int(word_count(text)) not in _CAPTION_WORDS or text[0] in _QUOTES or text[-1] in ":;,":
        return False
    if not text[0].isalnum() or text[0].islower() or inner_sentences(text):
        return False
    return ends_sentence(text) or not text.istitle()


def _key(text: str, leads: frozenset[str]) -> str:
    """The letters of a caption without the word that says of what kind the picture is."""
    lead, mark, rest = text[:_LONGEST_LEAD].partition(":")
    if not mark:
        lead, mark, rest = text[:_LONGEST_LEAD].partition(". ")
    if mark and rest and fold(lead) in leads:
        return squeeze(text[len(lead) + len(mark) :])
    return squeeze(text)


def _may_repeat(blocks: Sequence[Block], position: int, captions: list[str]) -> bool:
    """Whether the line begins as a caption or a neighbour does: most need no closer look."""
    start = start_of(blocks[position].text)
    if any(one.startswith(start) for one in captions):
        return True
    after = blocks[position + 1 : position + 1 + _NEAR]
    return any(start_of(one.text).startswith(start) for one in after)


def _is_repeat(key: str, captions: list[str]) -> bool:
    if len(key) < _SHORTEST:
        return key != "" and key in captions
    return any(key == one or _extends(key, one) or _extends(one, key) for one in captions)


def _extends(longer: str, shorter: str) -> bool:
    """Whether one text is the other with a credit behind it, or cut short."""
    return (
        len(shorter) >= _SHORTEST and longer.startswith(shorter) and len(longer) <= 2 * len(shorter)
    )


def _has_twin(blocks: Sequence[Block], position: int, key: str) -> bool:
    """Whether a neighbour says the same: the next line, or the one behind a credit."""
    if position + 1 >= len(blocks):
        return False
    after = blocks[position + 1]
    if after.category is Category.CAPTION and position + 2 < len(blocks):
        behind = blocks[position + 2]
        return behind.category is None and squeeze(behind.text) == key
    if ends_sentence(after.text) or after.category is not None:
        return False  # a sentence given twice may be standfirst and lede
    return squeeze(after.text) == key


def _precedes_credited(blocks: Sequence[Block], position: int, key: str) -> bool:
    """Whether a caption that begins with these words follows: this is its text without credit."""
    if is_prose(blocks[position].text):
        return False
    for after in blocks[position + 1 : position + 1 + _NEAR]:
        if after.category is Category.CAPTION and _extends(squeeze(after.text), key):
            return True
        if is_prose(after.text) and after.category is not Category.CAPTION:
            return False
    return False
