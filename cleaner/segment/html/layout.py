"""An HTML page → the selectors that would find its main content, and the parts inside it.

It is for learning rules: no page is cleaned with it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cleaner.model.knowledge import HtmlRules
from cleaner.model.page import Page
from cleaner.segment.html.answers import Answer, Reading, find_answer
from cleaner.segment.html.headline import find_headline
from cleaner.segment.html.parse import parse
from cleaner.segment.html.pieces import Piece, gather
from cleaner.segment.html.said import read_said
from cleaner.segment.html.site import read_site
from cleaner.segment.html.tokens import read_names
from cleaner.segment.html.tree import Node, Tree
from cleaner.text.normalise import normalise

_NAME_RE = re.compile(r"[A-Za-z][A-Za-z_-]{1,39}")
"""Names with digits are made by machines and change with each release."""
_MADE_RE = re.compile(r"(?:^|[_-])(?:css|sc|jss|jsx|svelte)-|__[A-Za-z]{5}$")
_MOST_PARTS = 400
_LARGEST_PART = 0.35
"""An element with more of the story than this share is no part beside it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a page keeps its story.

    Attributes:
        content: CSS selectors, each of which finds the chosen container and nothing else.
        found: all simple selectors that find some text on the page.
        parts: (selector, texts kept in it) of elements in the container.
    """

    content: tuple[str, ...] = ()
    found: frozenset[str] = frozenset()
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()


def read_layout(page: Page) -> Layout:
    """The layout of a page as structure alone shows it, without any outlet's selectors."""
    parsed = parse(page.content)
    pieces, _ = gather(parsed.tree)
    said = read_said(parsed.tree)
    answer = find_answer(
        Reading(
            content=parsed.html,
            tree=parsed.tree,
            pieces=pieces,
            said=said,
            headline=find_headline(pieces, said),
            site=read_site(parsed, HtmlRules()),
        )
    )
    layout = _layout(parsed.tree, answer)
    parsed.tree.fell()
    return layout


def _layout(tree: Tree, answer: Answer) -> Layout:
    counts: Counter[str] = Counter()
    for node in tree.nodes:
        if node.size:
            counts.update(set(_selectors(node)))
    region = answer.story.region
    if len(region) != 1 or answer.doubts - {"part"}:
        return Layout(found=frozenset(counts))
    return Layout(
        content=tuple(one for one in _selectors(region[0]) if counts[one] == 1),
        found=frozenset(counts),
        parts=tuple(_parts(answer.kept, region[0])),
    )


def _parts(kept: Iterable[Piece], region: Node) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Elements of a name inside the region with the texts that are kept in them, by selector."""
    texts: dict[str, list[str]] = {}
    for piece in kept:
        for node in piece.node.ancestors():
            if node is region:
                break
            if node.prose > _LARGEST_PART * region.prose:
                continue
            for selector in _selectors(node):
                texts.setdefault(selector, []).append(normalise(piece.text)[0])
        if len(texts) > _MOST_PARTS:
            break
    for selector, several in texts.items():
        yield selector, tuple(several)


def _selectors(node: Node) -> Iterator[str]:
    """Simple selectors of an element, the one that says most first."""
    attrs = node.attrs
    if not attrs or node.tag in ("html", "body"):
        return
    if "articleBody" in (attrs.get("itemprop") or "").split():
        yield '[itemprop="articleBody"]'
    name = attrs.get("id") or ""
    if _is_lasting(name):
        yield f"#{name}"
    names = [one for one in dict.fromkeys((attrs.get("class") or "").split()) if _is_lasting(one)]
    for one in sorted(names, key=_says_little):
        yield f"{node.tag}.{one}"
    tested = attrs.get("data-testid") or ""
    if _is_lasting(tested):
        yield f'[data-testid="{tested}"]'


def _says_little(name: str) -> bool:
    """Whether a class name is none of those that speak of an article's text."""
    return "body" not in read_names(name).purposes


def _is_lasting(name: str) -> bool:
    return _NAME_RE.fullmatch(name) is not None and _MADE_RE.search(name) is None
