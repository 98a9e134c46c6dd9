"""YAML text → a tree of texts, lists and mappings that know their lines; nothing is guessed.

The tree is built from the stream of events: no alias is ever followed, nothing is constructed, and
depth is counted on the way, so a bomb costs no more than its bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cleaner.rules.notes import Notes, quoted

if TYPE_CHECKING:
    import yaml

DEEPEST = 20


class Text(str):
    """A scalar, as written; `guess` is what YAML would turn it into, were it not read by us."""

    __slots__ = ("guess", "line")
    line: int
    guess: str | None

    @classmethod
    def at(cls, value: str, line: int, guess: str | None = None) -> Text:
        """The text with its line."""
        text = cls(value)
        text.line = line
        text.guess = guess
        return text


class Listing(list["Tree"]):
    """A list with its line."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


class Table(dict[Text, "Tree"]):
    """A mapping with its line; `sound` once its shape has been found right."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.sound = False


Tree = Text | Listing | Table


class _Stop(Exception):  # noqa: N818 - control flow inside this module
    """The rest of the file cannot be read."""


def read_tree(text: str, notes: Notes) -> Tree | None:
    """The file's one document as a tree; None when it cannot be read, and the notes say why."""
    import yaml  # noqa: PLC0415 - not needed to import the package

    try:
        text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        notes.add(line, "half of a surrogate pair stands in it", "write the character in UTF-8")
        return None
    builder = _Builder(notes)
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        builder.take_all(loader(text))
    except yaml.YAMLError as error:
        notes.add(_error_line(error, text), f"not YAML: {_error_text(error)}")
        return None
    except _Stop:
        return None
    return builder.root


def _error_line(error: yaml.YAMLError, text: str) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        return int(mark.line) + 1
    position = getattr(error, "position", None)
    return text.count("\n", 0, position) + 1 if isinstance(position, int) else 1


def _error_text(error: yaml.YAMLError) -> str:
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be parsed"
    return quoted(str(said))[1:-1]


class _Builder:
    """Takes events and hangs what they tell into a tree."""

    def __init__(self, notes: Notes) -> None:
        import yaml  # noqa: PLC0415

        self.notes = notes
        self.root: Tree | None = None
        self._documents = 0
        self._open: list[Listing | Table] = []
        self._keys: list[Text | None] = []
        self._resolvers = yaml.SafeLoader.yaml_implicit_resolvers
        self._steps: dict[type, Any] = {
            yaml.ScalarEvent: self._scalar,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceEndEvent: self._end,
            yaml.MappingEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        self._mapping = yaml.MappingStartEvent
        self._last = yaml.StreamEndEvent

    def take_all(self, events: Any) -> None:  # noqa: ANN401 - PyYAML's events have no common type
        # most events are scalars and ends; a file has tens of thousands
        steps, next_event, last = self._steps, events.get_event, self._last
        while True:
            event = next_event()
            kind = type(event)
            if kind in steps:
                steps[kind](event)
            elif kind is last:
                return

    def _document(self, event: Any) -> None:  # noqa: ANN401
        self._documents += 1
        if self._documents > 1:
            self.notes.add(
                event.start_mark.line + 1,
                "a second document begins here",
                "write one file for each",
            )
            raise _Stop

    def _marks(self, event: Any) -> int:  # noqa: ANN401
        """The line of an event; anchors and tags are noted."""
        line: int = event.start_mark.line + 1
        if event.anchor is event.tag is None:
            return line
        if event.anchor is not None:
            self.notes.add(line, f"'&{event.anchor}' is an anchor", "write the value out")
        if event.tag is not None:
            self.notes.add(
                line, f"{quoted(event.tag)} is a tag", "leave it out and quote the value"
            )
        return line

    def _scalar(self, event: Any) -> None:  # noqa: ANN401
        plain = event.anchor is event.tag is None
        text = Text(event.value)
        text.line = event.start_mark.line + 1 if plain else self._marks(event)
        text.guess = None
        if event.implicit[0] and (resolvers := self._resolvers.get(text[:1])) is not None:
            text.guess = self._guess(text, resolvers)
        self._hang(text)

    def _guess(self, value: str, resolvers: Sequence[tuple[str, Any]]) -> str | None:
        """The YAML type of an unquoted scalar when it is not text."""
        if len(value) > 100:
            return None
        for tag, pattern in resolvers:
            if pattern.match(value):
                return str(tag).rpartition(":")[2]
        return None

    def _start(self, event: Any) -> None:  # noqa: ANN401
        line = self._marks(event)
        if len(self._open) == DEEPEST:
            self.notes.add(line, f"nested deeper than {DEEPEST} levels", "write it flatter")
            raise _Stop
        node = Table(line) if type(event) is self._mapping else Listing(line)
        self._hang(node)
        self._open.append(node)
        self._keys.append(None)

    def _end(self, _event: Any) -> None:  # noqa: ANN401
        self._open.pop()
        self._keys.pop()

    def _alias(self, event: Any) -> None:  # noqa: ANN401
        line: int = event.start_mark.line + 1
        self.notes.add(line, f"'*{event.anchor}' is an alias", "write the value out")
        self._hang(Text.at("", line, "alias"))

    def _hang(self, node: Tree) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, Listing):
            parent.append(node)
            return
        key = self._keys[-1]
        if key is None:
            self._keys[-1] = self._key(node)
            return
        if key in parent:
            self.notes.add(
                key.line,
                f"{quoted(key)} stands twice in one mapping, first on line {_first(parent, key)}",
                "keep one of them",
            )
        else:
            parent[key] = node
        self._keys[-1] = None

    def _key(self, node: Tree) -> Text:
        if isinstance(node, Text):
            if node.guess == "alias":
                return Text.at(f"*{len(self.notes)}", node.line, "alias")
            return node
        self.notes.add(node.line, "a key must be one word or a quoted text", "write it on one line")
        raise _Stop


def _first(parent: Table, key: Text) -> int:
    return next(one.line for one in parent if one == key)
