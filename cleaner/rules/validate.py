"""Tree against tables: what in a file does not have the shape it should."""

from __future__ import annotations

from cleaner.rules.notes import Notes, nearest, quoted, suggestion
from cleaner.rules.scalars import KINDS, Kind
from cleaner.rules.schema import Either, Many, Open, Record, Scalar, Shape
from cleaner.rules.tree import Listing, Table, Text, Tree

_GUESSES = {
    "bool": "a truth value",
    "int": "a number",
    "float": "a number",
    "timestamp": "a date",
    "null": "nothing",
    "merge": "a merge key",
    "value": "a default key",
}


def validate(tree: Tree, shape: Shape, notes: Notes, what: str = "the file") -> None:
    """Notes all that is wrong where the tree does not have the shape.

    `what` names the part in messages; a key is quoted there.
    """
    if isinstance(tree, Text) and tree.guess == "alias":
        return  # noted when it was read
    if isinstance(shape, Either):
        shape = _meant(tree, shape)
    if isinstance(shape, Scalar):
        _scalar(tree, KINDS[shape.kind], notes, what)
    elif isinstance(shape, Many):
        _many(tree, shape, notes, what)
    elif isinstance(shape, Open):
        _open(tree, shape, notes, what)
    elif isinstance(shape, Record):
        _record(tree, shape, notes, what)


def _meant(tree: Tree, shape: Either) -> Shape:
    """Which of the shapes the part was probably meant to have."""
    if isinstance(tree, Text):
        return shape.short
    return shape.other if shape.other is not None and isinstance(tree, Table) else shape.long


def _scalar(tree: Tree, kind: Kind, notes: Notes, what: str) -> None:
    if not isinstance(tree, Text):
        notes.add(
            tree.line, f"{_named(what)} must be one text, not {_form(tree)}", "write one value"
        )
        return
    if tree.guess is not None and tree.guess not in kind.plain:
        _turned(tree, notes, what)
        return
    wrong = kind.wrong(str(tree))
    if wrong is not None:
        notes.add(tree.line, *wrong)
    elif kind.cost is not None:
        notes.charge(tree.line, kind.cost(str(tree)))


def _turned(text: Text, notes: Notes, what: str) -> None:
    if text == "":
        notes.add(text.line, f"{_named(what)} is empty", "write its value or take the line out")
        return
    guess = _GUESSES.get(text.guess or "", "something else")
    notes.add(text.line, f"YAML reads {text} as {guess}", f"quote it: '{text}'")


def _many(tree: Tree, shape: Many, notes: Notes, what: str) -> None:
    if not isinstance(tree, Listing):
        remedy = "write each value on a line of its own after '- '"
        notes.add(tree.line, f"{_named(what)} must be a list, not {_form(tree)}", remedy)
        return
    if len(tree) < shape.least:
        notes.add(tree.line, f"{_named(what)} has no entry", "add one")
    entry = f"an entry of {_named(what)}"
    for item in tree:
        validate(item, shape.item, notes, entry)


def _open(tree: Tree, shape: Open, notes: Notes, what: str) -> None:
    if not isinstance(tree, Table):
        notes.add(
            tree.line, f"{_named(what)} must be a mapping, not {_form(tree)}", "write 'key: value'"
        )
        return
    for key, value in tree.items():
        if key.guess != "alias":
            _scalar(key, KINDS[shape.key], notes, "a key")
        validate(value, shape.value, notes, key)


def _record(tree: Tree, shape: Record, notes: Notes, what: str) -> None:
    if not isinstance(tree, Table):
        notes.add(
            tree.line, f"{_named(what)} must be a mapping, not {_form(tree)}", "write 'key: value'"
        )
        return
    before = len(notes)
    meant: set[str | None] = set()
    for key, value in tree.items():
        if key in shape.fields:
            validate(value, shape.fields[key], notes, key)
        elif key.guess != "alias":
            meant.add(nearest(key, shape.fields))
            remedy = suggestion(key, shape.fields)
            notes.add(key.line, f"{quoted(key)} is not a key of {shape.name}", remedy)
    for need in shape.needs:
        if need not in tree and need not in meant:
            notes.add(tree.line, f"{shape.name} needs '{need}'", "add it")
    tree.sound = len(notes) == before


def _named(what: str) -> str:
    """The part as messages call it: keys in quotes. Most parts are right and never named."""
    return quoted(what) if isinstance(what, Text) else what


def _form(tree: Tree) -> str:
    if isinstance(tree, Text):
        return "nothing" if tree == "" else "text"
    return "a list" if isinstance(tree, Listing) else "a mapping"
