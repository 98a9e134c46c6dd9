"""HTML text → the light tree, with lexbor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner.segment.html.guard import tame
from cleaner.segment.html.tree import Node, Tree, grow

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was parsed, made harmless; the light tree; the parser, which still answers selectors."""

    html: str
    tree: Tree
    parser: LexborHTMLParser
    cut: bool

    def select(self, selector: str) -> list[Node]:
        """The elements that a CSS selector finds, in page order, as nodes of the tree.

        Raises:
            ValueError: the selector cannot be read.
        """
        keys = {one.mem_id for one in self.parser.css(selector)}
        return [node for node in self.tree.nodes if node.key in keys] if keys else []


def parse(html: str) -> Parsed:
    """The page as a tree; broken and hostile markup never fails."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415  heavy, needed for HTML alone

    html, cut = tame(html)
    parser = LexborHTMLParser(html)
    tree = grow(parser.root) if parser.root is not None else Tree.empty()
    return Parsed(html=html, tree=tree, parser=parser, cut=cut or tree.cut)
