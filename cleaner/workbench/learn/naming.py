"""What a learned line is probably for, by the words of the rules that are known, and its name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property

from cleaner.model import LIFTED, Category
from cleaner.rules import RuleSet
from cleaner.text.folding import fold

_LONGEST_NAME = 60
_MOST_WORDS = 5
_MARGIN = 1.3
_WORD_RE = re.compile(r"[^\W\d_]{3,}")
_ASCII_RE = re.compile(r"[a-z]+")


class Namer:
    """Tells categories by the words that known phrases and cases of a language share."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules

    def category(self, text: str) -> Category:
        """The category whose known phrases have most of the words; `other` in doubt.

        A word that stands in many categories says little.
        """
        scores: Counter[Category] = Counter()
        for word in set(_WORD_RE.findall(fold(text))):
            known = self._words.get(word)
            if known is None:
                continue
            total = sum(known.values())
            for category, number in known.items():
                scores[category] += number / total * min(1.0, number / 3)  # type: ignore[assignment]
        ranked = scores.most_common(2)
        if not ranked or ranked[0][1] < 0.5:
            return Category.OTHER
        if len(ranked) > 1 and ranked[0][1] < _MARGIN * ranked[1][1]:
            return Category.OTHER
        return ranked[0][0]

    @cached_property
    def _words(self) -> dict[str, Counter[Category]]:
        """Word → how many known phrases and cases of each category have it."""
        words: dict[str, Counter[Category]] = defaultdict(Counter)
        for phrase in self._rules.phrases:
            self._learn(words, phrase.folded, phrase.category)
        for rule in self._rules.rules:
            for text, _ in rule.removes:
                self._learn(words, fold(text), rule.category)
        return words

    def _learn(self, words: dict[str, Counter[Category]], folded: str, category: Category) -> None:
        if category in LIFTED or category in {Category.BODY, Category.OTHER}:
            return
        for word in set(_WORD_RE.findall(folded)):
            words[word][category] += 1


def rule_name(text: str, taken: set[str]) -> str:
    """An id for a rule that takes such a text: its first words in Latin letters, else a number."""
    words = _ASCII_RE.findall(fold(text))[:_MOST_WORDS]
    name = "-".join(words)[:_LONGEST_NAME].strip("-") or "line"
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free
