"""Every rule against every case that it can meet on a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.errors import Problem
from cleaner.model import Category, Scope, Zone
from cleaner.rules import Phrase, Rule, RuleSet, Status
from cleaner.rules.book import Book, OutletEntry, Section
from cleaner.rules.cases import rule_faults, takes
from cleaner.rules.compile import PatternSet
from cleaner.rules.notes import quoted
from cleaner.text.folding import fold


def check_rules(rules: RuleSet) -> tuple[Problem, ...]:
    """All that is wrong with the rules together, by file and line; empty when they hold.

    A rule must hold against its own cases, and must not take a line that another rule which
    can meet it on a page keeps; no phrase may be such a line. Sections meet when they can act on
    one page: an outlet, its templates, the language's general rules, and those of all languages.
    A pattern or phrase that stands twice, and a rule that never gets its turn, are named too.
    """
    book = rules.book
    found: set[Problem] = set()
    for rule in rules.rules:
        found.update(
            Problem(file=rule.file, line=line, what=what, remedy=remedy)
            for line, what, remedy in rule_faults(rule)
        )
    for upper, lower in _meetings(book):
        found.update(_taken(upper, lower))
        if upper is not lower:
            found.update(_taken(lower, upper))
        found.update(_same_patterns(upper, lower))
    for section in _sections(book):
        found.update(_same_phrases(section))
        found.update(_shadowed(section))
    return tuple(sorted(found, key=lambda one: (one.file, one.line, one.what)))


@dataclass(slots=True, eq=False)
class _Side:
    """A section as one side of a meeting; its active parts, compiled once."""

    rules: list[Rule]
    phrases: dict[str, Phrase]
    keeps: list[tuple[Rule, str]]
    patterns: PatternSet

    def takers(self, text: str) -> Iterator[Rule | Phrase]:
        """The rules and phrases that take a line, unless one of them protects it."""
        found: list[Rule | Phrase] = [self.rules[number] for number in self.patterns.matching(text)]
        phrase = self.phrases.get(fold(text))
        if phrase is not None:
            found.append(phrase)
        if not any(one.category is Category.BODY for one in found):
            yield from found


def _side(section: Section) -> _Side:
    rules = [rule for rule in section.rules if rule.status is Status.ACTIVE]
    phrases = [one for one in section.phrases if one.status is Status.ACTIVE]
    return _Side(
        rules=rules,
        phrases={one.folded: one for one in reversed(phrases)},
        keeps=[(rule, text) for rule in rules for text, _ in rule.keeps],
        patterns=PatternSet([rule.pattern for rule in rules]),
    )


def _sections(book: Book) -> Iterator[Section]:
    yield from book.general.values()
    yield from (one.section for one in book.templates.values())
    yield from (one.section for one in book.outlets.values())


def _meetings(book: Book) -> Iterator[tuple[_Side, _Side]]:
    """Pairs of sections that can act on one page, each pair once; a section meets itself."""
    general = {tag: _side(one) for tag, one in book.general.items()}
    templates = {key: _side(one.section) for key, one in book.templates.items()}
    for tag, side in general.items():
        yield side, side
        yield from ((side, general[wider]) for wider in _wider(tag) if wider in general)
    for side in templates.values():
        yield side, side
        yield from ((side, other) for other in general.values())
    for entry in book.outlets.values():
        side = _side(entry.section)
        yield side, side
        yield from ((side, templates[name]) for name, _ in entry.uses)
        yield from ((side, general[tag]) for tag in general if _speaks(entry, tag))


def _wider(tag: str) -> list[str]:
    parts = tag.split("-")
    wider = ["-".join(parts[:size]) for size in range(len(parts) - 1, 0, -1)]
    return wider if tag == "*" else [*wider, "*"]


def _speaks(entry: OutletEntry, tag: str) -> bool:
    """Whether general rules can act on pages of an outlet; one of no known language speaks all."""
    if tag == "*" or entry.language is None:
        return True
    return entry.language.split("-")[0] == tag.split("-", maxsplit=1)[0]


def _taken(takers: _Side, keepers: _Side) -> Iterator[Problem]:
    for keeper, text in keepers.keeps:
        for taker in takers.takers(text):
            if taker is not keeper:
                yield Problem(
                    file=taker.place.file,
                    line=taker.place.line,
                    what=f"{taker.id}: takes a line that {keeper.id} keeps: {quoted(text)}",
                    remedy="make it narrower, or correct the case",
                )


def _same_patterns(upper: _Side, lower: _Side) -> Iterator[Problem]:
    known: dict[tuple[str, Scope, Zone], Rule] = {}
    for rule in lower.rules:
        known.setdefault((rule.pattern, rule.scope, rule.zone), rule)
    for rule in upper.rules:
        same = known.get((rule.pattern, rule.scope, rule.zone))
        if same is not None and same is not rule:
            yield Problem(
                file=rule.file,
                line=rule.line,
                what=f"{rule.id}: has the pattern of {same.id}",
                remedy="keep one of them",
            )


def _same_phrases(section: Section) -> Iterator[Problem]:
    known: dict[str, Phrase] = {}
    for phrase in section.phrases:
        same = known.setdefault(phrase.folded, phrase)
        if same is not phrase:
            first = f"{same.place.file}:{same.place.line}"
            yield Problem(
                file=phrase.place.file,
                line=phrase.place.line,
                what=f"{phrase.id}: {quoted(phrase.text)} stands twice, first in {first}",
                remedy="keep one of them",
            )


def _shadowed(section: Section) -> Iterator[Problem]:
    """Rules that an earlier one of their section always forestalls, as far as their cases tell."""
    before: list[Rule] = []
    for rule in section.rules:
        if rule.status is not Status.ACTIVE:
            continue
        for earlier in before:
            if all(takes(earlier, text) for text, _ in rule.removes):
                yield Problem(
                    file=rule.file,
                    line=rule.line,
                    what=f"{rule.id}: {earlier.id} takes all its removes before it",
                    remedy="give it a case of its own, put it first, or take it out",
                )
                break
        if _forestalls(rule):
            before.append(rule)


def _forestalls(rule: Rule) -> bool:
    return rule.zone is Zone.ANY and rule.scope is Scope.BLOCK and rule.category != Category.BODY
