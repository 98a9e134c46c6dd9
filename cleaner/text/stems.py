"""The words of a text as they are compared between texts of one story."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from cleaner.text.folding import fold

_SHORTEST, _LENGTH = 4, 5
"""Words are compared by their first letters: case endings differ between headline and text."""
_IN_WORD = r"[\w\u0900-\u0963\u0966-\u0dff]"
"""Letters, and the vowel signs of the scripts of India, which are no letters to `re`."""
_STEM_RE = re.compile(rf"({_IN_WORD}{{{_SHORTEST},{_LENGTH}}}){_IN_WORD}*")
_LETTER_RE = re.compile(_IN_WORD)
_VIETNAMESE_RE = re.compile(r"\b(?=\w{2,3}\b)\w{0,2}[ăđơư\u1ea0-\u1ef9]\w{0,2}\b")
"""A syllable is written as a word there: the short ones tell much."""
_UNSPACED_RE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


def stems(text: str) -> frozenset[str]:
    """Beginnings of the longer words; pairs of characters where words are not spaced.

    >>> sorted(stems("Ministers met in Bergen"))
    ['berge', 'minis']
    >>> sorted(stems("गंगा पर पुल")) == ["गंगा"]
    True
    """
    folded = fold(text)
    found = frozenset(_STEM_RE.findall(folded))
    if folded.isascii():
        return found
    return found.union(_pairs(folded), _VIETNAMESE_RE.findall(folded))


def has_stem(folded: str) -> bool:
    """Whether a folded text has any stem."""
    return _STEM_RE.search(folded) is not None or bool(_pairs(folded))


def count_shared(own: frozenset[str], folded: str) -> int:
    """How many of these stems a folded text has; they are few, the text may be long.

    >>> count_shared(stems("Ministers met in Bergen"), "the minister left bergen for oslo")
    2
    """
    pairs = _pair_set(folded) if own and min(map(len, own)) < _SHORTEST else frozenset()
    return sum(stem in pairs or _begins_word(stem, folded) for stem in own)


@lru_cache(maxsize=2)
def _pair_set(folded: str) -> frozenset[str]:
    """The pairs of a story's text, which each candidate for its headline is compared with."""
    return frozenset(_pairs(folded))


def _pairs(folded: str) -> list[str]:
    if folded.isascii():
        return []
    return [one + other for one, other in pairwise(_UNSPACED_RE.findall(folded))]


def _begins_word(stem: str, folded: str) -> bool:
    """Whether a word begins so; a stem of less than the usual length is a whole word."""
    at = folded.find(stem)
    while at >= 0:
        whole = len(stem) == _LENGTH or not _LETTER_RE.match(folded, at + len(stem))
        if whole and not (at and _LETTER_RE.match(folded, at - 1)):
            return True
        at = folded.find(stem, at + 1)
    return False
