"""Protected prose: real-looking lines that boilerplate rules wrongly take, a file a language.

A line of `tests/protected/<language>.txt` is a whole sentence, headline or list item: no rule
or phrase may take it, wherever on a page it stands. Below the line `# edge` stand short lines
that are prose among the paragraphs (crossheads, quotations of a word) and a menu at the edges
of a page: there a zone of `head`, `tail` or `edge` is allowed, and `any` is not.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from cleaner.model import Category, Zone
from cleaner.rules import load_rules
from cleaner.rules.book import Section
from cleaner.rules.cases import takes
from cleaner.text.folding import fold

FOLDER = Path(__file__).parent / "protected"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.txt"))
LEAST = 10


@cache
def sections(language: str) -> tuple[Section, ...]:
    """What may act on a page of the language: general rules, all templates, all outlets."""
    book = load_rules().book
    return (
        *(book.general[key] for key in ("*", language) if key in book.general),
        *(template.section for template in book.templates.values()),
        *(outlet.section for outlet in book.outlets.values()),
    )


def lines(language: str) -> Iterator[tuple[str, bool]]:
    """(line, whether it may be taken at the edges of a page)."""
    at_edge = False
    for line in (FOLDER / f"{language}.txt").read_text("utf-8").splitlines():
        at_edge = at_edge or line.startswith("# edge")
        if line and not line.startswith("#"):
            yield line, at_edge


def takers(language: str, line: str) -> Iterator[tuple[str, Zone]]:
    """Id and zone of each rule and phrase that takes the line; `body` rules protect, and pass."""
    folded = fold(line)
    for section in sections(language):
        for phrase in section.phrases:
            if phrase.folded == folded and phrase.category is not Category.BODY:
                yield phrase.id, phrase.zone
        for rule in section.rules:
            if rule.category is not Category.BODY and takes(rule, line):
                yield rule.id, rule.zone


@pytest.mark.parametrize("language", LANGUAGES)
def test_protected_prose_stays_whole(language):
    taken = [
        f"{rule} ({zone}) takes: {line}"
        for line, at_edge in lines(language)
        for rule, zone in takers(language, line)
        if zone is Zone.ANY or not at_edge
    ]
    assert taken == []


def test_every_language_with_rules_has_protected_prose():
    general = {language for language in load_rules().book.general if language != "*"}
    assert general - set(LANGUAGES) == set()
    assert [one for one in LANGUAGES if len(list(lines(one))) < LEAST] == []


def test_languages_name_their_words_alike():
    """Structure asks for words by kind, so each language has the kinds that all share."""
    general = load_rules().book.general
    shared = {"by", "published", "updated", "credit", "caption_lead", "roles", "related_lead"}
    missing = {
        language: shared - {words.kind for words in general[language].words}
        for language in LANGUAGES
    }
    assert {language: kinds for language, kinds in missing.items() if kinds} == {}
