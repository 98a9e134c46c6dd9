"""Step: the headline of a dump, and every place where it is given again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cleaner.model import Block, Category, Document, Element, Knowledge
from cleaner.steps.layout import Unit, main_span, units
from cleaner.text.folding import fold, squeeze
from cleaner.text.prose import ends_sentence, word_count

_STEM = 5
"""Words are compared by their first letters: case endings differ between headline and text."""
_BODY_CHARACTERS = 4000
_WORD_RE = re.compile(r"\w{4,}")
_HAN_RE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_LEAST = 1.0
"""The score a line must reach to be the headline: some evidence beside its place."""
_FURTHEST = 12
"""How many unlabelled units a headline may stand before the story."""


def find_headline(doc: Document, knowledge: Knowledge) -> Document:
    """The document with its headline labelled, and the lines that repeat it.

    A headline stands before the story, is neither a word nor a paragraph, and its words come
    again in the story; being given twice speaks for it. Where nothing does, there is none.
    """
    blocks = list(doc.blocks)
    found = units(blocks)
    if not any(block.category is Category.TITLE for block in blocks):
        if not blocks or blocks[0].element is not Element.LINE:
            return doc
        best = _best(found)
        if best is None:
            return doc
        for position in range(best.start, best.stop):
            blocks[position] = blocks[position].labelled(Category.TITLE, "structure/headline")
    title = next(unit.text for unit in units(blocks) if unit.category is Category.TITLE)
    _label_repeats(blocks, title)
    return replace(doc, blocks=tuple(blocks))


def _best(found: Sequence[Unit]) -> Unit | None:
    first, stop = main_span(found)
    if first == stop:
        return None
    body = " ".join(unit.text for unit in found[first:stop] if unit.category is None)
    stems = _stems(body[:_BODY_CHARACTERS])
    best, best_score, between = None, _LEAST, 0
    opening = next((unit for unit in found if unit.category is None), None)
    for position in range(first - 1, -1, -1):
        unit = found[position]
        if unit.category is not None:
            continue
        if between >= _FURTHEST:
            break
        words = word_count(unit.text)
        if 2 <= words <= 35:
            score = _score(unit, words, stems, found[:first])
            score += 0.8 * (unit is opening) - 0.12 * between
            if score > best_score:
                best, best_score = unit, score
        between += 1
    return best


def _score(unit: Unit, words: float, stems: frozenset[str], head: Sequence[Unit]) -> float:
    own = _stems(unit.text)
    score = 4 * len(own & stems) / len(own) if own else 0.0
    score += 0.5 if words >= 4 else -1.0
    if ends_sentence(unit.text) and unit.text[-1:] not in "?!？！":
        score -= 0.8
    key = squeeze(unit.text)
    if any(other is not unit and squeeze(other.text).startswith(key) for other in head):
        score += 1.0
    return score


def _stems(text: str) -> frozenset[str]:
    """Beginnings of the longer words; pairs of characters where words are not spaced."""
    folded = fold(text)
    stems = {word[:_STEM] for word in _WORD_RE.findall(folded)}
    unspaced = _HAN_RE.findall(folded)
    stems.update(a + b for a, b in zip(unspaced, unspaced[1:], strict=False))
    return frozenset(stems)


def _label_repeats(blocks: list[Block], title: str) -> None:
    """Label what gives the headline again: alone, with the outlet behind it, before a caption."""
    key = squeeze(title)
    if len(key) < 8:
        return
    for position, block in enumerate(blocks):
        if block.category is not None or block.glue is not None:
            continue
        text = squeeze(block.text)
        if text == key:
            after = blocks[position + 1].category if position + 1 < len(blocks) else None
            repeat = Category.CAPTION_DUP if after is Category.CAPTION else Category.TITLE
            blocks[position] = block.labelled(repeat, "structure/headline-again")
        elif text.startswith(key) and _is_caption_of(title, block.text):
            blocks[position] = block.labelled(Category.CAPTION, "structure/headline-with-caption")


def _is_caption_of(title: str, text: str) -> bool:
    """Whether the text is the headline and then a sentence of its own: an image's texts, glued."""
    rest = text[len(title) :].strip()
    return word_count(title) >= 5 and rest[:1].isupper() and word_count(rest) >= 4
