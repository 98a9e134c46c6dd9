"""The text of one rules file → what it says, and that on top of other files."""

from __future__ import annotations

from collections.abc import Callable

from cleaner.rules.book import Book
from cleaner.rules.build import build_book
from cleaner.rules.merge import merge
from cleaner.rules.notes import Notes, TooMany
from cleaner.rules.schema import FILE
from cleaner.rules.tree import Tree, read_tree
from cleaner.rules.validate import validate

MOST_BYTES = 1 << 20
MOST_BYTES_PACKAGED = 8 << 20
BUDGET_PACKAGED = 20_000_000


def read_book(
    text: str, notes: Notes, layer: int, *, also: Callable[[Tree, Notes], None] | None = None
) -> Book:
    """What a text says; what is wrong with it goes into the notes.

    Args:
        text: YAML.
        notes: of the file.
        layer: 0 for a packaged file, 1, 2 … for the user's.
        also: looks at the tree for what else may be wrong.
    """
    try:
        tree = read_tree(text, notes)
        if tree is None:
            if not notes:
                notes.add(1, "the file is empty", "begin it with 'version: 1'")
            return Book()
        validate(tree, FILE, notes)
        if also is not None:
            also(tree, notes)
        return build_book(tree, notes, layer)
    except TooMany:
        return Book()


def joined(lower: Book, upper: Book, notes: Notes) -> Book:
    """The lower book with the upper one on top; what does not fit goes into the upper's notes."""
    try:
        return merge(lower, upper, notes)
    except TooMany:
        return lower


def too_large(most: int) -> tuple[str, str]:
    """What is wrong with a file of more bytes than that, and what to do."""
    return f"larger than {most >> 20} MB", "split it into several files"
