"""The spellings of wire services, and the words that one of them may begin with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from cleaner.text.dates.chars import word_key

_LETTERS_RE = re.compile(r"[^\W\d_]+")


class Wires(dict[str, str]):
    """Folded spelling → name of the service; made once for all pages, it never changes."""

    @cached_property
    def firsts(self) -> frozenset[str]:
        """Key of the first letters of each spelling, as `letter_keys` gives them."""
        return frozenset(key for spelling in self for key in letter_keys(spelling)[:1])


def first_words(wires: Mapping[str, str]) -> frozenset[str]:
    """The keys of which a line that begins with a wire service has one.

    >>> sorted(first_words({"agence france-presse": "AFP", "dpa-afx": "dpa"}))
    ['agence', 'dpa']
    """
    return wires.firsts if isinstance(wires, Wires) else Wires(wires).firsts


def letter_keys(text: str) -> list[str]:
    """The keys of the runs of letters in the text.

    >>> letter_keys("Agência Lusa (dpa-AFX)")
    ['agencia', 'lusa', 'dpa', 'afx']
    """
    if text.isascii():
        return _LETTERS_RE.findall(text.lower())
    return list(map(word_key, _LETTERS_RE.findall(text)))
