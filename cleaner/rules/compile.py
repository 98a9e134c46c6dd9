"""Phrases and patterns → one look-up and one pass of RE2 for a line, whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import re2

from cleaner.model import Category, Hit
from cleaner.rules.book import Phrase, Rule, Section, Span, Status
from cleaner.rules.patterns import compiled, options
from cleaner.text.folding import fold

_LONGEST_LINE = 100_000  # of a block that is tried against patterns: longer ones are no boilerplate
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
class _Ranked:
    strength: Strength
    span: Span
    hit: Hit


@dataclass(frozen=True, slots=True)
class _RankedRule:
    strength: Strength
    rule: Rule


@dataclass(slots=True)
class Matcher:
    """The active phrases and rules of some sections, ready to be asked about lines.

    `levels` orders the sections: 0 outlet, 1 template, 2 language, 3 all languages.
    """

    sections: tuple[tuple[int, Section], ...]
    _phrases: dict[str, list[_Ranked]] = field(default_factory=dict)
    _rules: list[_RankedRule] = field(default_factory=list)
    _set: PatternSet | None = None

    def __post_init__(self) -> None:
        order = 0
        for level, section in self.sections:
            for phrase in sorted(_active(section.phrases), key=lambda one: (one.folded, one.id)):
                order += 1
                self._phrases.setdefault(phrase.folded, []).append(
                    _Ranked(_strength(phrase, level, order), phrase.span, _phrase_hit(phrase))
                )
            for rule in _active(section.rules):
                order += 1
                self._rules.append(_RankedRule(_strength(rule, level, order), rule))

    def hits(self, text: str, folded: str, date: str | None) -> list[tuple[Strength, Hit]]:
        """(strength, hit) of each phrase and rule that matches, in no order."""
        found = [
            (one.strength, _stretched(one.hit, text))
            for one in self._phrases.get(folded, ())
            if date is None or one.span.covers(date)
        ]
        for number in self._matching(text):
            ranked = self._rules[number]
            if date is not None and not ranked.rule.span.covers(date):
                continue
            hit = _rule_hit(ranked.rule, text)
            if hit is not None:
                found.append((ranked.strength, hit))
        return found

    def _matching(self, text: str) -> Iterable[int]:
        if not self._rules or len(text) > _LONGEST_LINE:
            return ()
        if self._set is None:
            self._set = PatternSet([ranked.rule.pattern for ranked in self._rules])
        return self._set.matching(text)


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

    def matching(self, text: str) -> list[int]:
        """The numbers of the patterns that are in the text, ascending."""
        return sorted(
            first + number for first, made in self._sets for number in made.Match(text) or ()
        )


def _empty_set() -> Any:  # noqa: ANN401 - RE2 has no types
    chosen = options()
    chosen.max_mem = _SET_MEMORY
    return re2.Set.SearchSet(chosen)


def _active(parts: Iterable[Any]) -> list[Any]:
    return [one for one in parts if one.status is Status.ACTIVE]


def _strength(part: Phrase | Rule, level: int, order: int) -> Strength:
    return Strength(part.category is not Category.BODY, -part.place.layer, level, order)


def _phrase_hit(phrase: Phrase) -> Hit:
    return Hit(rule=phrase.id, category=phrase.category, start=0, end=0, zone=phrase.zone)


def _stretched(hit: Hit, text: str) -> Hit:
    return Hit(rule=hit.rule, category=hit.category, start=0, end=len(text), zone=hit.zone)


def _rule_hit(rule: Rule, text: str) -> Hit | None:
    found = compiled(rule.pattern).search(text)
    if found is None or found.end() == found.start():
        return None
    values = tuple(
        (name, value.strip())
        for name, value in sorted(found.groupdict().items())
        if value is not None and value.strip()
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
    """Two matchers asked as one: what is special to the page, and what is general."""

    special: Matcher
    general: Matcher

    def hits(self, text: str, date: str | None) -> tuple[Hit, ...]:
        """All hits, strongest first."""
        folded = fold(text)
        found = self.special.hits(text, folded, date) + self.general.hits(text, folded, date)
        if len(found) > 1:
            found.sort(key=lambda one: one[0])
        return tuple(hit for _, hit in found)
