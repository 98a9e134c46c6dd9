"""Step: lists of other stories and lines that recur, known by their rhythm alone."""

from __future__ import annotations

from collections import Counter

from cleaner.model import Block, Category, Document, Element, Knowledge
from cleaner.text.folding import fold, squeeze
from cleaner.text.prose import ends_sentence, is_prose, word_count

_STAMPS = 3
"""So many stamps, each beside a short line, are a list of stories."""
_SECTIONS, _LONGEST_TEASER = 2, 4
"""So many sections with a headline each, and so few lines to each, are other stories."""
_PARAGRAPHS, _HEADLINE_WORDS = 2, 3
_TIMES = 3
_SHORT = 80
"""A short line given so many times is furniture, whatever it says."""


def label_lists(doc: Document, knowledge: Knowledge) -> Document:
    """The document with lists of stamped headlines and often repeated short lines labelled."""
    if not doc.blocks or doc.blocks[0].element is not Element.LINE:
        return doc
    blocks = list(doc.blocks)
    _label_stamped(blocks)
    _label_sectioned(blocks, knowledge.words("section"))
    _label_recurring(blocks)
    return doc.with_blocks(blocks)


def _label_stamped(blocks: list[Block]) -> None:
    """Headline, stamp, headline, stamp …: from three on, other stories and when they appeared."""
    stamps = [n for n, block in enumerate(blocks) if block.category is Category.DATE]
    runs: list[list[int]] = []
    for position in stamps:
        if runs and position - runs[-1][-1] == 2 and _is_teaser(blocks[position - 1]):
            runs[-1].append(position)
        else:
            runs.append([position])
    for run in runs:
        if len(run) < _STAMPS:
            continue
        first = run[0] - 1 if run[0] and _is_teaser(blocks[run[0] - 1]) else run[0]
        last = run[-1] + 1 if first == run[0] and run[-1] + 1 < len(blocks) else run[-1]
        for position in range(first, last + 1):
            if blocks[position].category in {None, Category.DATE}:
                blocks[position] = blocks[position].labelled(
                    Category.RELATED, "structure/stamped-list"
                )


def _label_sectioned(blocks: list[Block], sections: frozenset[str]) -> None:
    """Section, headline, perhaps a line or two, section, headline …: other stories to the end."""
    begins = [
        n for n, block in enumerate(blocks[:-1]) if _heads_teaser(block, blocks[n + 1], sections)
    ]
    for number, start in enumerate(begins):
        if sum(map(_is_paragraph, blocks[:start])) < _PARAGRAPHS:
            continue
        ends = [*begins[number + 1 :], len(blocks)]
        rest = [end - begin for begin, end in zip(begins[number:], ends, strict=True)]
        if len(rest) < _SECTIONS or max(rest) > _LONGEST_TEASER:
            continue
        for position in range(start, len(blocks)):
            if blocks[position].category in {None, Category.NAV, Category.DATE}:
                blocks[position] = blocks[position].labelled(
                    Category.RELATED, "structure/sectioned-list"
                )
        return


def _heads_teaser(block: Block, after: Block, sections: frozenset[str]) -> bool:
    """Whether the line is a section's name and the next one a headline."""
    if block.category not in {None, Category.NAV} or fold(block.text) not in sections:
        return False
    return _is_teaser(after) and word_count(after.text) >= _HEADLINE_WORDS


def _is_paragraph(block: Block) -> bool:
    return block.category is None and is_prose(block.text)


def _is_teaser(block: Block) -> bool:
    return block.category is None and word_count(block.text) <= 25 and not ends_sentence(block.text)


def _label_recurring(blocks: list[Block]) -> None:
    short = {
        n: squeeze(block.text)
        for n, block in enumerate(blocks)
        if _may_recur(block) and not _is_fragment(blocks, n)
    }
    times = Counter(short.values())
    for position, key in short.items():
        block = blocks[position]
        if block.category is None and len(key) >= 3 and times[key] >= _TIMES:
            blocks[position] = block.labelled(Category.OTHER, "structure/recurring-line")


def _is_fragment(blocks: list[Block], position: int) -> bool:
    """Whether the line is a part of a sentence: a name that was a link recurs in a story."""
    after = blocks[position + 1] if position + 1 < len(blocks) else None
    return blocks[position].glue is not None or (after is not None and after.glue is not None)


def _may_recur(block: Block) -> bool:
    """Whether the line is a few words that are no sentence, no label and no item of a list."""
    return (
        len(block.text) <= _SHORT
        and word_count(block.text) <= 6
        and not ends_sentence(block.text)
        and not block.text.endswith(":")
        and not block.text.startswith(("- ", "|"))
    )
