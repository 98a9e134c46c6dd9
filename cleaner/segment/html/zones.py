"""Which elements are parts of the page that are not the story: menus, teasers, comments, captions."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.model.category import Category
from cleaner.segment.html.tokens import speaks_of, zone_of
from cleaner.segment.html.tree import Node, Tree

HEAVY = 0.35
"""An element with more than this share of the page's prose is no side part, whatever its name."""
HEAVY_COMMENTS = 0.85


@dataclass(frozen=True, slots=True)
class Zone:
    """What an element is besides the story, and what showed it."""

    category: Category
    why: str


_TAGS = {
    "nav": Zone(Category.NAV, "nav"),
    "menu": Zone(Category.NAV, "menu"),
    "footer": Zone(Category.NAV, "footer"),
    "aside": Zone(Category.RELATED, "aside"),
    "figure": Zone(Category.CAPTION, "figure"),
    "figcaption": Zone(Category.CAPTION, "figcaption"),
    "caption": Zone(Category.CAPTION, "caption"),
    "form": Zone(Category.OTHER, "form"),
    "address": Zone(Category.BYLINE, "address"),
    "rt": Zone(Category.OTHER, "ruby"),
}
_ROLES = {
    "navigation": Zone(Category.NAV, "nav"),
    "menu": Zone(Category.NAV, "menu"),
    "menubar": Zone(Category.NAV, "menu"),
    "complementary": Zone(Category.RELATED, "complementary"),
    "contentinfo": Zone(Category.NAV, "footer"),
    "banner": Zone(Category.NAV, "banner"),
    "dialog": Zone(Category.OTHER, "dialog"),
    "alertdialog": Zone(Category.OTHER, "dialog"),
    "search": Zone(Category.NAV, "search"),
    "note": Zone(Category.OTHER, "note"),
    "tooltip": Zone(Category.OTHER, "tooltip"),
}
HIDDEN = Zone(Category.OTHER, "hidden")
_NEVER = frozenset({"html", "body", "main"})


class Zones:
    """Answers for each element of a page in which zone it stands.

    Elements with the same name are weighed together: where each paragraph of the story has the
    class `paywall`, the class says nothing.
    """

    def __init__(self, tree: Tree) -> None:
        prose = tree.root.prose
        self._limit = max(int(prose * HEAVY), 1)
        self._limit_comments = max(int(prose * HEAVY_COMMENTS), 1)
        self._known: dict[int, Zone | None] = {}
        self._weights: dict[tuple[str, str], int] = {}
        for node in tree.nodes:
            if node.prose:
                key = (node.tag, names_of(node))
                self._weights[key] = self._weights.get(key, 0) + node.prose

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
        zone = own_zone(node)
        if zone is None or not node.prose:
            return zone
        limit = self._limit_comments if zone.category is Category.COMMENTS else self._limit
        return None if self._weights[node.tag, names_of(node)] >= limit else zone


def names_of(node: Node) -> str:
    """Class, id and test id of an element."""
    attrs = node.attrs
    if not attrs:
        return ""
    return " ".join(
        value
        for value in (
            attrs.get("class"),
            attrs.get("id"),
            attrs.get("data-testid"),
            attrs.get("data-component"),
        )
        if value
    )


def own_zone(node: Node) -> Zone | None:
    """The zone that an element opens, by its own tag and attributes."""
    if node.tag in _NEVER:
        return None
    attrs = node.attrs
    if attrs and is_hidden(attrs):
        return HIDDEN
    if node.tag == "article" and _is_teaser(node):
        return Zone(Category.RELATED, "nested-article")
    if (zone := _TAGS.get(node.tag)) is not None:
        return zone
    if not attrs:
        return None
    role = attrs.get("role")
    if role and (zone := _ROLES.get(role)) is not None:
        return zone
    names = names_of(node)
    if not names:
        return None
    category = zone_of(names)
    if category is None or speaks_of("body", names):
        return None
    return Zone(category, f"class-{category}")


def _is_teaser(node: Node) -> bool:
    """Whether an article stands in another one."""
    return any(one.tag == "article" for one in (node.parent.ancestors() if node.parent else ()))


_HIDING = frozenset({"hidden", "hide", "d-none", "is-hidden", "u-hidden", "display-none"})


def is_hidden(attrs: dict[str, str | None]) -> bool:
    """Whether the page itself says that the element is not shown."""
    if "hidden" in attrs and attrs["hidden"] != "until-found":
        return True
    style = attrs.get("style")
    if style:
        flat = style.lower().replace(" ", "")
        if "display:none" in flat or "visibility:hidden" in flat:
            return True
    names = attrs.get("class")
    if names and not _HIDING.isdisjoint(split := names.split()):
        # `hidden md:block` is shown on wide screens
        return not any(":" in one or one.startswith("d-") for one in split if one != "d-none")
    return attrs.get("aria-hidden") == "true"
