"""The general rules of each language, in files of their own that are parsed when first needed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from cleaner.errors import Problem, RulesError
from cleaner.rules.book import Book, Section
from cleaner.rules.notes import Notes, quoted
from cleaner.rules.reading import BUDGET_PACKAGED, joined, read_book
from cleaner.rules.schema import FILE
from cleaner.rules.tree import Table, Text, Tree


@dataclass(frozen=True, slots=True)
class LanguageFile:
    """A packaged file that speaks of one language alone; its text was read with the others."""

    language: str
    name: str
    text: str

    def onto(self, lower: Book) -> tuple[Book, tuple[Problem, ...]]:
        """The book with this file on top, and what is wrong with the file."""
        notes = Notes(self.name, budget=BUDGET_PACKAGED)
        book = read_book(self.text, notes, 0, also=self._check)
        return joined(lower, book, notes), notes.problems()

    def _check(self, tree: Tree, notes: Notes) -> None:
        """Notes what would be missed as long as the file is not parsed."""
        if not isinstance(tree, Table):
            return
        for key in tree:
            if key in FILE.fields and key not in {"version", "general"}:
                notes.add(
                    key.line,
                    f"{quoted(key)} does not belong in a file of one language",
                    "write it in rules/site_boilerplate.yaml",
                )
        general = tree.get(Text("general"))
        for tag in general if isinstance(general, Table) else ():
            if main_language(tag) != self.language:
                notes.add(
                    tag.line,
                    f"{quoted(tag)} is not the language of this file",
                    f"write it in rules/languages/{main_language(tag)}.yaml",
                )


@dataclass(frozen=True, slots=True)
class Languages:
    """The files that were not needed so far, on top of what all other files say of languages.

    What is kept is what would be parsed again: it never changes an answer.
    """

    files: dict[str, LanguageFile] = field(default_factory=dict)
    _opened: dict[str, dict[str, Section]] = field(default_factory=dict)

    def sections(self, language: str, lower: Book) -> dict[str, Section]:
        """The general sections of a language by tag: `pt`, `pt-BR`.

        Raises:
            RulesError: its file cannot be used.
        """
        if language not in self._opened:
            own = {tag: one for tag, one in lower.general.items() if main_language(tag) == language}
            book, problems = self.files[language].onto(Book(general=own))
            if problems:
                raise RulesError(problems)
            self._opened[language] = book.general
        return self._opened[language]

    @property
    def sha256s(self) -> dict[str, str]:
        """Digest of the text of each file by language: equal texts act alike, unparsed."""
        return {
            language: hashlib.sha256(one.text.replace("\r\n", "\n").encode()).hexdigest()
            for language, one in self.files.items()
        }

    def all_on(self, lower: Book) -> dict[str, Section]:
        """All general sections.

        Raises:
            RulesError: files cannot be used; it holds the problems of all of them.
        """
        general = dict(lower.general)
        problems: list[Problem] = []
        for language in self.files:
            try:
                general.update(self.sections(language, lower))
            except RulesError as error:
                problems += error.problems
        if problems:
            raise RulesError(tuple(problems))
        return general

    def without(self, languages: Iterable[str]) -> Languages:
        """Those of other languages."""
        left_out = set(languages)
        return Languages({key: one for key, one in self.files.items() if key not in left_out})


def main_language(tag: str) -> str:
    """The language of a BCP 47 tag without its region and script; `no` for Norwegian's two forms.

    >>> main_language("pt-BR"), main_language("nb-NO")
    ('pt', 'no')
    """
    main = tag.partition("-")[0]
    return "no" if main in {"nb", "nn"} else main


def languages_of(book: Book) -> set[str]:
    """The languages whose general rules a book adds to or switches off."""
    tags = set(book.general)
    for name, _ in book.disable:
        if name.startswith("general."):
            tags.add(name.removeprefix("general.").partition("/")[0])
    return {main_language(tag) for tag in tags}
