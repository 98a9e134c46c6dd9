"""Rules files → one RuleSet; all that is wrong with them in one error."""

from __future__ import annotations

from pathlib import Path

from cleaner.errors import Problem, RulesError
from cleaner.rules.book import Book
from cleaner.rules.build import build_book
from cleaner.rules.merge import merge
from cleaner.rules.notes import Notes, TooMany
from cleaner.rules.packaged import packaged_files
from cleaner.rules.ruleset import RuleSet
from cleaner.rules.schema import FILE
from cleaner.rules.tree import read_tree
from cleaner.rules.validate import validate

_MOST_BYTES = 1 << 20
_MOST_BYTES_PACKAGED = 8 << 20
_BUDGET_PACKAGED = 20_000_000


def load_rules(*files: Path | str, packaged: bool = True) -> RuleSet:
    """The packaged rules with the given files on top; a later file wins.

    Args:
        files: rules files of the user, at most 1 MB each.
        packaged: False leaves out what comes with the program.

    Raises:
        RulesError: a file cannot be read or used; it holds every problem of every file.
    """
    sources = [(path, name, 0) for path, name in packaged_files()] if packaged else []
    sources += [(Path(file), str(file), layer) for layer, file in enumerate(files, start=1)]
    book = Book()
    problems: list[Problem] = []
    for path, name, layer in sources:
        notes = Notes(name) if layer else Notes(name, budget=_BUDGET_PACKAGED)
        most = _MOST_BYTES if layer else _MOST_BYTES_PACKAGED
        text = _read(path, most, notes)
        if text is not None:
            book = _onto(book, text, notes, layer)
        problems += notes.problems()
    if problems:
        raise RulesError(tuple(problems))
    return RuleSet(book)


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
    if len(text) > _MOST_BYTES_PACKAGED:
        notes.add(1, *_too_large(_MOST_BYTES_PACKAGED))
    else:
        book = _onto(book, text, notes, layer)
    if notes:
        raise RulesError(notes.problems())
    return RuleSet(book)


def _onto(book: Book, text: str, notes: Notes, layer: int) -> Book:
    try:
        tree = read_tree(text, notes)
        if tree is None:
            if not notes:
                notes.add(1, "the file is empty", "begin it with 'version: 1'")
            return book
        validate(tree, FILE, notes)
        return merge(book, build_book(tree, notes, layer), notes)
    except TooMany:
        return book


def _read(path: Path, most: int, notes: Notes) -> str | None:
    try:
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except OSError as error:
        notes.add(1, f"cannot be read: {error.strerror}", "name a rules file")
        return None
    if len(data) > most:
        notes.add(1, *_too_large(most))
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        notes.add(
            line, f"not UTF-8 at byte {error.start} (0x{data[error.start]:02X})", "save it as UTF-8"
        )
        return None


def _too_large(most: int) -> tuple[str, str]:
    return f"larger than {most >> 20} MB", "split it into several files"
