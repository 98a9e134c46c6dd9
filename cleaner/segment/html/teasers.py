"""Links to other stories among the paragraphs: lists, boxes and rows of teasers."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.model.block import Element
from cleaner.model.category import Category
from cleaner.segment.html.pieces import HEADINGS, Piece
from cleaner.segment.html.story import Label, Story
from cleaner.segment.html.tree import Node


def label_lists(story: Story, labels: dict[int, Label]) -> None:
    """Lists that consist of links are teasers or menus."""
    lists: dict[int, list[Piece]] = {}
    for piece in story.inside:
        if piece.number in labels or piece.element is not Element.LIST_ITEM:
            continue
        for node in piece.node.ancestors():
            if node.tag in ("ul", "ol", "dl"):
                lists.setdefault(id(node), []).append(piece)
                break
    for pieces in lists.values():
        size = sum(one.size for one in pieces)
        if sum(one.size * one.linked for one in pieces) > 0.7 * size:
            for one in pieces:
                labels[one.number] = (Category.RELATED, "html/link-list")


_TEASER = 350
"""An item of a list of teasers has no more prose than this, on the average."""


_SIDE = 0.2
"""Teasers hold no more than this share of the prose of the main content."""


def label_teasers(story: Story, labels: dict[int, Label]) -> None:
    """Boxes of links, and rows of boxes that each hold a linked heading and little prose."""
    boxes = _teaser_boxes(story, labels)
    if not boxes:
        return
    for piece in story.inside:
        if piece.number in labels:
            continue
        for node in _wrappers(piece.node, story):
            if (rule := boxes.get(id(node))) is not None:
                labels[piece.number] = (Category.RELATED, rule)
                break


def _teaser_boxes(story: Story, labels: dict[int, Label]) -> dict[int, str]:
    """The rule by identity of each element that is a teaser."""
    groups: dict[tuple[int, str, str], dict[int, Node]] = {}
    boxes: dict[int, str] = {}
    for piece in story.inside:
        if piece.element is not Element.HEADING or piece.linked < 0.8 or piece.number in labels:
            continue
        for node in _wrappers(piece.node, story):
            if node.links >= 0.75 * node.size:
                boxes[id(node)] = "html/link-box"
            groups.setdefault((id(node.parent), node.tag, node.get("class")), {})[id(node)] = node
    most = _SIDE * sum(one.size for one in story.inside if one.is_prose)
    for group in groups.values():
        prose = sum(one.prose for one in group.values())
        if len(group) > 1 and prose <= min(_TEASER * len(group), most):
            boxes.update(dict.fromkeys(group, "html/teaser-list"))
    return boxes


_WRAPPERS = frozenset({"div", "li", "section", "article", "aside", "a", "td"})


def _wrappers(node: Node, story: Story) -> Iterator[Node]:
    """The containers that an element stands in, up to the main content's."""
    path = list(story.path(node))
    heading = next((n for n, one in enumerate(path[:4]) if one.tag in HEADINGS), 0)
    for one in path[heading:]:
        if one.tag in _WRAPPERS:
            yield one


def label_orphans(story: Story, labels: dict[int, Label]) -> None:
    """A heading with nothing kept below it heads what was taken, or nothing."""
    follows = False
    for piece in reversed(story.inside):
        label = labels.get(piece.number)
        if label is None and piece.element is Element.HEADING:
            if not follows:
                labels[piece.number] = (Category.RELATED, "html/heading-of-nothing")
        elif label is None:
            follows = True
        elif label[0] is Category.RELATED:
            follows = False
