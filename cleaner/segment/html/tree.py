"""A light tree of an HTML page: elements and texts, without scripts, styles and widgets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleaner.segment.html.tags import tags
from cleaner.segment.html.tokens import Names

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from cleaner.segment.html.focus import Focus

MAX_NODES = 300_000
MAX_DEPTH = 200
MAX_SCRIPTS = 200

_SKIPPED = tags(
    "style svg noscript template iframe object embed canvas audio video select option datalist"
    " textarea input button map progress meter source track param col colgroup dialog label"
    " frame frameset noframes"
)
_BARE = tags("br b strong em i u wbr sup sub small tbody thead hr")
"""Tags whose attributes tell nothing: not reading them saves time."""


class Node:
    """An element; `children` are nodes and texts in page order."""

    __slots__ = (
        "articles",
        "attrs",
        "children",
        "folded",
        "key",
        "links",
        "names",
        "parent",
        "prose",
        "size",
        "tag",
    )

    def __init__(self, tag: str, attrs: dict[str, str | None], parent: Node | None) -> None:
        self.tag = tag
        self.attrs = attrs
        self.parent = parent
        self.children: list[Node | str] = []
        self.articles = 0
        self.folded = False
        self.key = 0
        self.size = 0
        self.links = 0
        self.prose = 0
        self.names: Names | None = None

    def get(self, name: str) -> str:
        """An attribute's value, empty when it is missing."""
        return self.attrs.get(name) or ""

    def ancestors(self) -> Iterator[Node]:
        """The node and its parents, inside out."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def stands_in(self, keys: frozenset[int]) -> bool:
        """Whether the node, or an element it stands in, is one of those, given by identity."""
        node: Node | None = self
        while node is not None:
            if id(node) in keys:
                return True
            node = node.parent
        return False

    def text(self, limit: int = 2000) -> str:
        """The text in it, spaces normalised; looks no further than `limit` characters."""
        parts: list[str] = []
        todo: list[Node | str] = [self]
        length = 0
        while todo and length < limit:
            one = todo.pop()
            if isinstance(one, str):
                parts.append(one)
                length += len(one)
            else:
                if one.tag not in _BARE:
                    parts.append(" ")
                todo.extend(reversed(one.children))
        return " ".join("".join(parts).split())[:limit]


@dataclass
class Tree:
    """A page's elements in page order, and what its head says."""

    root: Node
    nodes: list[Node]
    metas: list[dict[str, str | None]] = field(default_factory=list)
    links: list[dict[str, str | None]] = field(default_factory=list)
    scripts: list[tuple[dict[str, str | None], str]] = field(default_factory=list)
    title: str | None = None
    base: str | None = None
    cut: bool = False
    _by_key: dict[int, Node] = field(default_factory=dict, repr=False)

    @classmethod
    def empty(cls) -> Tree:
        """The tree of a page without any element."""
        root = Node("html", {}, None)
        return cls(root=root, nodes=[root])

    def by_key(self) -> dict[int, Node]:
        """The elements by the parser's identity of them."""
        if not self._by_key:
            self._by_key = {node.key: node for node in self.nodes}
        return self._by_key

    def in_order(self, nodes: list[Node]) -> list[Node]:
        """The elements, each once, in page order."""
        wanted = set(map(id, nodes))
        return [node for node in self.nodes if id(node) in wanted]

    def fell(self) -> None:
        """Cuts the links from children to parents, so that the tree is freed when it is let go."""
        for node in self.nodes:
            node.parent = None


def grow(top: LexborNode, focus: Focus | None = None) -> Tree:
    """The light tree of a parsed page.

    Nesting deeper than `MAX_DEPTH` is flattened: the text stays, the elements round it go.

    Args:
        top: the page's outermost element.
        focus: tells elements that are taken as one text; None: all are read.
    """
    root = Node("html", top.attributes or {}, None)
    tree = Tree(root=root, nodes=[root])
    root.key = top.mem_id
    parent = root
    pending: list[tuple[LexborNode | None, Node]] = []
    node = top.child
    while True:
        if node is None:
            if not pending:
                return tree
            node, parent = pending.pop()
            continue
        tag = node.tag or "-"
        if tag == "-text":
            parent.children.append(node.text_content or "")
        elif tag in _HEAD:
            _note(tree, tag, node)
        elif tag[0] != "-" and tag not in _SKIPPED:
            if len(tree.nodes) >= MAX_NODES:
                tree.cut = True
                return tree
            new = _add(tree, parent, tag, node)
            child = node.child
            if (focus or tag in _FOLDED) and _is_one_text(new, node, focus, len(pending)):
                child = None
            if child is not None:
                pending.append((node.next, parent))
                parent = new if len(pending) < MAX_DEPTH else parent
                node = child
                continue
        node = node.next


_HEAD = tags("meta link script title base")


_FOLDED = {"nav": 4_000, "footer": 4_000, "menu": 4_000, "aside": 1_500}
"""How many characters each may have: with more it may hold the story, on pages that leave tags open."""


def _is_one_text(new: Node, node: LexborNode, focus: Focus | None, depth: int) -> bool:
    """Whether an element was taken as one text, which counts as links: nothing in it is looked for.

    A third of the elements of most pages stand in menus and footers.
    """
    if new.tag in _PAGE:
        return False
    passed = focus is not None and not focus.reads(new, depth)
    if not passed and not (new.tag in _FOLDED and _is_menu(new)):
        return False
    text = node.text(separator=" ")
    if not passed and len(text) > _FOLDED[new.tag]:
        return False
    new.children.append(text)
    new.folded = True
    return True


_PAGE = tags("head body")


def _is_menu(new: Node) -> bool:
    """Whether it is neither breadcrumbs nor the footer of an article: these are looked for.

    Nor one of many in each other, left open on a broken page: each text would be read again.
    """
    if "crumb" in str(new.attrs):
        return False
    above = [one.tag for one in new.ancestors()]
    return _STORIES.isdisjoint(above) and sum(tag in _FOLDED for tag in above) <= _NESTED


_NESTED = 4


_STORIES = tags("article main")


def _add(tree: Tree, parent: Node, tag: str, node: LexborNode) -> Node:
    new = Node(tag, {} if tag in _BARE else node.attributes, parent)
    new.key = node.mem_id
    tree.nodes.append(new)
    parent.children.append(new)
    if tag == "article":
        parent.articles += 1
    return new


def _note(tree: Tree, tag: str, node: LexborNode) -> None:
    """What a meta, link, script, title or base element says."""
    attrs = node.attributes
    if tag == "meta":
        tree.metas.append(attrs)
    elif tag == "link":
        tree.links.append(attrs)
    elif tag == "title":
        if tree.title is None:
            tree.title = " ".join((node.text() or "").split()) or None
    elif tag == "base":
        tree.base = tree.base or attrs.get("href")
    elif len(tree.scripts) < MAX_SCRIPTS and _is_data(attrs):
        tree.scripts.append((attrs, node.text() or ""))


def _is_data(attrs: dict[str, str | None]) -> bool:
    """Whether a script holds data: JSON-LD, JSON, or a framework's payload."""
    return "json" in (attrs.get("type") or "").lower() or "__" in (attrs.get("id") or "")
