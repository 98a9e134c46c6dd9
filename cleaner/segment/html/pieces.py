"""The text pieces of a tree, in page order: what a reader sees as one paragraph each."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.model.block import Element
from cleaner.segment.html.tables import is_data_row, row_text
from cleaner.segment.html.tags import tags
from cleaner.segment.html.tree import Node, Tree

MAX_PIECES = 20_000
MAX_TEXT = 1_000_000
"""Characters of one piece that are read."""
PROSE = 100
SENTENCE = 35
"""A text of so many bytes is prose; a shorter one, down to this, where it ends like a sentence."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = tags(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q rp rt"
    " ruby s samp small span strike strong sub sup time tt u var wbr img picture"
)
_ELEMENTS = {
    **dict.fromkeys(HEADINGS, Element.HEADING),
    "li": Element.LIST_ITEM,
    "dt": Element.LIST_ITEM,
    "dd": Element.LIST_ITEM,
    "blockquote": Element.QUOTE,
    "pre": Element.PREFORMATTED,
    "figcaption": Element.CAPTION,
    "caption": Element.CAPTION,
}
_CARRIED = frozenset(_ELEMENTS.values())
"""Elements that hold for the blocks in them too."""
_ENDS = tuple(".!?…。！？।؟:;\"'”»“)")


@dataclass(slots=True, eq=False)
class Piece:
    """One paragraph of the page.

    Attributes:
        text: spaces normalised.
        node: the innermost element that holds all of it.
        element: what it is on the page.
        size: its length in UTF-8 bytes, so that a page in Chinese weighs what it says.
        linked: the share of its characters that stand in links.
        is_prose: whether it reads like a part of a story rather than a label or a link.
        number: its place among the pieces of the page, from 0.
    """

    text: str
    node: Node
    element: Element
    size: int
    linked: float
    is_prose: bool
    number: int


class _Gatherer:
    """Collects texts until a border of blocks ends the piece."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.full = False
        self._parts: list[str] = []
        self._linked = 0
        self._breaks = 0
        self._sole: Node | None = None

    def flush(self, node: Node, element: Element) -> None:
        """Ends the piece that `node` holds."""
        text = "".join(self._parts)
        node, self._sole = self._sole or node, None
        linked, self._linked, self._breaks = self._linked, 0, 0
        self._parts.clear()
        if len(text) > MAX_TEXT or len(self.pieces) >= MAX_PIECES:
            self.full = True
            text = text[:MAX_TEXT] if len(self.pieces) < MAX_PIECES else ""
        text = " ".join(text.split())
        if not text:
            return
        size = len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
        share = min(linked / (len(text) - text.count(" ") or 1), 1.0)
        wordy = size >= PROSE or (size >= SENTENCE and text.endswith(_ENDS))
        self.pieces.append(
            Piece(
                text=text,
                node=_innermost(node),
                element=element,
                size=size,
                linked=share,
                is_prose=wordy
                and share <= 0.5
                and element is not Element.HEADING
                and element is not Element.CAPTION,
                number=len(self.pieces),
            )
        )

    def walk(self, node: Node, element: Element, block: Node, *, link: bool) -> None:
        """Gathers what stands in `node`; `block` is the block it belongs to."""
        for child in node.children:
            if isinstance(child, str):
                self._add(child, link=link)
                continue
            tag = child.tag
            if tag in _INLINE:
                if child.children:
                    begun = bool(self._parts)
                    self.walk(child, element, block, link=link or tag == "a")
                    self._sole = child if self._parts and not begun else None
            elif tag == "br":
                self._break(block, element)
            else:
                if self._parts:
                    self.flush(block, element)
                if child.children:
                    self._walk_block(child, element, link=link)

    def _add(self, text: str, *, link: bool) -> None:
        if text.isspace():
            if self._parts:
                self._parts.append(" ")
            return
        self._parts.append(text)
        self._breaks = 0
        self._sole = None
        if link:
            self._linked += len(text) - text.count(" ") - text.count("\n")

    def _break(self, block: Node, element: Element) -> None:
        """A line break is a space, two are a border."""
        self._breaks += 1
        self._parts.append(" ")
        if self._breaks > 1:
            self.flush(block, element)

    def _walk_block(self, node: Node, element: Element, *, link: bool) -> None:
        if len(self.pieces) >= MAX_PIECES:
            self.full = True
            return
        if node.tag == "tr" and is_data_row(node):
            text, linked = row_text(node)
            self._parts.append(text)
            self._linked += linked
            self.flush(node, Element.TABLE_ROW)
            return
        inner = _ELEMENTS.get(node.tag) or (element if element in _CARRIED else Element.PARAGRAPH)
        self.walk(node, inner, node, link=link or node.folded)
        if self._parts:
            self.flush(node, inner)


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
    """All pieces of the page in order, and whether there was more than is read."""
    gatherer = _Gatherer()
    gatherer.walk(tree.root, Element.PARAGRAPH, tree.root, link=False)
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
        if node.size and (parent := node.parent) is not None:
            parent.size += node.size
            parent.links += node.links
            parent.prose += node.prose
