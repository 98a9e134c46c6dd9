"""Step: the dateline, on its own line, in front of the lede, or behind a Japanese story."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.model import Block, Category, Document, Element, Knowledge
from cleaner.text.datelines import ParsedDateline, parse_dateline, parse_tail_dateline
from cleaner.text.prose import ends_sentence, is_prose, word_count

_PARAGRAPHS = 3
"""Only the first paragraphs can open with a dateline; below them a place is a word of the text."""
_OWN_LINE_WORDS = 10
_LONGEST_STANDFIRST = 60
_CLOSERS = ("】", "］")
_FROM_LIST = "structure/line-above-story"
"""The rule that calls a short line above the story a caption, for want of anything better."""
_RULE = "structure/dateline"


def lift_dateline(doc: Document, knowledge: Knowledge) -> Document:
    """The document with its dateline labelled (own line) or cut out (in front of a paragraph).

    Found at most once, in the first three unlabelled units after the headline, else behind the
    last paragraph, where Japanese papers print it. The one paragraph between headline and
    dateline is the standfirst: a story begins with its dateline. A page whose later stories
    open with datelines of their own has none that holds for all of it.
    """
    if any(block.category is Category.DATELINE for block in doc.blocks):
        return doc
    blocks = list(doc.blocks)
    above: list[int] = []
    for position, block in enumerate(blocks):
        if block.glue is not None or not _may_hold(block):
            continue
        lifted = _lifted(blocks, position, knowledge)
        if lifted is not None:
            if _opens_again(blocks, position, knowledge):
                return doc
            blocks[position] = lifted
            _label_standfirst(blocks, above)
            return doc.with_blocks(blocks)
        if block.rule != _FROM_LIST:
            above.append(position)
        if len(above) == _PARAGRAPHS:
            break
    return doc.with_blocks(_lifted_behind(blocks, knowledge))


def _may_hold(block: Block) -> bool:
    return block.category in {None, Category.BODY} or block.rule == _FROM_LIST


def _parse(text: str, knowledge: Knowledge, *, own_line: bool) -> ParsedDateline | None:
    """The dateline that opens the text, if it is certain."""
    parsed = parse_dateline(
        text, agencies=knowledge.agencies(), language=knowledge.language, own_line=own_line
    )
    return parsed if parsed is not None and parsed.certain else None


def _lifted(blocks: Sequence[Block], position: int, knowledge: Knowledge) -> Block | None:
    block = blocks[position]
    own_line = word_count(block.text) <= _OWN_LINE_WORDS and _prose_follows(blocks, position)
    if not own_line and block.rule == _FROM_LIST:
        return None
    parsed = _parse(block.text, knowledge, own_line=own_line)
    if parsed is None:
        return None
    if not block.text[parsed.end :].strip():
        return block.labelled(Category.DATELINE, _RULE) if own_line else None
    if block.rule == _FROM_LIST or any(cut.start < parsed.end for cut in block.cuts):
        return None
    return block.with_cut(0, parsed.end, Category.DATELINE, _RULE)


def _prose_follows(blocks: Sequence[Block], position: int) -> bool:
    for block in blocks[position + 1 : position + 4]:
        if block.category is None:
            return is_prose(block.text)
    return False


def _opens_again(blocks: Sequence[Block], position: int, knowledge: Knowledge) -> bool:
    """Whether a paragraph right below a further headline opens with a dateline of its own."""
    for number in range(position + 2, len(blocks)):
        heading, block = blocks[number - 1], blocks[number]
        if block.category not in {None, Category.BODY} or not is_prose(block.text):
            continue
        if heading.category in {None, Category.BODY} and not ends_sentence(heading.text):
            parsed = _parse(block.text, knowledge, own_line=False)
            if parsed is not None and "capitals" in parsed.evidence:
                return True
    return False


def _label_standfirst(blocks: list[Block], above: Sequence[int]) -> None:
    """Label the one paragraph that stands between the headline and the dateline."""
    if len(above) != 1 or any(one.category is Category.STANDFIRST for one in blocks):
        return
    block = blocks[above[0]]
    titled = any(one.category is Category.TITLE for one in blocks[: above[0]])
    if not titled or block.category is not None or block.element is not Element.LINE:
        return
    if ends_sentence(block.text) and 6 <= word_count(block.text) <= _LONGEST_STANDFIRST:
        blocks[above[0]] = block.labelled(Category.STANDFIRST, "structure/above-dateline")


def _lifted_behind(blocks: list[Block], knowledge: Knowledge) -> list[Block]:
    """The blocks with the dateline cut that closes the last paragraph; most have none."""
    for position in range(len(blocks) - 1, -1, -1):
        block = blocks[position]
        if block.category not in {None, Category.BODY} or not block.text.endswith(_CLOSERS):
            continue
        parsed = parse_tail_dateline(
            block.text, agencies=knowledge.agencies(), language=knowledge.language
        )
        if (
            parsed is not None
            and parsed.certain
            and all(one.end <= parsed.end for one in block.cuts)
        ):
            size = len(block.text)
            blocks[position] = block.with_cut(parsed.end, size, Category.DATELINE, _RULE)
        break
    return blocks
