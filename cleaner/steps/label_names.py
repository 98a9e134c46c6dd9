"""Step: names and days that stand alone around the headline, where their place says what they are."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.model import Block, Category, Document, Element, Knowledge
from cleaner.steps.layout import furniture, main_span
from cleaner.steps.units import units
from cleaner.text.bylines import parse_byline
from cleaner.text.clocks import find_clock
from cleaner.text.folding import fold
from cleaner.text.names import is_han_name, is_introduced_name, is_person_name
from cleaner.text.places import lookup_place
from cleaner.text.prose import word_count
from cleaner.text.stamps import find_stamps

_NAME_WORDS = 8
_SIGNS = frozenset({Category.BYLINE, Category.DATE})


def label_names(doc: Document, knowledge: Knowledge) -> Document:
    """The document with bylines that are nothing but a name, and days without a word, labelled.

    Between headline and story a name is a byline and a day is the stamp of publication; above
    the headline a day is the page's clock. A name below the story that stood in the byline is
    about the writer.
    """
    if not doc.blocks or doc.blocks[0].element is not Element.LINE:
        return doc
    blocks = list(doc.blocks)
    begin, end, parting = _story(blocks)
    titles = [n for n, block in enumerate(blocks) if block.category is Category.TITLE and n < begin]
    above = titles[0] if titles else begin
    for position in range(above):
        blocks[position] = _above(blocks[position], knowledge)
    for position in (*reversed(parting), *range(begin - 1, above, -1)) if titles else ():
        beside = (*blocks[position - 1 : position], *blocks[position + 1 : position + 2])
        if _is_by_word(blocks[position - 1], knowledge):
            blocks[position] = _introduced(blocks[position], knowledge)
        signed = any(one.category in _SIGNS or _is_address(one) for one in beside)
        blocks[position] = _between(blocks[position], knowledge, signed=signed)
    _label_signature(blocks, end, knowledge)
    _label_writers(blocks, end)
    return doc.with_blocks(blocks)


def _story(blocks: Sequence[Block]) -> tuple[int, int, range]:
    """Where the story begins and ends, and the lines in it that part a standfirst from it."""
    found = units(blocks)
    first, stop = main_span(found)
    if first == stop:
        return len(blocks), 0, range(0)
    parting = furniture(found, first, stop)
    if not any(blocks[position].category in _SIGNS for position in parting):
        parting = range(0)
    return found[first].start, found[stop - 1].stop, parting


def _above(block: Block, knowledge: Knowledge) -> Block:
    if block.category is not None or word_count(block.text) > _NAME_WORDS:
        return block
    if find_clock(block.text, language=knowledge.language) is not None:
        return block.labelled(Category.LIVE, "structure/day-above-headline")
    return block


def _between(block: Block, knowledge: Knowledge, *, signed: bool) -> Block:
    if block.category is not None or word_count(block.text) > _NAME_WORDS:
        return block
    if find_stamps(block.text, language=knowledge.language) is not None:
        return block.labelled(Category.DATE, "structure/day-below-headline")
    byline = parse_byline(block.text, language=knowledge.language, agencies=knowledge.agencies())
    if _is_by_word(block, knowledge):
        return block.labelled(Category.BYLINE, "structure/by-word")
    if signed and _is_bare_name(block.text, knowledge):
        return block.labelled(Category.BYLINE, "structure/name-beside-sign")
    if byline is None or not (byline.authors or byline.agencies):
        return block
    if "/" in block.text:  # who made and who owns a picture
        return block.labelled(Category.CAPTION, "structure/credit-below-headline")
    return block.labelled(Category.BYLINE, "structure/name")


def _is_by_word(block: Block, knowledge: Knowledge) -> bool:
    return fold(block.text).rstrip(" :") in knowledge.words("by")


def _introduced(block: Block, knowledge: Knowledge) -> Block:
    """The block, as the name that a line such as "Written by:" announces."""
    if block.category is None and is_introduced_name(block.text, knowledge.language):
        return block.labelled(Category.BYLINE, "structure/name-behind-by-word")
    return block


def _is_address(block: Block) -> bool:
    return block.category is Category.OTHER and "@" in block.text and " " not in block.text


def _is_bare_name(text: str, knowledge: Knowledge) -> bool:
    if is_han_name(text, knowledge.language):
        return fold(text) not in knowledge.words("section")
    return is_person_name(text, knowledge.language) and not lookup_place(text)


def _label_signature(blocks: list[Block], end: int, knowledge: Knowledge) -> None:
    """The line right below the story that is nothing but a person's name signs it."""
    if not 0 < end < len(blocks):
        return
    block = blocks[end]
    if block.category is not None or word_count(block.text) > _NAME_WORDS:
        return
    byline = parse_byline(block.text, language=knowledge.language, agencies=knowledge.agencies())
    if byline is not None and byline.authors:
        blocks[end] = block.labelled(Category.BYLINE, "structure/signature")


def _label_writers(blocks: list[Block], end: int) -> None:
    names = {fold(block.text) for block in blocks[:end] if block.category is Category.BYLINE}
    for position in range(end, len(blocks)) if names else ():
        block = blocks[position]
        if block.category is None and fold(block.text) in names:
            blocks[position] = block.labelled(Category.BIO, "structure/writer-below-story")
