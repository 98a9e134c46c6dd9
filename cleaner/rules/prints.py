"""Which fingerprints stand in a page; their number hardly matters."""

from __future__ import annotations

from collections.abc import Sequence

import re2

from cleaner.rules.compile import PatternSet

_FEW = 600
_SEPARATORS = ".:/@"  # besides the space: names of hosts are written with them


class Prints:
    """Folded texts that are looked for together.

    RE2 looks for a few hundred in one pass; with thousands it would take a hundred times as long
    and much memory. A word inside such a text, with its neighbours on both sides, is a whole word
    wherever the text stands: where there are many, they are found by one of their words.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._by_word: dict[str, list[int]] = {}
        self._others: list[int] = []
        few = len(texts) <= _FEW
        inner = [set() if few else _inner_words(text) for text in texts]
        spread: dict[str, int] = {}
        for words in inner:
            for word in words:
                spread[word] = spread.get(word, 0) + 1
        for number, words in enumerate(inner):
            if words:
                rarest = min(words, key=lambda word: (spread[word], -len(word), word))
                self._by_word.setdefault(rarest, []).append(number)
            else:
                self._others.append(number)
        self._set: PatternSet | None = None

    def within(self, folded: str) -> list[int]:
        """The numbers of the texts that the folded text contains, ascending."""
        words = self._by_word.keys() & _words(folded) if self._by_word else ()
        found = [
            number
            for word in words
            for number in self._by_word[word]
            if self._texts[number] in folded
        ]
        if self._others:
            if self._set is None:
                self._set = PatternSet([re2.escape(self._texts[one]) for one in self._others])
            found += [self._others[number] for number in self._set.matching(folded)]
        return sorted(found)


def _words(folded: str) -> list[str]:
    for separator in _SEPARATORS:
        folded = folded.replace(separator, " ")
    return folded.split(" ")


def _inner_words(text: str) -> set[str]:
    """The words that do not touch an end of the text."""
    return {word for word in _words(text)[1:-1] if word}
