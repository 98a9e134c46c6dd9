"""What the markup alone says of each piece: caption, teaser, standfirst, byline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleaner.model.block import Element
from cleaner.model.category import Category
from cleaner.segment.html.pieces import HEADINGS, Piece
from cleaner.segment.html.said import Said
from cleaner.segment.html.tokens import speaks_of
from cleaner.segment.html.tree import Node
from cleaner.segment.html.zones import Zones, names_of
from cleaner.text.folding import squeeze

Label = tuple[Category, str]


@dataclass(slots=True)
class Story:
    """The pieces of a page, where its headline and its main content stand, what it says of itself."""

    pieces: Sequence[Piece]
    zones: Zones
    said: Said
    headline: Piece | None
    region: tuple[Node, ...]
    inside: list[Piece]


def label_body(story: Story) -> dict[int, Label]:
    """Labels of the pieces inside the main content, by their number."""
    labels: dict[int, Label] = {}
    titles = {squeeze(one) for one in story.said.headlines}
    if story.headline:
        titles.add(squeeze(story.headline.text))
    titles.discard("")
    seen: set[str] = set()
    begun = False
    for piece in story.inside:
        label = _label(piece, story, titles, seen, begun=begun)
        if label:
            labels[piece.number] = label
        elif piece.is_prose:
            begun = True
    _label_lists(story, labels)
    _label_teasers(story, labels)
    _label_orphans(story, labels)
    return labels


def _label(
    piece: Piece, story: Story, titles: set[str], seen: set[str], *, begun: bool
) -> Label | None:
    zone = story.zones.of(piece.node)
    if zone is not None and not (zone.why == "figure" and piece.element in _NO_CAPTION):
        return zone.category, f"html/{zone.why}"
    if piece.element is Element.CAPTION:
        return Category.CAPTION, "html/caption"
    key = squeeze(piece.text)
    if len(piece.text) < 400 and key in titles:
        return Category.TITLE, "html/headline"
    if len(key) > 40:
        if key in seen:
            return Category.OTHER, "html/repeated"
        seen.add(key)
    if piece.size < 120 and (label := _label_meta(piece, story.region)):
        return label
    if piece.linked > 0.9 and piece.element not in (Element.HEADING, Element.LIST_ITEM):
        return Category.RELATED, "html/link-only"
    if piece.linked > 0.3 and piece.size < 300 and _points_elsewhere(piece):
        return Category.RELATED, "html/pointer"
    return None


_NO_CAPTION = frozenset({Element.TABLE_ROW, Element.QUOTE, Element.PREFORMATTED})
"""What stands in a `figure` and is no caption of it."""
_POINTERS = (":", "|", "»", ">", "→", "：", "►", "▶")


def _points_elsewhere(piece: Piece) -> bool:
    """Whether a paragraph is a label and a link: `Read more: …`, in any language."""
    node = piece.node
    while True:
        inner = [one for one in node.children if not isinstance(one, str) or not one.isspace()]
        if len(inner) != 1 or isinstance(inner[0], str):
            break
        node = inner[0]
    if len(inner) < 2 or isinstance(inner[-1], str):
        return False
    link = inner[-1]
    if link.tag != "a" and not any(
        not isinstance(one, str) and one.tag == "a" for one in link.children
    ):
        return False
    before = " ".join(one if isinstance(one, str) else one.text(200) for one in inner[:-1]).strip()
    return len(before) < 60 and before.endswith(_POINTERS)


def _label_meta(piece: Piece, region: Sequence[Node]) -> Label | None:
    """Byline, date or kicker by its element's names, looking up to the container."""
    for depth, node in enumerate(piece.node.ancestors()):
        if depth > 4 or any(node is one for one in region):
            return None
        if node.size > 400 or (node.prose and node.size > piece.size + 100):
            return None
        names = names_of(node)
        prop = node.get("itemprop")
        if node.tag == "time" or prop in ("datePublished", "dateModified"):
            return Category.DATE, "html/time"
        if (
            prop == "author"
            or node.get("rel") == "author"
            or (names and speaks_of("byline", names))
        ):
            return Category.BYLINE, "html/byline"
        if names and speaks_of("date", names):
            return Category.DATE, "html/date"
        if names and speaks_of("kicker", names):
            return Category.KICKER, "html/kicker"
    return None


def _label_lists(story: Story, labels: dict[int, Label]) -> None:
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


def _label_teasers(story: Story, labels: dict[int, Label]) -> None:
    """Boxes of links, and rows of boxes that each hold a linked heading and little prose."""
    groups: dict[tuple[int, str, str], list[Node]] = {}
    boxes: dict[int, str] = {}
    for piece in story.inside:
        if piece.element is not Element.HEADING or piece.linked < 0.8 or piece.number in labels:
            continue
        for node in _wrappers(piece.node, story.region):
            if node.links >= 0.75 * node.size:
                boxes[id(node)] = "html/link-box"
            group = groups.setdefault((id(node.parent), node.tag, node.get("class")), [])
            if all(node is not one for one in group):
                group.append(node)
    most = _SIDE * sum(one.size for one in story.inside if one.is_prose)
    for group in groups.values():
        if 1 < len(group) and sum(one.prose for one in group) <= min(_TEASER * len(group), most):
            boxes.update((id(one), "html/teaser-list") for one in group)
    if not boxes:
        return
    for piece in story.inside:
        if piece.number not in labels:
            for node in _wrappers(piece.node, story.region):
                if id(node) in boxes:
                    labels[piece.number] = (Category.RELATED, boxes[id(node)])
                    break


_WRAPPERS = frozenset({"div", "li", "section", "article", "aside", "a", "td"})


def _wrappers(node: Node, region: Sequence[Node]) -> Iterator[Node]:
    """The containers that an element stands in, up to the main content's."""
    path = list(node.ancestors())
    heading = next((n for n, one in enumerate(path[:4]) if one.tag in HEADINGS), 0)
    for one in path[heading:]:
        if any(one is other for other in region):
            return
        if one.tag in _WRAPPERS:
            yield one


def _label_orphans(story: Story, labels: dict[int, Label]) -> None:
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


def label_head(story: Story, first: int) -> dict[int, Label]:
    """Labels of what stands between the headline and the main content, by number.

    Pieces without a label there are none of the story.
    """
    labels: dict[int, Label] = {}
    if story.headline is None:
        return labels
    labels[story.headline.number] = (Category.TITLE, "html/headline")
    for piece in story.pieces[max(story.headline.number - 4, 0) : story.headline.number]:
        if _is_kicker(piece):
            labels[piece.number] = (Category.KICKER, "html/kicker")
    wanted = [squeeze(one)[:60] for one in story.said.description if len(one) > 30]
    for piece in story.pieces[story.headline.number + 1 : first]:
        if label := _label_head_piece(piece, story, wanted):
            labels[piece.number] = label
    return labels


def _is_kicker(piece: Piece) -> bool:
    if piece.size > 80:
        return False
    for depth, node in enumerate(piece.node.ancestors()):
        names = names_of(node)
        if depth > 2 or node.tag == "nav":
            return False
        if names and speaks_of("kicker", names):
            return True
    return False


def _label_head_piece(piece: Piece, story: Story, wanted: list[str]) -> Label | None:
    key = squeeze(piece.text)
    if story.headline and key == squeeze(story.headline.text):
        return Category.TITLE, "html/headline"
    zone = story.zones.of(piece.node)
    if (zone is None or zone.category is not Category.CAPTION) and any(
        one in key for one in wanted
    ):
        return Category.STANDFIRST, "html/description"
    if zone is not None:
        if zone.category is Category.CAPTION:
            return Category.CAPTION, f"html/{zone.why}"
        return None
    if (label := _label_meta(piece, story.region)) is not None:
        return label
    if piece.size > 40 and piece.linked < 0.5 and _is_standfirst(piece):
        return Category.STANDFIRST, "html/standfirst"
    return None


def _is_standfirst(piece: Piece) -> bool:
    for depth, node in enumerate(piece.node.ancestors()):
        if depth > 3:
            return False
        names = names_of(node)
        if node.get("itemprop") in ("description", "alternativeHeadline"):
            return True
        if names and speaks_of("standfirst", names):
            return True
    return False
