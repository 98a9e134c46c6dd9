"""The words of a text as they are compared between texts of one story."""

from __future__ import annotations

import re
from itertools import pairwise

from cleaner.text.folding import fold

_LENGTH = 5
"""Words are compared by their first letters: case endings differ between headline and text."""
_WORD_RE = re.compile(r"\w{4,}")
_UNSPACED_RE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


def stems(text: str) -> frozenset[str]:
    """Beginnings of the longer words; pairs of characters where words are not spaced.

    >>> sorted(stems("Ministers met in Bergen"))
    ['berge', 'minis']
    """
    folded = fold(text)
    found = {word[:_LENGTH] for word in _WORD_RE.findall(folded)}
    unspaced = _UNSPACED_RE.findall(folded)
    found.update(one + other for one, other in pairwise(unspaced))
    return frozenset(found)
