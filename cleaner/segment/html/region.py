"""Where the main content stands: the containers that hold it."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.model.block import Element
from cleaner.segment.html.pieces import Piece
from cleaner.segment.html.signs import said_by
from cleaner.segment.html.tags import tags
from cleaner.segment.html.tree import Node, Tree
from cleaner.segment.html.zones import Zones

_DESCEND = 0.85
"""A child with this share of the prose of its parent is as good as the parent."""
_HINTED = 0.5
"""The share of the page's prose that a container with a telling name has to hold."""


_FIRST = 250
"""A story has at least as much prose before another one begins."""
_ABOVE = 0.3
"""More than this share of the prose above the headline: it is no headline of what follows."""


def story_span(pieces: Sequence[Piece], zones: Zones, headline: Piece | None) -> Sequence[Piece]:
    """The pieces from the headline to the headline of another story, or to the end of the page."""
    if headline is None:
        return pieces
    end = len(pieces)
    prose = 0
    for piece in pieces[headline.number + 1 :]:
        if piece.element is Element.HEADING and prose > _FIRST and _is_rival(piece, headline):
            end = piece.number
            break
        if piece.is_prose and zones.of(piece.node) is None:
            prose += piece.size
    above = sum(
        one.size for one in pieces[: headline.number] if one.is_prose and not zones.of(one.node)
    )
    start = 0 if above > _ABOVE * (above + prose) else headline.number
    return pieces[start:end]


def _is_rival(piece: Piece, headline: Piece) -> bool:
    """Whether a heading looks like the headline of another story on the same page."""
    if piece.text == headline.text or not (other := _heading(piece.node)):
        return False
    own = _heading(headline.node)
    if own is None or own.tag != other.tag or own.tag != "h1":
        return False
    mine, theirs = _article(own), _article(other)
    if mine is not None and theirs is not None:
        return mine is not theirs
    return bool(own.get("class")) and own.get("class") == other.get("class")


def _heading(node: Node) -> Node | None:
    for one, _ in zip(node.ancestors(), range(4), strict=False):
        if one.tag in ("h1", "h2"):
            return one
    return None


def _article(node: Node) -> Node | None:
    return next((one for one in node.ancestors() if one.tag == "article"), None)


class Weights:
    """How much prose that stands in no zone each element holds."""

    def __init__(self, pieces: Sequence[Piece], zones: Zones) -> None:
        self._sizes: dict[int, int] = {}
        self.nodes: list[Node] = []
        for piece in pieces:
            if not piece.is_prose or zones.of(piece.node) is not None:
                continue
            node: Node | None = piece.node
            while node is not None:
                known = self._sizes.get(id(node))
                if known is None:
                    self.nodes.append(node)
                    known = 0
                self._sizes[id(node)] = known + piece.size
                node = node.parent

    def of(self, node: Node) -> int:
        """The size of the story in an element, in bytes."""
        return self._sizes.get(id(node), 0)

    def heavy_children(self, node: Node) -> list[Node]:
        """The elements in an element that hold some of its story, in page order."""
        return [one for one in node.children if not isinstance(one, str) and id(one) in self._sizes]


def find_region(tree: Tree, weights: Weights) -> tuple[Node, ...]:
    """The elements that hold the main content, in page order; none when there is no prose."""
    total = weights.of(tree.root)
    if not total:
        return ()
    start = _hinted(weights, total)
    if start is None:
        return (_descend(tree.root, weights),)
    return (_climb(_descend(start, weights), weights),)


def _hinted(weights: Weights, total: int) -> Node | None:
    """The container that microdata, class names or tags call the main content."""
    for test in (_is_article_body, _is_named_body, _is_article):
        named = [node for node in weights.nodes if test(node)]
        best = max(named, key=weights.of, default=None)
        if best is not None and weights.of(best) >= _HINTED * total:
            return best
    return None


def _is_article_body(node: Node) -> bool:
    prop = node.attrs.get("itemprop")
    return bool(prop) and "articleBody" in str(prop)


def _is_named_body(node: Node) -> bool:
    return bool(node.attrs) and "body" in said_by(node).purposes


def _is_article(node: Node) -> bool:
    return node.tag in ("article", "main") or node.attrs.get("role") in ("main", "article")


def _descend(node: Node, weights: Weights) -> Node:
    """The innermost element that still holds nearly all of the story of `node`."""
    while True:
        heavy = weights.heavy_children(node)
        best = max(heavy, key=weights.of, default=None)
        if best is None or weights.of(best) < weights.of(node) * _DESCEND:
            return node
        if all(isinstance(one, str) for one in best.children):
            return node
        others = [one for one in heavy if one is not best]
        if any(one.tag in _TEXTUAL for one in others):
            return node
        if others:
            looks = _looks(best, weights)
            if any(not looks.isdisjoint(_looks(one, weights)) for one in others):
                return node
        node = best


def _climb(node: Node, weights: Weights) -> Node:
    """The element that holds `node` and what looks like its continuation beside it."""
    looks = {look for look in _looks(node, weights) if any(look[1::2])}
    best, one = node, node
    while (parent := one.parent) is not None and parent.tag not in ("body", "html"):
        others = [child for child in weights.heavy_children(parent) if child is not one]
        if any(not looks.isdisjoint(_looks(child, weights)) for child in others):
            best = parent
        one = parent
    return best


_TEXTUAL = tags("p ul ol blockquote h2 h3 h4 pre table")


def _looks(node: Node, weights: Weights) -> set[tuple[str, ...]]:
    """How the paragraphs in an element look: tags and classes of each and of its two parents."""
    looks: set[tuple[str, ...]] = set()
    todo = [node]
    while todo:
        one = todo.pop()
        inner = weights.heavy_children(one)
        todo.extend(inner)
        if not inner:
            first = one.parent or one
            second = first.parent or first
            looks.add(
                tuple(
                    part for each in (one, first, second) for part in (each.tag, each.get("class"))
                )
            )
    return looks
