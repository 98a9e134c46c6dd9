"""Which elements of a page are worth a look where rules name the main content."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cleaner.model.knowledge import HtmlRules

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from cleaner.segment.html.find import Finder
    from cleaner.segment.html.tree import Node

_NEAR = 3
"""Elements above the headline, inside out, in which all that stands beside it is read."""
_TELLING = 'time, [itemprop], [rel~="author"], [class*="crumb" i]'
"""Elements that tell a date or an author, wherever they stand."""
MOST_TOLD = 60
_DATA = 'script[type*="json" i], script[id*="__"], body meta, body title, body link'
"""Data that does not stand in the head."""


class Focus:
    """Tells the elements that are read from those taken as one text.

    Read are the main content, all from the headline on to the end of it, what stands beside the
    headline, and, elsewhere, what leads to elements that may tell a date or an author. One walk
    in page order asks about each element once.
    """

    def __init__(self, finder: Finder, contents: Iterable[int], rules: HtmlRules) -> None:
        """Asks for the elements.

        Args:
            finder: of the page.
            contents: identities of the elements that hold the main content.
            rules: other selectors of the outlet; what they find is read too.
        """
        css = finder.parser.css
        tops = css("h1")
        self._tops = {one.mem_id for one in tops}
        self._near: set[int] = set()
        self._paths: set[int] = set()
        self._open = set(contents)
        self._begun = not tops
        self._inside = _NOWHERE
        for one in tops:
            for node, _ in zip(_parents(one), range(_NEAR), strict=False):
                self._near.add(node.mem_id)
        selectors = [*rules.content, *(selector for _, selector, _, _ in rules.fields)]
        for nodes in (
            tops,
            *map(finder.elements, selectors),
            css(_DATA),
            css(_TELLING)[:MOST_TOLD],
        ):
            for one in nodes:
                self._lead_to(one)

    def _lead_to(self, node: LexborNode | None) -> None:
        while node is not None and (key := node.mem_id) not in self._paths:
            self._paths.add(key)
            node = node.parent

    def reads(self, node: Node, depth: int) -> bool:
        """Whether an element is read; asked for each element in page order.

        Args:
            node: the element.
            depth: how many elements it stands in.
        """
        if depth > self._inside:
            return True
        self._inside = _NOWHERE
        key = node.key
        if key in self._open:
            self._open.discard(key)
            self._begun = True
            self._inside = depth
            return True
        if key in self._tops:
            self._begun = True
        if self._begun and self._open:
            return True
        return key in self._paths or (node.parent is not None and node.parent.key in self._near)


_NOWHERE = 1_000_000_000


def _parents(node: LexborNode) -> Iterable[LexborNode]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def content_keys(finder: Finder, selectors: Iterable[str]) -> set[int]:
    """The elements that the first selector that finds any finds, by identity."""
    for selector in selectors:
        found = finder.elements(selector)
        if any(one.text(strip=True) for one in found):
            return {one.mem_id for one in found}
    return set()
