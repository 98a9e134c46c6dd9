"""The text pieces of a tree, in page order: what a reader sees as one paragraph each."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.model.block import Element
from cleaner.segment.html.tree import Node, Tree

MAX_PIECES = 20_000
MAX_TEXT = 1_000_000
"""Characters of one piece that are read."""

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q rp rt"
    " ruby s samp small span strike strong sub sup time tt u var wbr img picture".split()
)
_BOLD = frozenset({"b", "strong"})
_SLANTED = frozenset({"em", "i", "cite"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ELEMENTS = {
    **dict.fromkeys(HEADINGS, Element.HEADING),
    "li": Element.LIST_ITEM,
    "dt": Element.LIST_ITEM,
    "dd": Element.LIST_ITEM,
    "blockquote": Element.QUOTE,
    "pre": Element.PREFORMATTED,
    "figcaption": Element.CAPTION,
    "caption": Element.CAPTION,
    "tr": Element.TABLE_ROW,
}
_CARRIED = frozenset({Element.QUOTE, Element.LIST_ITEM, Element.CAPTION, Element.PREFORMATTED})
"""Elements that hold for the paragraphs in them too."""
_ENDS = tuple(".!?…。！？।؟:;\"'”»“)")
LAYOUT_CELL = 300
"""A table cell with more characters, or with paragraphs in it, is layout and no data."""


@dataclass(slots=True, eq=False)
class Piece:
    """One paragraph of the page.

    `size` is the length in UTF-8 bytes, so that a page in Chinese weighs what it says;
    `linked`, `bold` and `slanted` are shares of its characters.
    """

    text: str
    node: Node
    element: Element
    size: int
    linked: float
    bold: float
    slanted: float
    after_image: bool
    number: int = 0

    @property
    def is_prose(self) -> bool:
        """Whether it reads like a part of a story rather than a label or a link."""
        if self.linked > 0.5 or self.element in (Element.HEADING, Element.CAPTION):
            return False
        return self.size >= 100 or (self.size >= 35 and self.text.endswith(_ENDS))


class _Gatherer:
    """Collects texts until a border of blocks ends the piece."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.parts: list[str] = []
        self.linked = self.bold = self.slanted = 0
        self.image = False
        self.breaks = 0
        self.full = False

    def flush(self, node: Node, element: Element) -> None:
        """Ends the piece that `node` holds."""
        self.breaks = 0
        if not self.parts:
            return
        text = "".join(self.parts)
        self.parts = []
        if len(text) > MAX_TEXT:
            text = text[:MAX_TEXT]
            self.full = True
        text = " ".join(text.split())
        linked, bold, slanted = self.linked, self.bold, self.slanted
        self.linked = self.bold = self.slanted = 0
        if not text:
            return
        if len(self.pieces) >= MAX_PIECES:
            self.full = True
            return
        length = len(text) - text.count(" ") or 1
        self.pieces.append(
            Piece(
                text=text,
                node=_innermost(node),
                element=element,
                size=len(text) if text.isascii() else len(text.encode("utf-8", "replace")),
                linked=min(linked / length, 1.0),
                bold=min(bold / length, 1.0),
                slanted=min(slanted / length, 1.0),
                after_image=self.image,
                number=len(self.pieces),
            )
        )
        self.image = False


def _innermost(node: Node) -> Node:
    """The element that alone holds what `node` holds: its class may say what the text is."""
    while (inner := _only_child(node)) is not None and inner.attrs:
        node = inner
    return node


def _only_child(node: Node) -> Node | None:
    """The element that holds all that an element holds; None when there is no such."""
    only: Node | None = None
    for one in node.children:
        if isinstance(one, str):
            if not one.isspace():
                return None
        elif only is not None:
            return None
        else:
            only = one
    return only


def gather(tree: Tree) -> tuple[list[Piece], bool]:
    """All pieces of the page in order, and whether there were more than `MAX_PIECES`."""
    gatherer = _Gatherer()
    _walk(tree.root, gatherer, Element.PARAGRAPH, (False, False, False), tree.root)
    gatherer.flush(tree.root, Element.PARAGRAPH)
    _weigh(tree, gatherer.pieces)
    return gatherer.pieces, gatherer.full


def _weigh(tree: Tree, pieces: list[Piece]) -> None:
    """Writes into each node the size of the text, of the links and of the prose in it."""
    for piece in pieces:
        node = piece.node
        node.size += piece.size
        node.links += int(piece.size * piece.linked)
        if piece.is_prose:
            node.prose += piece.size
    for node in reversed(tree.nodes):
        if (parent := node.parent) is not None:
            parent.size += node.size
            parent.links += node.links
            parent.prose += node.prose


def _walk(
    node: Node, out: _Gatherer, element: Element, style: tuple[bool, bool, bool], block: Node
) -> None:
    """Gathers what stands in `node`; `block` is the block it belongs to."""
    link, bold, slanted = style
    for child in node.children:
        if isinstance(child, str):
            if child.isspace():
                if out.parts:
                    out.parts.append(" ")
                continue
            out.parts.append(child)
            out.breaks = 0
            if link or bold or slanted:
                length = len(child) - child.count(" ") - child.count("\n")
                out.linked += length if link else 0
                out.bold += length if bold else 0
                out.slanted += length if slanted else 0
            continue
        tag = child.tag
        if tag in INLINE:
            if tag == "img" or tag == "picture":
                out.image = True
            elif tag == "a":
                _walk(child, out, element, (True, bold, slanted), block)
            elif tag in _BOLD:
                _walk(child, out, element, (link, True, slanted), block)
            elif tag in _SLANTED:
                _walk(child, out, element, (link, bold, True), block)
            else:
                _walk(child, out, element, style, block)
        elif tag == "br":
            out.breaks += 1
            out.parts.append(" ")
            if out.breaks > 1:
                out.flush(block, element)
        else:
            out.flush(block, element)
            _walk_block(child, out, element, style)


def _walk_block(
    node: Node, out: _Gatherer, element: Element, style: tuple[bool, bool, bool]
) -> None:
    tag = node.tag
    if tag == "tr" and _is_data(node):
        _walk_row(node, out, style)
        out.flush(node, Element.TABLE_ROW)
        return
    if tag == "figure":
        out.image = True
    inner = _ELEMENTS.get(tag)
    if inner is None or tag == "tr":
        inner = element if element in _CARRIED else Element.PARAGRAPH
    _walk(node, out, inner, style, node)
    out.flush(node, inner)


def _walk_row(node: Node, out: _Gatherer, style: tuple[bool, bool, bool]) -> None:
    """The cells of a row of data as one piece."""
    for cell in node.children:
        if isinstance(cell, str):
            continue
        if text := cell.text(LAYOUT_CELL * 2):
            if out.parts:
                out.parts.append(" | ")
            out.parts.append(text)
            if style[0] or _is_link(cell):
                out.linked += len(text) - text.count(" ")


def _is_link(cell: Node) -> bool:
    inner = [child for child in cell.children if not isinstance(child, str) or child.strip()]
    return len(inner) == 1 and not isinstance(inner[0], str) and inner[0].tag == "a"


def _is_data(row: Node) -> bool:
    """Whether a table row holds data: several short cells without paragraphs of their own."""
    cells = [one for one in row.children if not isinstance(one, str) and one.tag in ("td", "th")]
    if len(cells) < 2:
        return False
    for cell in cells:
        if len(cell.text(LAYOUT_CELL + 1)) > LAYOUT_CELL or _holds_blocks(cell):
            return False
    return True


def _holds_blocks(cell: Node) -> bool:
    paragraphs = 0
    todo = list(cell.children)
    while todo:
        one = todo.pop()
        if isinstance(one, str):
            continue
        if one.tag in ("table", "h1", "h2", "h3", "article"):
            return True
        paragraphs += one.tag == "p"
        todo.extend(one.children)
    return paragraphs > 2
