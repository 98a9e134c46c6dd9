"""XPath on a page: the parser's tree given to lxml, and searches that end in time.

The same tree answers CSS and XPath, so what XPath finds is found again among the page's elements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cleaner.text.xml import xml_safe
from cleaner.text.xpath import counted

if TYPE_CHECKING:
    from lxml import etree
    from selectolax.lexbor import LexborHTMLParser, LexborNode

MOST_ELEMENTS = 20_000
"""On a page with more, XPath finds nothing: joining what is found takes time with their square."""
BUDGET = 250_000
"""What all searches of a page may cost together; one costs about a microsecond."""
_ELEMENTS, _LETTERS = 8, 128
"""So many elements or characters inside an element, or beside it, cost as much as one tick."""
_JOINED = 1_000
"""Comparing a finding with so many others costs as much as one tick."""
_SPACE = "urn:ticks"
_NAME_RE = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_NO_NAME_RE = re.compile(r"[^A-Za-z0-9_.-]|^[^A-Za-z_]")


class _SpentError(Exception):
    """The searches of the page have cost enough."""


@dataclass(frozen=True, slots=True)
class Found:
    """An element that XPath found, or whose attribute or text it found: then `value` is that."""

    node: LexborNode
    value: str | None = None


@dataclass(slots=True)
class _Weight:
    """What stands in and beside an element."""

    inside: int = 0
    letters: int = 0
    beside: int = 0
    children: int = 0


@dataclass(slots=True, eq=False)
class Xml:
    """A page's elements as lxml has them; `spent` once a search had to be given up."""

    spent: bool = False
    _top: Any = None
    _nodes: dict[Any, LexborNode] = field(default_factory=dict)
    _weights: dict[Any, _Weight] = field(default_factory=dict)
    _left: int = BUDGET

    def find(self, xpath: str) -> list[Found]:
        """What the expression finds, in page order; nothing once the page's budget is spent.

        Raises:
            ValueError: it is no XPath that rules may use.
        """
        if self._top is None or self.spent:
            return []
        try:
            found: Any = self._compiled(xpath)(self._top)
        except _SpentError:
            self.spent = True
            return []
        return [made for one in found if (made := self._found(one)) is not None]

    def _compiled(self, xpath: str) -> etree.XPath:
        from lxml import etree  # noqa: PLC0415 - for pages whose rules have XPath alone

        made = counted(xpath)
        # how often a text may be looked at for one tick
        steps = made.count("[t:")
        often = 1 + steps + xpath.count(".") + xpath.count("(")
        # what several steps find is joined, each with all that was found before
        least = 1 + (len(self._nodes) // _JOINED if steps + xpath.count("..") > 1 else 0)
        sideways = "sibling" in xpath

        def element(context: Any) -> bool:  # noqa: ANN401 - lxml's own
            weight = self._weights[context.context_node]
            aside = weight.inside + (weight.beside if sideways else 0)
            self._charge(least + aside // _ELEMENTS + often * (weight.letters // _LETTERS))
            return True

        def text(_context: Any) -> bool:  # noqa: ANN401
            self._charge(least)
            return True

        ticks = {(_SPACE, "e"): element, (_SPACE, "x"): text}
        return etree.XPath(made, namespaces={"t": _SPACE}, extensions=ticks)

    def _charge(self, cost: int) -> None:
        self._left -= cost
        if self._left < 0:
            raise _SpentError

    def _found(self, one: Any) -> Found | None:  # noqa: ANN401 - an element, or a string that knows its own
        if isinstance(one, str):
            parent = one.getparent()  # type: ignore[attr-defined]
            if one.is_tail:  # type: ignore[attr-defined]
                parent = parent.getparent()
            return None if parent is None else Found(self._nodes[parent], str(one))
        node = self._nodes.get(one)
        return None if node is None else Found(node)


def grow_xml(parser: LexborHTMLParser) -> Xml:
    """The elements of a page for XPath; none of a page that has too many."""
    from lxml import etree  # noqa: PLC0415

    root = parser.root
    if root is None:
        return Xml()
    top = etree.Element("html")
    _set(top, root)
    nodes: dict[Any, LexborNode] = {top: root}
    todo = [(root, top)]
    while todo:
        node, element = todo.pop()
        for child, made in _grow_children(node, element):
            nodes[made] = child
            todo.append((child, made))
        if len(nodes) > MOST_ELEMENTS:
            return Xml(spent=True)
    return Xml(_top=top, _nodes=nodes, _weights=_weigh(list(nodes)))


def _grow_children(node: LexborNode, element: Any) -> Sequence[tuple[LexborNode, Any]]:  # noqa: ANN401
    """The element's children, made in lxml, and its texts hung between them."""
    from lxml import etree  # noqa: PLC0415

    made: list[tuple[LexborNode, Any]] = []
    last: Any = None
    texts: list[str] = []
    child = node.child
    while child is not None:
        tag = child.tag or "-"
        if tag == "-text":
            texts.append(xml_safe(child.text_content or ""))
        elif tag[0] != "-":
            _hang(element, last, texts)
            texts = []
            last = etree.SubElement(element, _NO_NAME_RE.sub("_", tag))
            _set(last, child)
            made.append((child, last))
        child = child.next
    _hang(element, last, texts)
    return made


def _hang(element: Any, last: Any, texts: list[str]) -> None:  # noqa: ANN401
    if not texts:
        return
    if last is None:
        element.text = "".join(texts)
    else:
        last.tail = "".join(texts)


def _set(element: Any, node: LexborNode) -> None:  # noqa: ANN401
    for name, value in node.attributes.items():
        if _NAME_RE.fullmatch(name):
            element.set(name, xml_safe(value or ""))


def _weigh(elements: list[Any]) -> dict[Any, _Weight]:
    """What stands in and beside each element; parents come before their children."""
    weights = {one: _Weight(letters=len(one.text or ""), children=len(one)) for one in elements}
    for one in reversed(elements):
        parent = one.getparent()
        if parent is not None:
            own, above = weights[one], weights[parent]
            own.beside = above.children
            above.inside += own.inside + 1
            above.letters += own.letters + len(one.tail or "")
    return weights
