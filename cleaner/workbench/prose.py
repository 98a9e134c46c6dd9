"""Rules against protected prose: lines of reporters that look like boilerplate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cleaner.errors import Problem
from cleaner.model import Category, Zone
from cleaner.rules import Phrase, Rule, RuleSet, Status
from cleaner.rules.book import Book, Section
from cleaner.rules.compile import PatternSet
from cleaner.rules.languages import main_language
from cleaner.rules.notes import quoted
from cleaner.text.folding import fold

_EDGE = "# edge"


@dataclass(frozen=True, slots=True)
class ProseLine:
    """A line that no rule may take; `at_edge`: but for rules of the edges of a page."""

    text: str
    at_edge: bool


def read_prose(text: str) -> tuple[ProseLine, ...]:
    r"""The lines of a file of protected prose.

    Below the line `# edge` stand short lines that are prose among the paragraphs and a menu at
    the edges of a page. Other lines that begin with `#` are remarks.

    >>> read_prose("# remark\nA line.\n# edge\nSport")
    (ProseLine(text='A line.', at_edge=False), ProseLine(text='Sport', at_edge=True))
    """
    lines: list[ProseLine] = []
    at_edge = False
    for line in text.splitlines():
        at_edge = at_edge or line.startswith(_EDGE)
        if line.strip() and not line.startswith("#"):
            lines.append(ProseLine(line, at_edge))
    return tuple(lines)


def taken_prose(rules: RuleSet, prose: Mapping[str, Sequence[ProseLine]]) -> tuple[Problem, ...]:
    """Each rule or phrase that takes a protected line of a language that its pages may have.

    Args:
        rules: all that is known.
        prose: by language, BCP 47 without a region.
    """
    found = {
        Problem(
            file=one.place.file,
            line=one.place.line,
            what=f"{one.id}: takes protected prose: {quoted(line.text)}",
            remedy="make it narrower, or give it a zone" if line.at_edge else "make it narrower",
        )
        for sections, languages in _groups(rules.book, list(prose))
        for one, line in _taken(
            _Takers(sections), [line for key in languages for line in prose[key]]
        )
    }
    return tuple(sorted(found, key=lambda one: (one.file, one.line, one.what)))


def _groups(book: Book, languages: list[str]) -> Iterator[tuple[list[Section], list[str]]]:
    """Sections that may act on pages of the same languages, and these."""
    everywhere = [one.section for one in book.templates.values()]
    spoken: dict[str, list[Section]] = {}
    for tag, section in book.general.items():
        (everywhere if tag == "*" else spoken.setdefault(main_language(tag), [])).append(section)
    for entry in book.outlets.values():
        if entry.language is None:
            everywhere.append(entry.section)
        else:
            spoken.setdefault(main_language(entry.language), []).append(entry.section)
    yield everywhere, languages
    for language, sections in spoken.items():
        yield sections, [language] if language in languages else []


class _Takers:
    """What takes lines in some sections."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self.rules: list[Rule] = []
        self.phrases: dict[str, list[Phrase]] = {}
        for section in sections:
            self.rules += [one for one in section.rules if _acts(one)]
            for one in section.phrases:
                if _acts(one):
                    self.phrases.setdefault(one.folded, []).append(one)
        self.patterns = PatternSet([one.pattern for one in self.rules])


def _acts(part: Rule | Phrase) -> bool:
    return part.status is Status.ACTIVE and part.category is not Category.BODY


def _taken(
    takers: _Takers, lines: Iterable[ProseLine]
) -> Iterator[tuple[Rule | Phrase, ProseLine]]:
    for line in lines:
        found: list[Rule | Phrase] = [*takers.phrases.get(fold(line.text), ())]
        found += [takers.rules[number] for number in takers.patterns.matching(line.text)]
        yield from ((one, line) for one in found if not line.at_edge or one.zone is Zone.ANY)
