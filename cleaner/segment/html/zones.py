"""Which elements are parts of the page that are not the story: menus, teasers, comments, captions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from cleaner.model.category import Category
from cleaner.segment.html.signs import Zone, own_zone
from cleaner.segment.html.tree import Node, Tree

HEAVY = 0.35
"""An element with more than this share of the page's prose is no side part, whatever its name."""
HEAVY_SURE = 0.85
"""The same for elements whose name leaves no doubt: comments, consent, menus."""


class Zones:
    """Answers for each element of a page in which zone it stands.

    Elements of one name are weighed together: where each paragraph of the story has the class
    `paywall`, the class says nothing. What holds the headline is no side part either.
    """

    def __init__(
        self,
        tree: Tree,
        headline: Node | None = None,
        *,
        ruled: Mapping[int, Zone] | None = None,
        by_class: bool = True,
    ) -> None:
        """Weighs the elements that may open zones.

        Args:
            tree: the page, weighed.
            headline: the element of the headline.
            ruled: zones that rules name, by identity of their element; they always hold.
            by_class: whether class names count, or tags and what is sure alone.
        """
        self._ruled = ruled or {}
        self._by_class = by_class
        self._prose = max(tree.root.prose, 1)
        self._known: dict[int, Zone | None] = {}
        self._above = {id(node) for node in headline.ancestors()} if headline else set()
        self._weights: Counter[str] = Counter()
        self._counts: Counter[str] = Counter()
        opened: set[int] = set()
        for node in tree.nodes:
            if not node.prose:
                continue
            if id(node.parent) in opened:
                opened.add(id(node))
            elif (zone := own_zone(node)) is not None:
                name = _weighed_as(node, zone)
                self._weights[name] += node.prose
                self._counts[name] += 1
                if node.prose < (HEAVY_SURE if zone.sure else HEAVY) * self._prose:
                    opened.add(id(node))

    def of(self, node: Node) -> Zone | None:
        """The outermost zone that the element stands in; None when it may be the story."""
        path: list[Node] = []
        zone: Zone | None = None
        one: Node | None = node
        while one is not None:
            if id(one) in self._known:
                zone = self._known[id(one)]
                break
            path.append(one)
            one = one.parent
        for one in reversed(path):
            zone = zone or self._own(one)
            self._known[id(one)] = zone
        return zone

    def _own(self, node: Node) -> Zone | None:
        """What the element itself is by its tag, role, class and id, unless most prose is in it."""
        if (ruled := self._ruled.get(id(node))) is not None:
            return ruled
        zone = own_zone(node)
        if zone is None:
            return None
        doubtful = zone.word or zone.why == "nested-article"
        if not self._by_class and doubtful and not zone.sure and node.prose:
            return None
        if not node.prose:
            return zone
        if id(node) in self._above:
            return None
        limit = HEAVY_SURE if zone.sure else HEAVY
        name = _weighed_as(node, zone)
        weight = self._weights[name] or node.prose
        if weight < limit * self._prose:
            return zone
        many = zone.category in _BY_NAME and weight < TEASER * self._counts[name]
        return zone if many else None


TEASER = 300
"""Elements of one name with less prose each are teasers, however many there are."""
_BY_NAME = frozenset({Category.RELATED, Category.COMMENTS, Category.BIO})
"""Zones that may hold much prose: their elements are weighed by name, the others all together."""
_COUNTED = re.compile(r"\d")


def _weighed_as(node: Node, zone: Zone) -> str:
    if zone.category in _BY_NAME:
        names = (one for one in node.get("class").split() if not _COUNTED.search(one))
        return f"{node.tag} {' '.join(names)}"
    return zone.word or zone.why
