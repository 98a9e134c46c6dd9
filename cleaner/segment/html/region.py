"""Where the main content stands: the containers that hold it."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.model.block import Element
from cleaner.segment.html.pieces import Piece
from cleaner.segment.html.tree import Node, Tree
from cleaner.segment.html.zones import Zones, said_by

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


def weigh_story(pieces: Sequence[Piece], zones: Zones) -> dict[int, int]:
    """By identity of each element, the size of the prose in it that stands in no zone."""
    weights: dict[int, int] = {}
    for piece in pieces:
        if not piece.is_prose or zones.of(piece.node) is not None:
            continue
        node: Node | None = piece.node
        while node is not None:
            weights[id(node)] = weights.get(id(node), 0) + piece.size
            node = node.parent
    return weights


def find_region(tree: Tree, weights: dict[int, int]) -> tuple[Node, ...]:
    """The elements that hold the main content, in page order; none when there is no prose."""
    total = weights.get(id(tree.root), 0)
    if not total:
        return ()
    start = _hinted(tree, weights, total)
    if start is None:
        return (_descend(tree.root, weights),)
    return (_climb(_descend(start, weights), weights),)


def _hinted(tree: Tree, weights: dict[int, int], total: int) -> Node | None:
    """The container that microdata, class names or tags call the main content."""
    for test in (_is_article_body, _is_named_body, _is_article):
        best: Node | None = None
        for node in tree.nodes:
            if weights.get(id(node), 0) > (weights.get(id(best), 0) if best else 0) and test(node):
                best = node
        if best is not None and weights[id(best)] >= _HINTED * total:
            return best
    return None


def _is_article_body(node: Node) -> bool:
    prop = node.attrs.get("itemprop")
    return bool(prop) and "articleBody" in str(prop)


def _is_named_body(node: Node) -> bool:
    return bool(node.attrs) and "body" in said_by(node).purposes


def _is_article(node: Node) -> bool:
    return node.tag in ("article", "main") or node.attrs.get("role") in ("main", "article")


def _descend(node: Node, weights: dict[int, int]) -> Node:
    """The innermost element that still holds nearly all of the prose of `node`."""
    while True:
        enough = weights.get(id(node), 0) * _DESCEND
        heavy = [one for one in node.children if not isinstance(one, str) and id(one) in weights]
        best = max(heavy, key=lambda one: weights[id(one)], default=None)
        if best is None or weights[id(best)] < enough or not _has_elements(best):
            return node
        looks = _looks(best, weights)
        for one in heavy:
            if one is not best and (
                one.tag in _TEXTUAL or not looks.isdisjoint(_looks(one, weights))
            ):
                return node
        node = best


def _climb(node: Node, weights: dict[int, int]) -> Node:
    """The element that holds `node` and what looks like its continuation beside it."""
    looks = {look for look in _looks(node, weights) if any(look[1::2])}
    best, one = node, node
    while (parent := one.parent) is not None and parent.tag not in ("body", "html"):
        for child in parent.children:
            if isinstance(child, str) or child is one or id(child) not in weights:
                continue
            if not looks.isdisjoint(_looks(child, weights)):
                best = parent
                break
        one = parent
    return best


_TEXTUAL = frozenset("p ul ol blockquote h2 h3 h4 pre table".split())


def _looks(node: Node, weights: dict[int, int]) -> set[tuple[str, ...]]:
    """How the paragraphs in an element look: tags and classes of each and of its two parents."""
    looks: set[tuple[str, ...]] = set()
    todo = [node]
    while todo:
        one = todo.pop()
        inner = [
            child for child in one.children if not isinstance(child, str) and id(child) in weights
        ]
        todo.extend(inner)
        if not inner:
            first = one.parent or one
            second = first.parent or first
            looks.add(
                (
                    one.tag,
                    one.get("class"),
                    first.tag,
                    first.get("class"),
                    second.tag,
                    second.get("class"),
                )
            )
    return looks


def _has_elements(node: Node) -> bool:
    return any(not isinstance(one, str) for one in node.children)
