"""HTML text → the light tree, with lexbor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cleaner.model.knowledge import XPATH, HtmlRules, TemplateSigns
from cleaner.segment.html.find import Finder
from cleaner.segment.html.focus import Focus, content_keys
from cleaner.segment.html.guard import tame
from cleaner.segment.html.tree import Node, Tree, grow

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was parsed, made harmless; the light tree; who still answers selectors.

    `focused`: the tree holds what rules name and what stands round it. `rules` are the selectors of
    the page, `templates` the keys of those that it showed to be of.
    """

    html: str
    tree: Tree
    finder: Finder
    cut: bool
    focused: bool = False
    rules: HtmlRules = field(default_factory=HtmlRules)
    templates: tuple[str, ...] = ()

    def select(self, selector: str) -> list[Node]:
        """The elements that a selector finds, in page order, as nodes of the tree.

        Raises:
            ValueError: the selector cannot be read.
        """
        nodes = self.tree.by_key()
        found = [
            nodes[key] for one in self.finder.elements(selector) if (key := one.mem_id) in nodes
        ]
        return found if len(found) < 2 else self.tree.in_order(found)

    def values(self, selector: str) -> Iterator[tuple[Node | None, str | None]]:
        """The elements that a selector finds, with what XPath found of each.

        An element is None where the tree has none for it, as of the page's head.

        Raises:
            ValueError: the selector cannot be read.
        """
        if not selector.startswith(XPATH):
            yield from ((node, None) for node in self.select(selector))
            return
        nodes = self.tree.by_key()
        for one in self.finder.values(selector):
            yield nodes.get(one.node.mem_id), one.value

    def whole(self) -> Parsed:
        """The same page with all its elements in the tree."""
        return (
            replace(self, tree=_grown(self.finder.parser), focused=False) if self.focused else self
        )


def parse(
    html: str,
    rules: HtmlRules | None = None,
    signs: Sequence[TemplateSigns] = (),
    *,
    focus: bool = True,
) -> Parsed:
    """The page as a tree; broken and hostile markup never fails.

    Args:
        html: decoded.
        rules: where their selectors find the main content, the tree holds it, what stands
            between it and the headline, and what tells dates and authors; the rest as text.
        signs: of templates; the selectors of those that the page is of come after the rules.
        focus: False takes the whole page into the tree.
    """
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415  heavy, needed for HTML alone

    html, cut = tame(html)
    parser = LexborHTMLParser(html)
    finder = Finder(parser)
    templates = find_templates(parser, signs)
    rules = _joined([rules or HtmlRules(), *(one.html for one in templates)])
    contents = content_keys(finder, rules.content) if focus and rules.content else set()
    near = Focus(finder, contents, rules) if contents else None
    tree = _grown(parser, near)
    return Parsed(
        html=html,
        tree=tree,
        finder=finder,
        cut=cut or tree.cut,
        focused=near is not None,
        rules=rules,
        templates=tuple(one.key for one in templates),
    )


def find_templates(parser: LexborHTMLParser, signs: Sequence[TemplateSigns]) -> list[TemplateSigns]:
    """The templates that a page is of; one search tells the pages that are of none."""
    if (
        not signs
        or parser.css_first(", ".join(one for sign in signs for one in sign.detect)) is None
    ):
        return []
    return [sign for sign in signs if any(parser.css_first(one) is not None for one in sign.detect)]


def _joined(several: Sequence[HtmlRules]) -> HtmlRules:
    if len(several) == 1:
        return several[0]
    return HtmlRules(
        content=tuple(one for rules in several for one in rules.content),
        drop=tuple(one for rules in several for one in rules.drop),
        fields=tuple(one for rules in several for one in rules.fields),
    )


def _grown(parser: LexborHTMLParser, focus: Focus | None = None) -> Tree:
    return grow(parser.root, focus) if parser.root is not None else Tree.empty()
