"""What the markup alone says of each piece of the main content: caption, teaser, byline."""

from __future__ import annotations

from cleaner.model.block import Element
from cleaner.model.category import Category
from cleaner.segment.html.heads import label_stamp
from cleaner.segment.html.pieces import Piece
from cleaner.segment.html.story import Label, Story
from cleaner.segment.html.teasers import label_lists, label_orphans, label_teasers
from cleaner.text.folding import squeeze


def label_body(story: Story) -> dict[int, Label]:
    """Labels of the pieces inside the main content, by their number."""
    labels: dict[int, Label] = {}
    titles = {squeeze(one) for one in story.said.headlines}
    if story.headline:
        titles.add(squeeze(story.headline.text))
    titles.discard("")
    seen: set[str] = set()
    for piece in story.inside:
        label = _label(piece, story, titles, seen)
        if label:
            labels[piece.number] = label
    label_lists(story, labels)
    label_teasers(story, labels)
    label_orphans(story, labels)
    return labels


def _label(piece: Piece, story: Story, titles: set[str], seen: set[str]) -> Label | None:
    zone = story.zones.of(piece.node)
    if zone is not None and not (zone.why == "figure" and piece.element in _NO_CAPTION):
        return zone.label
    if piece.element is Element.CAPTION:
        return Category.CAPTION, "html/caption"
    if len(piece.text) < 300 and squeeze(piece.text) in titles:
        return Category.TITLE, "html/headline"
    if piece.size > 50:
        key = piece.text.replace("\u00ad", "")
        if key in seen:
            return Category.OTHER, "html/repeated"
        seen.add(key)
    if piece.size < 120 and (label := label_stamp(piece, story)):
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
