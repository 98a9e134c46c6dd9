"""Phrases and patterns → one look-up and one pass of RE2 for a line, whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import re2

from cleaner.model import Category, Hit
from cleaner.rules.book import Phrase, Rule, Section, Span, Status
from cleaner.rules.patterns import compiled, groups, options
from cleaner.rules.relax import relaxed
from cleaner.text.folding import fold

P = TypeVar("P", Phrase, Rule)

_ALWAYS = Span()
_LONGEST_LINE = 100_000  # of a block that is tried against patterns: longer ones are no boilerplate
_SHORT = 80  # characters of a line that is folded at once
_SET_MEMORY = 256 << 20  # a bound, not what is taken
_SET_STEPS = 400_000  # with more, RE2 may run out of its memory and would match nothing


@dataclass(frozen=True, slots=True, order=True)
class Strength:
    """The order of hits: smaller is stronger."""

    unprotected: bool
    layer: int
    level: int
    order: int


@dataclass(frozen=True, slots=True)
class _RankedRule:
    strength: Strength
    rule: Rule


@dataclass(slots=True)
class Matcher:
    """The phrases and rules of some sections that are of one status, ready to be asked about lines.

    Sections come with their levels: 0 outlet, 1 template, 2 language, 3 all languages. A phrase
    is kept with its level and its place in the order of all. `dated` says whether the day of a
    page matters to any of them.
    """

    sections: tuple[tuple[int, Section], ...]
    status: Status = Status.ACTIVE
    dated: bool = field(default=False, init=False)
    phrases: dict[str, list[tuple[Phrase, int, int]]] = field(default_factory=dict, init=False)
    rules: list[_RankedRule] = field(default_factory=list, init=False)
    last_words: frozenset[str] = field(default=frozenset(), init=False)
    _candidates: PatternSet | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        order = 0
        for level, section in self.sections:
            for phrase in sorted(
                self._chosen(section.phrases), key=lambda one: (one.folded, one.id)
            ):
                order += 1
                self.phrases.setdefault(phrase.folded, []).append((phrase, level, order))
            for rule in self._chosen(section.rules):
                order += 1
                self.rules.append(_RankedRule(_strength(rule, level, order), rule))
        self.last_words = frozenset(one.rpartition(" ")[2] for one in self.phrases)

    def __bool__(self) -> bool:
        return bool(self.phrases or self.rules)

    def _chosen(self, parts: Iterable[P]) -> list[P]:
        chosen = [one for one in parts if one.status is self.status]
        self.dated = self.dated or any(one.span != _ALWAYS for one in chosen)
        return chosen

    def key_of(self, folded: str) -> str | None:
        """The phrase that a folded text is, if any; a space before its colon does not count."""
        if folded in self.phrases:
            return folded
        tight = folded[:-2] + ":" if folded.endswith(" :") else folded
        return tight if tight in self.phrases else None

    def phrase_hits(self, text: str, folded: str, date: str | None) -> list[tuple[Strength, Hit]]:
        """(strength, hit) of each phrase that the text is."""
        return [
            (_strength(phrase, level, order), _phrase_hit(phrase, text))
            for phrase, level, order in self.phrases[folded]
            if date is None or phrase.span.covers(date)
        ]

    def rule_hits(self, text: str, encoded: bytes, date: str | None) -> list[tuple[Strength, Hit]]:
        """(strength, hit) of each rule that matches the text, which is given in UTF-8 too."""
        found = []
        for number in self._may_match(encoded):
            ranked = self.rules[number]
            if date is not None and not ranked.rule.span.covers(date):
                continue
            hit = _rule_hit(ranked.rule, text, encoded)
            if hit is not None:
                found.append((ranked.strength, hit))
        return found

    def _may_match(self, encoded: bytes) -> Sequence[int]:
        """The numbers of all rules that match, and of few others."""
        if self._candidates is None:
            self._candidates = PatternSet([relaxed(one.rule.pattern) for one in self.rules])
        return self._candidates.matching(encoded)


class PatternSet:
    """Patterns that are looked for together, in one pass over a line."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._sets: list[tuple[int, Any]] = []
        room = 0
        for number, pattern in enumerate(patterns):
            steps = compiled(pattern).programsize
            if not self._sets or steps > room:
                self._sets.append((number, _empty_set()))
                room = _SET_STEPS
            self._sets[-1][1].Add(pattern)
            room -= steps
        for _, made in self._sets:
            made.Compile()

    def matching(self, text: str | bytes) -> list[int]:
        """The numbers of the patterns that are in the text, ascending."""
        if len(self._sets) == 1:
            return sorted(self._sets[0][1].Match(text) or ())
        found: list[int] = []
        for first, made in self._sets:
            numbers = made.Match(text)
            if numbers is not None:
                found += [first + number for number in numbers]
        found.sort()
        return found


def _empty_set() -> Any:  # noqa: ANN401 - RE2 has no types
    chosen = options()
    chosen.max_mem = _SET_MEMORY
    return re2.Set.SearchSet(chosen)


def _strength(part: Phrase | Rule, level: int, order: int) -> Strength:
    return Strength(part.category is not Category.BODY, -part.place.layer, level, order)


def _phrase_hit(phrase: Phrase, text: str) -> Hit:
    return Hit(rule=phrase.id, category=phrase.category, start=0, end=len(text), zone=phrase.zone)


def _rule_hit(rule: Rule, text: str, encoded: bytes) -> Hit | None:
    # Spans in bytes need not be translated where they are those of characters.
    found = compiled(rule.pattern).search(encoded if text.isascii() else text)
    if found is None or found.end() == found.start():
        return None
    values = tuple(
        (name, value)
        for name, number in groups(rule.pattern)
        if (value := text[slice(*found.span(number))].strip())
    )
    return Hit(
        rule=rule.id,
        category=rule.category,
        start=found.start(),
        end=found.end(),
        scope=rule.scope,
        zone=rule.zone,
        values=values,
        until=rule.ends,
    )


@dataclass(frozen=True, slots=True)
class Both:
    """Matchers asked as one: what is special to the page, what is general, and what is English.

    `english` is for the lines in English letters of a page in another script; None where the
    page's own language is written in them.
    """

    special: Matcher
    general: Matcher
    english: Matcher | None = None

    def __bool__(self) -> bool:
        return bool(self.special or self.general)

    @property
    def dated(self) -> bool:
        """Whether the day of a page matters."""
        return (
            self.special.dated
            or self.general.dated
            or (self.english is not None and self.english.dated)
        )

    def hits(self, text: str, date: str | None) -> tuple[Hit, ...]:
        """All hits, strongest first."""
        found: list[tuple[Strength, Hit]] = []
        asked: tuple[Matcher, ...] = (self.special, self.general)
        if self.english is not None and _is_ascii(text):
            asked = (*asked, self.english)
        if len(text) <= _SHORT or _may_be_phrase(text, asked):
            folded = fold(text)
            for matcher in asked:
                key = matcher.key_of(folded)
                if key is not None:
                    found += matcher.phrase_hits(text, key, date)
        if len(text) <= _LONGEST_LINE:
            encoded = text.encode()
            for matcher in asked:
                if matcher.rules:
                    found += matcher.rule_hits(text, encoded, date)
        if not found:
            return ()
        if len(found) > 1:
            found.sort(key=lambda one: one[0])
        return tuple(hit for _, hit in found)


def _may_be_phrase(text: str, asked: tuple[Matcher, ...]) -> bool:
    """Whether some phrase ends with the same word; folding a whole line costs more.

    Words fold one by one: the folded text ends with its last word folded.
    """
    words = text.rsplit(None, 1)
    last = fold(words[-1]).rpartition(" ")[2] if words else ""
    return not last or any(last in matcher.last_words for matcher in asked)


def _is_ascii(text: str) -> bool:
    """Whether the line is in English letters, but for a few quotes, dashes and signs."""
    return text.isascii() or len(text.encode()) <= len(text) + 3 * _FEW_SIGNS


_FEW_SIGNS = 2
