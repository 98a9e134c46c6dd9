"""Where a short story goes on behind prompts and links that outweigh what is left of it."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.model import Category
from cleaner.steps.units import Unit
from cleaner.text.prose import asks, ends_sentence, word_count

_INSIDE = frozenset(
    {
        Category.AD,
        Category.CAPTION,
        Category.CAPTION_DUP,
        Category.NEWSLETTER,
        Category.PAYWALL,
        Category.RELATED,
        Category.SHARE,
    }
)
"""What newsrooms print between two paragraphs; bios, comments and notices stand below the last."""
_LEAST_WORDS = 7
_LEAST_LETTERS = 50
"""As much as the words: where endings say what others say in words, a sentence has few of them."""
_LINKS = 1
"""So many lines of a gap may be unknown: the link below a heading such as `Read also`."""
_SHORT_STORY = 6
"""A story of no more paragraphs may go on behind a link; in a longer one a link is a list's."""
_LEAST_RESUMED = 2


def resumed_stop(found: Sequence[Unit], first: int, stop: int) -> int:
    """Where the story of the span from `first` to `stop` ends: behind what goes on below prompts.

    A paragraph goes on with the story where nothing but what newsrooms print between paragraphs
    stands above it, one link at most. No more is taken so than the story has without it.
    """
    paragraphs = sum(1 for unit in found[first:stop] if _is_paragraph(unit))
    if not paragraphs:
        return stop
    for _ in range(max(paragraphs, _LEAST_RESUMED)):
        after = _next_stop(found, stop, is_short=paragraphs <= _SHORT_STORY)
        if after is None:
            break
        stop = after
    return stop


def _next_stop(found: Sequence[Unit], stop: int, *, is_short: bool) -> int | None:
    """The position after the next paragraph of the story; None where it is over."""
    gap: set[Category] = set()
    links = 0
    for position in range(stop, len(found)):
        unit = found[position]
        if _is_paragraph(unit):
            is_below_link = position > stop and found[position - 1].category is None
            if is_below_link and not (is_short and Category.RELATED in gap):
                return None
            return position + 1
        if unit.category is None:
            links += 1
        elif unit.category in _INSIDE:
            gap.add(unit.category)
        else:
            return None
        if links > _LINKS:
            return None
    return None


def _is_paragraph(unit: Unit) -> bool:
    if unit.category is Category.BODY:
        return True
    if unit.category is not None or not ends_sentence(unit.text):
        return False
    is_long = word_count(unit.text) >= _LEAST_WORDS or len(unit.text) >= _LEAST_LETTERS
    return is_long and not asks(unit.text)
