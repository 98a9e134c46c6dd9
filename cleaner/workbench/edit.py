"""Changes of a rules file in place: what is not changed stays as it was, comments too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from cleaner.errors import UsageError
from cleaner.rules import Status
from cleaner.rules.notes import suggestion

if TYPE_CHECKING:
    import yaml

_STATUS = "status"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file that has an id, as a node of its YAML."""

    id: str
    node: Any


def part_ids(text: str) -> frozenset[str]:
    """The ids of all that has one in a rules file that loads."""
    return frozenset(one.id for one in _parts(text))


def set_status(
    text: str, ids: Iterable[str], status: Status, *, file: str, only: Status | None = None
) -> tuple[str, tuple[str, ...]]:
    """The text with the parts of these ids in that status, and the ids that were changed.

    Args:
        text: a rules file that loads.
        ids: full ids; `*` stands for anything in them.
        status: the new one.
        file: its name in messages.
        only: changes parts of this status alone.

    Raises:
        UsageError: an id is of no part.
    """
    parts = list(_parts(text))
    changes: list[tuple[int, int, str]] = []
    changed: list[str] = []
    for id_ in ids:
        found = [one for one in parts if fnmatchcase(one.id, id_)]
        if not found:
            known = sorted({one.id for one in parts})
            hint = suggestion(id_, known) if known else "the file has no rules"
            raise UsageError(f"{file}: {id_!r} is the id of no rule; {hint}")
        for one in found:
            if only is None or _status_of(one.node) == only:
                changes.append(_change(one.node, _STATUS, str(status), text))
                changed.append(one.id)
    return _applied(text, changes), tuple(dict.fromkeys(changed))


def set_text(text: str, id_: str, key: str, value: str) -> str:
    """The text with a key of the parts of that id set; phrases that are mere texts get none."""
    changes = [
        _change(one.node, key, _quoted(value), text)
        for one in _parts(text)
        if one.id == id_ and hasattr(one.node, "value") and isinstance(one.node.value, list)
    ]
    return _applied(text, changes)


def add_disabled(text: str, id_: str, reason: str) -> str:
    """The text of a file that switches a rule of another file off, with the reason beside it."""
    line = f"  - {id_}  # {' '.join(reason.split())}\n"
    root = _root(text)
    for key, value in root.value:
        if key.value == "disable":
            if value.flow_style:
                at = value.start_mark.index + 1
                comma = ", " if value.value else ""
                return f"{text[:at]}{id_}{comma}{text[at:]}"
            at = text.rfind("\n", 0, value.start_mark.index) + 1
            indent = " " * value.start_mark.column
            return f"{text[:at]}{indent}{line.lstrip()}{text[at:]}"
    return text.rstrip("\n") + "\ndisable:\n" + line


def _applied(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(set(changes), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _root(text: str) -> Any:  # noqa: ANN401 - a node of YAML
    import yaml  # noqa: PLC0415 - not needed to import the package

    return yaml.compose(text, Loader=yaml.SafeLoader)


def _parts(text: str) -> Iterator[Part]:
    """All that has an id: rules, phrases, fingerprints, the html of an outlet or template."""
    for section, entries in _items(_root(text)):
        for key, entry in _items(entries) if section in _HOMES else ():
            home = _HOMES[section](key)
            for name, value in _items(entry):
                yield from _of_entry(home, name, value)


_HOMES: dict[str, Callable[[str], str]] = {
    "outlets": str,
    "templates": str,
    "general": lambda key: "general" if key == "*" else f"general.{key}",
}


def _of_entry(home: str, name: str, value: yaml.Node) -> Iterator[Part]:
    if name == "rules":
        for rule in value.value:
            yield Part(f"{home}/{dict(_items(rule))['id'].value}", rule)
    elif name == "phrases":
        for category, phrases in _items(value):
            yield from (Part(f"{home}/phrases/{category}", one) for one in phrases.value)
    elif name == "fingerprints":
        yield from (Part(f"{home}/fingerprints", one) for one in value.value)
    elif name == "html":
        yield Part(f"{home}/html", value)


def _items(node: Any) -> list[tuple[str, Any]]:  # noqa: ANN401 - a node of YAML
    return [(key.value, value) for key, value in node.value] if node.value else []


def _status_of(node: Any) -> str:  # noqa: ANN401 - a node of YAML
    if not isinstance(node.value, list):
        return Status.ACTIVE
    found = dict(_items(node)).get(_STATUS)
    return str(found.value) if found is not None else Status.ACTIVE


def _change(node: Any, key: str, value: str, text: str) -> tuple[int, int, str]:  # noqa: ANN401
    """What to write where, so that the node says `key: value`."""
    start, end = node.start_mark.index, node.end_mark.index
    if not isinstance(node.value, list):  # a phrase or fingerprint that is a mere text
        return start, end, f"{{text: {text[start:end].rstrip()}, {key}: {value}}}"
    for name, old in node.value:
        if name.value == key:
            return old.start_mark.index, old.end_mark.index, value
    if node.flow_style:
        return start + 1, start + 1, f"{key}: {value}, "
    return start, start, f"{key}: {value}\n{' ' * node.start_mark.column}"


def _quoted(value: str) -> str:
    """The text as YAML in double quotes, which is how JSON writes it."""
    import json  # noqa: PLC0415

    return json.dumps(value, ensure_ascii=False)
