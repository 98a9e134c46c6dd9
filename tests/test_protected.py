"""Protected prose: real-looking lines that boilerplate rules wrongly take, a file a language.

A line of `tests/protected/<language>.txt` is a whole sentence, headline or list item: no rule
or phrase may take it, wherever on a page it stands. Below the line `# edge` stand short lines
that are prose among the paragraphs (crossheads, quotations of a word) and a menu at the edges
of a page: there a zone of `head`, `tail` or `edge` is allowed, and `any` is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from cleaner.model import Category, Zone
from cleaner.rules import Phrase, Rule, load_rules
from cleaner.rules.book import Book, Section
from cleaner.rules.compile import PatternSet
from cleaner.text.folding import fold

FOLDER = Path(__file__).parent / "protected"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.txt"))
LEAST = 25


@dataclass(frozen=True)
class Takers:
    """Rules and phrases that take something from a page; `body` rules protect, and are left out."""

    rules: tuple[Rule, ...]
    patterns: PatternSet
    phrases: dict[str, tuple[Phrase, ...]]

    @classmethod
    def of(cls, sections: Iterable[Section]) -> Takers:
        rules: list[Rule] = []
        phrases: dict[str, tuple[Phrase, ...]] = {}
        for section in sections:
            rules += [one for one in section.rules if one.category is not Category.BODY]
            for one in section.phrases:
                if one.category is not Category.BODY:
                    phrases[one.folded] = (*phrases.get(one.folded, ()), one)
        return cls(tuple(rules), PatternSet([one.pattern for one in rules]), phrases)

    def taking(self, line: str) -> Iterator[Rule | Phrase]:
        yield from self.phrases.get(fold(line), ())
        yield from (self.rules[number] for number in self.patterns.matching(line))


@cache
def book() -> Book:
    return load_rules().book


@cache
def special() -> Takers:
    """All templates and all outlets, and what is general in all languages."""
    known = book()
    return Takers.of(
        [
            *(known.general[key] for key in ("*",) if key in known.general),
            *(template.section for template in known.templates.values()),
            *(outlet.section for outlet in known.outlets.values()),
        ]
    )


def general(language: str) -> Takers:
    return Takers.of([known] if (known := book().general.get(language)) else [])


def lines(language: str) -> Iterator[tuple[str, bool]]:
    """(line, whether it may be taken at the edges of a page)."""
    at_edge = False
    for line in (FOLDER / f"{language}.txt").read_text("utf-8").splitlines():
        at_edge = at_edge or line.startswith("# edge")
        if line and not line.startswith("#"):
            yield line, at_edge


@pytest.mark.parametrize("language", LANGUAGES)
def test_protected_prose_stays_whole(language):
    sides = (general(language), special())
    taken = [
        f"{one.id} ({one.zone}) takes: {line}"
        for line, at_edge in lines(language)
        for side in sides
        for one in side.taking(line)
        if one.zone is Zone.ANY or not at_edge
    ]
    assert taken == []


def test_every_language_with_rules_has_protected_prose():
    with_rules = {language for language in book().general if language != "*"}
    assert with_rules - set(LANGUAGES) == set()
    assert [one for one in LANGUAGES if len(list(lines(one))) < LEAST] == []


def test_languages_name_their_words_alike():
    """Structure asks for words by kind, so each language has the kinds that all share."""
    shared = {"by", "published", "updated", "credit", "caption_lead", "roles", "related_lead"}
    missing = {
        language: shared - {words.kind for words in book().general[language].words}
        for language in LANGUAGES
    }
    assert {language: kinds for language, kinds in missing.items() if kinds} == {}
