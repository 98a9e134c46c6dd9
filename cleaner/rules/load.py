"""Rules files → one RuleSet; all that is wrong with them in one error."""

from __future__ import annotations

from pathlib import Path

from cleaner.errors import Problem, RulesError
from cleaner.rules.book import Book
from cleaner.rules.languages import LanguageFile, Languages, languages_of
from cleaner.rules.notes import Notes
from cleaner.rules.packaged import packaged_files
from cleaner.rules.reading import (
    BUDGET_PACKAGED,
    MOST_BYTES,
    MOST_BYTES_PACKAGED,
    joined,
    read_book,
    too_large,
)
from cleaner.rules.ruleset import RuleSet
from cleaner.rules.trying import accepted


def load_rules(*files: Path | str, packaged: bool = True, trying: bool = False) -> RuleSet:
    """The packaged rules with the given files on top; a later file wins.

    The packaged file of a language is parsed when a page of that language is first met, or all
    rules are asked for; what is wrong with it is said then.

    Args:
        files: rules files of the user, at most 1 MB each.
        packaged: False leaves out what comes with the program.
        trying: what the files of the user propose or have on trial acts as if it were accepted.

    Raises:
        RulesError: a file cannot be read or used; it holds every problem of every file.
    """
    book, languages, problems = _packaged() if packaged else (Book(), Languages(), [])
    users: list[tuple[Book, Notes]] = []
    for layer, file in enumerate(files, start=1):
        notes = Notes(str(file))
        text = _read(Path(file), MOST_BYTES, notes)
        upper = Book() if text is None else read_book(text, notes, layer)
        users.append((accepted(upper) if trying else upper, notes))
    needed = sorted({one for upper, _ in users for one in languages_of(upper)} & {*languages.files})
    for language in needed:
        book, found = languages.files[language].onto(book)
        problems += found
    for upper, notes in users:
        book = joined(book, upper, notes)
        problems += notes.problems()
    if problems:
        raise RulesError(tuple(problems))
    return RuleSet(book, languages.without(needed))


def parse_rules(text: str, *, file: str = "rules.yaml", layer: int = 0) -> RuleSet:
    """The rules of one text alone.

    Args:
        text: YAML.
        file: its name in messages.
        layer: 0 as a packaged file, 1 as a user's.

    Raises:
        RulesError: the text cannot be used; it holds every problem.
    """
    notes = Notes(file)
    book = Book()
    if len(text) > MOST_BYTES_PACKAGED:
        notes.add(1, *too_large(MOST_BYTES_PACKAGED))
    else:
        book = joined(book, read_book(text, notes, layer), notes)
    if notes:
        raise RulesError(notes.problems())
    return RuleSet(book)


def _packaged() -> tuple[Book, Languages, list[Problem]]:
    """What the packaged files say; the texts of those of languages, still to be parsed."""
    book = Book()
    closed: dict[str, LanguageFile] = {}
    problems: list[Problem] = []
    for path, name, language in packaged_files():
        notes = Notes(name, budget=BUDGET_PACKAGED)
        text = _read(path, MOST_BYTES_PACKAGED, notes)
        if text is not None and language is not None:
            closed[language] = LanguageFile(language, name, text)
        elif text is not None:
            book = joined(book, read_book(text, notes, 0), notes)
        problems += notes.problems()
    return book, Languages(closed), problems


def _read(path: Path, most: int, notes: Notes) -> str | None:
    try:
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except OSError as error:
        notes.add(1, f"cannot be read: {error.strerror}", "name a rules file")
        return None
    if len(data) > most:
        notes.add(1, *too_large(most))
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        notes.add(
            line, f"not UTF-8 at byte {error.start} (0x{data[error.start]:02X})", "save it as UTF-8"
        )
        return None
