"""Parts of outlets and templates that say what general rules say anyway."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.errors import Problem
from cleaner.model import Category, Scope, Zone
from cleaner.rules import Phrase, Rule, RuleSet, Status
from cleaner.rules.book import Book, Section, Span
from cleaner.rules.compile import PatternSet
from cleaner.rules.languages import main_language
from cleaner.rules.notes import quoted
from cleaner.rules.patterns import groups
from cleaner.text.folding import fold

_ALWAYS = Span()


def redundant_parts(rules: RuleSet) -> tuple[Problem, ...]:
    """A warning for each phrase and rule that changes nothing, by file and line.

    A phrase is redundant where general phrases or rules take the same line, wherever on a page it
    stands or in the same zone, and all of them give it the same category; a rule where that holds
    of all its `removes`. Nothing goes wrong with it: the page is the same without it.
    """
    book = rules.book
    general = {tag: _General(section) for tag, section in book.general.items()}
    found = [
        problem
        for section, tags in _sections(book)
        for problem in _redundant(section, [general[tag] for tag in tags])
    ]
    return tuple(sorted(found, key=lambda one: (one.file, one.line, one.what)))


def _sections(book: Book) -> Iterator[tuple[Section, list[str]]]:
    """Each section of a template or outlet, and the general ones that act on all its pages."""
    always = [tag for tag in book.general if tag == "*"]
    for template in book.templates.values():
        yield template.section, always
    for entry in book.outlets.values():
        own = main_language(entry.language) if entry.language else None
        yield entry.section, [tag for tag in book.general if tag in {own, entry.language}] + always


class _General:
    """What a general section takes wherever it stands, by line."""

    def __init__(self, section: Section) -> None:
        active = Status.ACTIVE
        self._phrases = {
            one.folded: one for one in reversed(section.phrases) if one.status is active
        }
        self._rules = [one for one in section.rules if one.status is active]
        self._patterns = PatternSet([one.pattern for one in self._rules])

    def takers(self, text: str) -> Iterator[Phrase | Rule]:
        if (phrase := self._phrases.get(fold(text))) is not None:
            yield phrase
        yield from (self._rules[number] for number in self._patterns.matching(text))


def _acts(part: Phrase | Rule) -> bool:
    return part.status is Status.ACTIVE and part.category is not Category.BODY


def _redundant(section: Section, general: Sequence[_General]) -> Iterator[Problem]:
    for phrase in section.phrases:
        if _acts(phrase) and (other := _same(phrase, [phrase.text], general)) is not None:
            what = f"{phrase.id}: {quoted(phrase.text)} is taken by {other.id} anyway"
            yield _problem(phrase, what)
    for rule in section.rules:
        if not _acts(rule) or rule.scope is not Scope.BLOCK or groups(rule.pattern):
            continue
        other = _same(rule, [text for text, _ in rule.removes], general)
        if other is not None:
            yield _problem(rule, f"{rule.id}: {other.id} takes all its removes anyway")


def _same(
    part: Phrase | Rule, texts: Sequence[str], general: Sequence[_General]
) -> Phrase | Rule | None:
    """A general part that takes the first of the texts; None if one of them is taken by none."""
    first: Phrase | Rule | None = None
    for text in texts:
        takers = [one for several in general for one in several.takers(text)]
        if not takers or not all(_does_the_same(one, part) for one in takers):
            return None
        first = first or takers[0]
    return first


def _does_the_same(general: Phrase | Rule, part: Phrase | Rule) -> bool:
    """Whether a general part gives the same label, on the same days, wherever the part would."""
    whole = isinstance(general, Phrase) or general.scope is Scope.BLOCK
    always = whole and general.span == _ALWAYS
    return always and general.category is part.category and general.zone in {Zone.ANY, part.zone}


def _problem(part: Phrase | Rule, what: str) -> Problem:
    remedy = "take it out, or give it a case of its own"
    return Problem(file=part.place.file, line=part.place.line, what=what, remedy=remedy)
