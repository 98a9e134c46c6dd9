"""What stands round the headline: kicker, standfirst, byline, date."""

from __future__ import annotations

from cleaner.model.category import Category
from cleaner.segment.html.pieces import Piece
from cleaner.segment.html.signs import said_by
from cleaner.segment.html.story import Label, Story
from cleaner.text.folding import squeeze


def label_head(story: Story, opening: str) -> dict[int, Label]:
    """Labels of what stands between the headline and the main content, by number.

    Pieces without a label there are none of the story. A standfirst that is said again in the
    opening of the text is an excerpt of it.
    """
    labels: dict[int, Label] = {}
    if story.headline is None:
        return labels
    labels[story.headline.number] = (Category.TITLE, "html/headline")
    for piece in story.pieces[max(story.headline.number - 4, 0) : story.headline.number]:
        if _is_kicker(piece):
            labels[piece.number] = (Category.KICKER, "html/kicker")
    wanted = [squeeze(one)[:60] for one in story.said.description if len(one) > 30]
    for piece in story.pieces[story.headline.number + 1 : story.inside[0].number]:
        if label := _label_head_piece(piece, story, wanted):
            if label[0] is Category.STANDFIRST and piece.text.rstrip(" .…") in opening:
                label = Category.OTHER, "html/repeated"
            labels[piece.number] = label
    return labels


def _is_kicker(piece: Piece) -> bool:
    if piece.size > 80:
        return False
    for depth, node in enumerate(piece.node.ancestors()):
        if depth > 2 or node.tag == "nav":
            return False
        if "kicker" in said_by(node).purposes:
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
            return zone.label
        return None
    if (label := label_stamp(piece, story)) is not None:
        return label
    if piece.size > 40 and piece.linked < 0.5 and _is_standfirst(piece):
        return Category.STANDFIRST, "html/standfirst"
    return None


def _is_standfirst(piece: Piece) -> bool:
    for depth, node in enumerate(piece.node.ancestors()):
        if depth > 3:
            return False
        if node.get("itemprop") in ("description", "alternativeHeadline"):
            return True
        if "standfirst" in said_by(node).purposes:
            return True
    return False


def label_stamp(piece: Piece, story: Story) -> Label | None:
    """Byline, date or kicker by its element's names, looking up to the container."""
    for depth, node in enumerate(story.path(piece.node)):
        if depth > 4:
            return None
        if node.size > 400 or (node.prose and node.size > piece.size + 100):
            return None
        purposes = said_by(node).purposes
        prop = node.get("itemprop")
        if node.tag == "time" or prop in ("datePublished", "dateModified"):
            return Category.DATE, "html/time"
        if prop == "author" or node.get("rel") == "author" or "byline" in purposes:
            return Category.BYLINE, "html/byline"
        if "date" in purposes:
            return Category.DATE, "html/date"
        if "kicker" in purposes:
            return Category.KICKER, "html/kicker"
    return None
