"""What the selectors of rules find on a page, whether they are CSS or XPath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.model.knowledge import XPATH
from cleaner.segment.html.xpath import Found, Xml, grow_xml

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode


class Finder:
    """Answers selectors on one page; lxml is asked where one is XPath, and only then."""

    def __init__(self, parser: LexborHTMLParser) -> None:
        self.parser = parser
        self._xml: Xml | None = None
        self._found: dict[str, list[Found]] = {}

    def elements(self, selector: str) -> list[LexborNode]:
        """The elements that a selector finds.

        Raises:
            ValueError: the selector cannot be read.
        """
        if not selector.startswith(XPATH):
            found: list[LexborNode] = self.parser.css(selector)
            return found
        return [one.node for one in self.values(selector)]

    def values(self, selector: str) -> list[Found]:
        """The elements, with what XPath found of each where it asks for an attribute or a text.

        Raises:
            ValueError: the selector cannot be read.
        """
        if not selector.startswith(XPATH):
            return [Found(one) for one in self.parser.css(selector)]
        if selector not in self._found:
            if self._xml is None:
                self._xml = grow_xml(self.parser)
            self._found[selector] = self._xml.find(selector.removeprefix(XPATH))
        return self._found[selector]

    @property
    def spent(self) -> bool:
        """Whether a search was given up because it took too long, or the page is too large."""
        return self._xml is not None and self._xml.spent
