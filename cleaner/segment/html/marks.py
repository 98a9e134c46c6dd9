"""What the metadata finders need of a page, gathered in one pass over its tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from cleaner.model.block import Element
from cleaner.model.category import Category
from cleaner.model.markup import Link, Mark, MarkKind, Markup, Place
from cleaner.segment.html.headline import is_h1
from cleaner.segment.html.pieces import Piece
from cleaner.segment.html.signs import said_by
from cleaner.segment.html.tags import tags
from cleaner.segment.html.tokens import words_of
from cleaner.segment.html.tree import Node, Tree
from cleaner.segment.html.zones import Zones

MAX_MARKS = 400
MAX_TEXT = 300
REACH = 3_000
"""Characters above the headline and below the text within which class names are looked at."""
MAX_METAS = 500
MAX_META = 20_000
MAX_SCRIPTS_SIZE = 8_000_000
MAX_LINE, MAX_LINES = 160, 40

_RELS = tags("canonical amphtml alternate author publisher shortlink prev next")
_PROPS = {
    "datepublished": MarkKind.DATE,
    "datemodified": MarkKind.DATE,
    "datecreated": MarkKind.DATE,
    "uploaddate": MarkKind.DATE,
    "author": MarkKind.AUTHOR,
    "creator": MarkKind.AUTHOR,
    "articlesection": MarkKind.SECTION,
    "itemlistelement": MarkKind.BREADCRUMB,
}
_BY_CLASS = (
    ("breadcrumb", MarkKind.BREADCRUMB),
    ("byline", MarkKind.AUTHOR),
    ("date", MarkKind.DATE),
    ("section", MarkKind.SECTION),
)
_PLACES = {
    Category.RELATED: Place.RELATED,
    Category.COMMENTS: Place.COMMENTS,
    Category.NAV: Place.NAV,
}
_BY_WHY = {"footer": Place.FOOTER, "banner": Place.HEADER, "aside": Place.ASIDE}


class Positions:
    """Where each element stands: in which zone, how far from the headline, in the story or not."""

    def __init__(
        self, pieces: Sequence[Piece], zones: Zones, headline: Piece | None, inside: Sequence[Piece]
    ) -> None:
        self._zones = zones
        self._offsets: dict[int, int] = {}
        self._starts: list[int] = []
        offset = 0
        self._headline: int | None = None
        for piece in pieces:
            if piece is headline:
                self._headline = offset
            self._starts.append(offset)
            node: Node | None = piece.node
            while node is not None and id(node) not in self._offsets:
                self._offsets[id(node)] = offset
                node = node.parent
            offset += len(piece.text)
        prose = [one for one in inside if one.is_prose]
        self._first = self.offset(prose[0].node) if prose else None
        self._last = self.offset(prose[-1].node) if prose else None
        self._top = self._headline if self._headline is not None else self._first or 0

    def offset(self, node: Node) -> int:
        """Characters of text in front of the element."""
        offsets = self._offsets
        one: Node | None = node
        while one is not None:
            if (known := offsets.get(id(one))) is not None:
                return known
            one = one.parent
        return 0

    def distance(self, node: Node) -> int | None:
        """Characters between the headline and the element."""
        return None if self._headline is None else self.offset(node) - self._headline

    def in_reach(self, node: Node) -> bool:
        """Whether the element stands where names may speak of the story: not far above it or below."""
        if self._first is None or self._last is None:
            return True
        return self._top - REACH <= self.offset(node) <= self._last + REACH

    def near(self, pieces: Sequence[Piece]) -> Iterator[Piece]:
        """The pieces near the headline, or just above the first paragraph."""
        return (one for one in pieces if self._is_near(self._starts[one.number]))

    def _is_near(self, offset: int) -> bool:
        if self._first is None:
            return False
        near = self._headline if self._headline is not None else self._first
        return near - 1000 <= offset <= max(self._first, near)

    def place(self, node: Node) -> Place:
        """Where on the page the element stands."""
        zone = self._zones.of(node)
        if zone is not None:
            if zone.why == "footer" and any(one.tag == "article" for one in node.ancestors()):
                return Place.FOOT
            if (place := _BY_WHY.get(zone.why) or _PLACES.get(zone.category)) is not None:
                return place
        offset = self.offset(node)
        if self._first is None or self._last is None:
            return Place.PAGE
        if self._first < offset <= self._last:
            return Place.MAIN
        if self._is_near(offset):
            return Place.HEAD
        if offset > self._last and any(one.tag == "article" for one in node.ancestors()):
            return Place.FOOT
        return Place.PAGE


def read_markup(tree: Tree, pieces: Sequence[Piece], positions: Positions) -> Markup:
    """The `Markup` of a page."""
    links = tuple(_links(tree))
    h1s = [one.text[:1000] for one in pieces if is_h1(one)]
    return Markup(
        title_tag=tree.title,
        metas=tuple(_metas(tree)),
        json_ld=tuple(_json_ld(tree)),
        links=links,
        canonical=next((one.href for one in links if one.rel == "canonical"), None),
        base=tree.base,
        html_lang=tree.root.get("lang") or tree.root.get("xml:lang") or None,
        h1s=tuple(dict.fromkeys(h1s))[:20],
        marks=_with_lines(tuple(_marks(tree, positions)), pieces, positions),
        class_tokens=tuple(_body_classes(tree)),
    )


def _body_classes(tree: Tree) -> list[str]:
    for node in tree.nodes[:10]:
        if node.tag == "body":
            return node.get("class").split()[:100]
    return []


def _metas(tree: Tree) -> Iterator[tuple[str, str]]:
    for attrs in tree.metas[:MAX_METAS]:
        name = (
            attrs.get("property")
            or attrs.get("name")
            or attrs.get("itemprop")
            or attrs.get("http-equiv")
        )
        content = attrs.get("content")
        if name and content:
            yield name.strip().lower(), content[:MAX_META]


def _json_ld(tree: Tree) -> Iterator[str]:
    size = 0
    for attrs, script in tree.scripts:
        size += len(script)
        if "ld+json" in (attrs.get("type") or "").lower() and size <= MAX_SCRIPTS_SIZE:
            yield script


def _links(tree: Tree) -> Iterator[Link]:
    for attrs in tree.links[:MAX_METAS]:
        rel = (attrs.get("rel") or "").strip().lower()
        href = (attrs.get("href") or "").strip()
        if href and not _RELS.isdisjoint(rel.split()):
            yield Link(rel=rel, href=href[:2000], hreflang=attrs.get("hreflang"))


def _marks(tree: Tree, positions: Positions) -> Iterator[Mark]:
    count = 0
    for node in tree.nodes:
        if node.size > 4 * MAX_TEXT or (not node.attrs and node.tag != "time"):
            continue
        found = _said_kind(node)
        if found is None and node.size and node.attrs and positions.in_reach(node):
            found = _named_kind(node)
        if found is None:
            continue
        kind, name = found
        text = node.text(MAX_TEXT + 100)
        value = _value(node, kind)
        if len(text) > MAX_TEXT or (not text and not value):
            continue
        yield Mark(
            kind=kind,
            text=text,
            value=value,
            place=positions.place(node),
            tokens=_tokens(node),
            distance=positions.distance(node),
            name=name,
        )
        count += 1
        if count >= MAX_MARKS:
            return


def _with_lines(
    marks: tuple[Mark, ...], pieces: Sequence[Piece], positions: Positions
) -> tuple[Mark, ...]:
    """The marks, and the short lines near the headline of which the markup says nothing."""
    known = {one.text for one in marks}
    lines: list[Mark] = []
    for piece in positions.near(pieces):
        if len(piece.text) > MAX_LINE or piece.text in known or piece.element is Element.HEADING:
            continue
        if len(lines) < MAX_LINES and positions.place(piece.node) is Place.HEAD:
            distance = positions.distance(piece.node)
            lines.append(
                Mark(kind=MarkKind.LINE, text=piece.text, place=Place.HEAD, distance=distance)
            )
    return (*marks, *lines)


def _said_kind(node: Node) -> tuple[MarkKind, str | None] | None:
    """What kind of mark an element is by microdata or its tag, and what microdata calls it."""
    attrs = node.attrs
    prop = attrs.get("itemprop") or attrs.get("property")
    if prop:
        name = prop.split()[0] if prop.split() else ""
        if (kind := _PROPS.get(name.rpartition(":")[2].lower())) is not None:
            return kind, name
    if node.tag == "time":
        return MarkKind.TIME, None
    if node.size and "author" in (attrs.get("rel") or "").split():
        return MarkKind.AUTHOR, "author"
    return None


def _named_kind(node: Node) -> tuple[MarkKind, str | None] | None:
    """What kind of mark the names of an element speak of."""
    purposes = said_by(node).purposes
    if not purposes:
        return None
    return next(((kind, None) for purpose, kind in _BY_CLASS if purpose in purposes), None)


_VALUES = (
    "datetime",
    "content",
    "data-date",
    "data-timestamp",
    "data-time",
    "data-published",
    "title",
)


def _value(node: Node, kind: MarkKind) -> str | None:
    names = ("href",) if kind in (MarkKind.AUTHOR, MarkKind.BREADCRUMB) else _VALUES
    for name in names:
        if value := node.get(name).strip():
            return value[:MAX_TEXT]
    return None


@lru_cache(maxsize=4096)
def _words(names: str) -> dict[str, None]:
    """The words of an attribute, each once, in order; neighbours share their parents' attributes."""
    return dict.fromkeys(words_of(names))


def _tokens(node: Node) -> tuple[str, ...]:
    """Words of tag, class, id and microdata of the element and its three nearest parents."""
    words: dict[str, None] = {}
    for depth, one in enumerate(node.ancestors()):
        if depth > 3:
            break
        words[one.tag] = None
        attrs = one.attrs
        for name in ("itemprop", "property", "rel", "class", "id", "data-testid"):
            if value := attrs.get(name):
                words.update(_words(value[:MAX_TEXT]))
    words.pop("", None)
    return tuple(words)[:60]
