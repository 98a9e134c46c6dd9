"""What an outlet's or a template's selectors find on a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from cleaner.model.knowledge import HtmlRules
from cleaner.model.markup import Mark, MarkKind, Place
from cleaner.segment.html.marks import MAX_TEXT, Positions
from cleaner.segment.html.parse import Parsed
from cleaner.segment.html.signs import Zone
from cleaner.segment.html.tree import Node


@dataclass(frozen=True, slots=True)
class Site:
    """The main content that rules name, and the zones they open, by identity of their element."""

    content: tuple[Node, ...] = ()
    zones: dict[int, Zone] = field(default_factory=dict)


def read_site(parsed: Parsed, rules: HtmlRules) -> Site:
    """Content by the first selector that finds text, and all that is to be dropped."""
    zones: dict[int, Zone] = {}
    for category, selector, rule in rules.drop:
        for node in parsed.select(selector):
            zones.setdefault(id(node), Zone(category, "rule", rule=rule))
    for selector in rules.content:
        nodes = [node for node in parsed.select(selector) if node.size]
        keys = frozenset(map(id, nodes))
        outer = [node for node in nodes if node.parent is None or not node.parent.stands_in(keys)]
        if outer:
            return Site(content=tuple(outer), zones=zones)
    return Site(zones=zones)


def field_marks(parsed: Parsed, rules: HtmlRules, positions: Positions) -> Iterator[Mark]:
    """What the selectors of fields find, in the order of the rules."""
    for name, selector, attribute, rule in rules.fields:
        for node, found in parsed.values(selector):
            text = node.text(MAX_TEXT) if node is not None else ""
            if node is not None and attribute:
                found = node.get(attribute)  # noqa: PLW2901
            value = found if found is None else " ".join(found.split())[:MAX_TEXT]
            if not (value or text) or (value == ""):
                continue
            yield Mark(
                kind=MarkKind.FIELD,
                text=text,
                value=value,
                place=Place.PAGE if node is None else positions.place(node),
                distance=None if node is None else positions.distance(node),
                name=name,
                rule=rule,
            )
