"""What differs inside a line that was changed: word by word, for whoever shows both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_MOST = 1500  # words of a line that are aligned one by one
_LEAST_ALIKE = 0.3  # lines with less in common are shown whole, the old one and the new one

Run = tuple[str, str]
"""What stood there before and what stands there now; equal where nothing changed."""


def word_changes(before: str, after: str) -> Iterator[Run]:
    """The runs of the line in their order; joined, the first parts give `before`.

    >>> list(word_changes("two of its pillars", "three of its pillars"))
    [('two', 'three'), (' of its pillars', ' of its pillars')]
    >>> list(word_changes("rain", "sun and snow"))
    [('rain', 'sun and snow')]
    """
    then, now = _WORD.findall(before), _WORD.findall(after)
    if max(len(then), len(now)) > _MOST:
        yield before, after
        return
    matcher = SequenceMatcher(None, then, now, autojunk=False)
    if matcher.ratio() < _LEAST_ALIKE:
        yield before, after
        return
    for _, i, j, k, m in matcher.get_opcodes():
        yield "".join(then[i:j]), "".join(now[k:m])
