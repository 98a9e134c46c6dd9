"""What a learned line is probably for, by the words of the rules that are known, and its name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from cleaner.model import LIFTED, Category
from cleaner.rules import RuleSet, Selection
from cleaner.text.folding import fold

_LONGEST_NAME = 60
_MOST_WORDS = 5
_MARGIN = 1.3
_LEAST = 0.5
_ENOUGH = 3
_WORD_RE = re.compile(r"[^\W\d_]{3,}")
_ASCII_RE = re.compile(r"[a-z]+")


class Namer:
    """Tells categories by the words that known phrases and cases of a language share."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules
        self._known: dict[str | None, dict[str, Counter[Category]]] = {}

    def category(self, text: str, language: str | None) -> Category:
        """The category whose known phrases have most of the words; `other` in doubt.

        A word that stands in many categories says little.

        Args:
            text: a line, or what of it does not vary.
            language: BCP 47; its rules are asked.
        """
        words = self._words(language)
        scores: defaultdict[Category, float] = defaultdict(float)
        for word in set(_WORD_RE.findall(fold(text))):
            known = words.get(word, Counter())
            for category, number in known.items():
                scores[category] += number / known.total() * min(1.0, number / _ENOUGH)
        ranked = sorted(scores.items(), key=lambda one: (-one[1], one[0]))
        if not ranked or ranked[0][1] < _LEAST:
            return Category.OTHER
        if len(ranked) > 1 and ranked[0][1] < _MARGIN * ranked[1][1]:
            return Category.OTHER
        return ranked[0][0]

    def _words(self, language: str | None) -> dict[str, Counter[Category]]:
        """Word → how many known phrases and cases of each category have it."""
        if language not in self._known:
            words: dict[str, Counter[Category]] = defaultdict(Counter)
            general = self._rules.knowledge(Selection(), language).matcher.general
            for folded, several in general.phrases.items():
                self._learn(words, folded, several[0][0].category)
            for ranked in general.rules:
                for text, _ in ranked.rule.removes:
                    self._learn(words, fold(text), ranked.rule.category)
            self._known[language] = dict(words)
        return self._known[language]

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
