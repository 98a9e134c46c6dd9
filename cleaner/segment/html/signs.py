"""What tag, role, class names and style of an element show of the part of the page that it is."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.model.category import Category
from cleaner.segment.html.tokens import NOTHING, Names, read_names
from cleaner.segment.html.tree import Node


@dataclass(frozen=True, slots=True)
class Zone:
    """What an element is besides the story, and what showed it."""

    category: Category
    why: str
    word: str = ""
    sure: bool = False
    rule: str = ""

    @property
    def label(self) -> tuple[Category, str]:
        """Category and rule id of what stands in the zone."""
        return self.category, self.rule or f"html/{self.why}"


_TAGS = {
    "nav": Zone(Category.NAV, "nav", sure=True),
    "menu": Zone(Category.NAV, "menu", sure=True),
    "footer": Zone(Category.NAV, "footer", sure=True),
    "aside": Zone(Category.RELATED, "aside"),
    "figure": Zone(Category.CAPTION, "figure"),
    "figcaption": Zone(Category.CAPTION, "figcaption"),
    "caption": Zone(Category.CAPTION, "caption"),
    "form": Zone(Category.OTHER, "form"),
    "address": Zone(Category.BYLINE, "address"),
    "rt": Zone(Category.OTHER, "ruby"),
}
_ROLES = {
    "navigation": Zone(Category.NAV, "nav", sure=True),
    "menu": Zone(Category.NAV, "menu", sure=True),
    "menubar": Zone(Category.NAV, "menu", sure=True),
    "complementary": Zone(Category.RELATED, "complementary"),
    "contentinfo": Zone(Category.NAV, "footer", sure=True),
    "banner": Zone(Category.NAV, "banner"),
    "dialog": Zone(Category.OTHER, "dialog"),
    "alertdialog": Zone(Category.OTHER, "dialog"),
    "search": Zone(Category.NAV, "search"),
    "note": Zone(Category.OTHER, "note"),
    "tooltip": Zone(Category.OTHER, "tooltip"),
}
HIDDEN = Zone(Category.OTHER, "hidden")
_NEVER = frozenset({"html", "body", "main"})


def said_by(node: Node) -> Names:
    """What class, id and test id of an element speak of."""
    if node.names is None:
        names = _names(node.attrs) if node.attrs else ""
        node.names = read_names(names) if names else NOTHING
    return node.names


def _names(attrs: dict[str, str | None]) -> str:
    classes = attrs.get("class") or ""
    name = attrs.get("id")
    tested = attrs.get("data-testid") or attrs.get("data-component")
    if name and name.count("-") <= 2:  # else made of a heading's words: `menu-ideas-for-the-feast`
        classes = f"{classes} {name}"
    return f"{classes} {tested}" if tested else classes


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
    return _ROLES.get(attrs.get("role") or "") or _named_zone(node)


def _named_zone(node: Node) -> Zone | None:
    """The zone that the names of an element speak of."""
    said = said_by(node)
    category, word = said.zone, said.word
    if category is None or "body" in said.purposes:
        return None
    if category is Category.TRACKING:
        return Zone(category, "consent", sure=True)
    if word.startswith("card") and node.prose and not node.links:
        return None
    return Zone(category, f"class-{category}", word, sure=category is Category.COMMENTS)


def _is_teaser(node: Node) -> bool:
    """Whether an article stands in another one, or in a row of articles."""
    parent = node.parent
    if parent is None:
        return False
    if any(one.tag == "article" for one in parent.ancestors()):
        return True
    return parent.articles > 3


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
