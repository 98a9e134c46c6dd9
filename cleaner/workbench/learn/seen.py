"""A page → what learning keeps of it: its lines, what cleaning made of each, its containers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from cleaner.model import LIFTED, Block, Category, Document, Page
from cleaner.pipeline import clean_page
from cleaner.rules import RuleSet
from cleaner.segment.html.layout import Layout, read_layout
from cleaner.text.address import find_address
from cleaner.text.prose import is_prose
from cleaner.workbench.learn.shapes import LONGEST

_LONGEST_KEPT = 2000
_MOST_LINES = 2000
_LAYOUT_RULES = ("html/", "structure/")
_TEXT = frozenset({Category.BODY, Category.STANDFIRST})
"""What is read as the reporter's; a standfirst that other pages have too is none."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page.

    Attributes:
        text: normalised.
        body: whether cleaning leaves it in the text or takes it for a standfirst.
        prose: whether it reads like a paragraph of a story.
        lifted: whether it became another field.
        ruled: whether a rule or phrase that is known took it.
    """

    text: str
    body: bool
    prose: bool
    lifted: bool
    ruled: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What is kept of a page while rules are learned.

    Attributes:
        outlet: key: that of a known outlet, else the host; None where nothing names one.
        name: of the outlet, as the page gives it.
        language: BCP 47.
        day: of publication, ISO 8601, as precise as known.
        title: the headline.
        lines: in page order.
        layout: of HTML.
    """

    outlet: str | None
    name: str | None
    language: str | None
    day: str | None
    title: str | None
    lines: tuple[Line, ...]
    layout: Layout | None = None


def see(page: Page, rules: RuleSet, outlet: str | None = None) -> Seen:
    """What is kept of one page.

    Args:
        page: as a reader gives it.
        rules: what is known already; it is not learned again.
        outlet: key of the outlet, where the user names it.
    """
    doc = clean_page(page, rules)
    known = json.loads(doc.rules_key)[0]
    key = outlet or known or _host(doc)
    name = None if known is None and doc.metadata.outlet == key else doc.metadata.outlet
    return Seen(
        outlet=key,
        name=name,
        language=doc.metadata.language,
        day=doc.metadata.date and doc.metadata.date[:10],
        title=doc.metadata.title,
        lines=tuple(_lines(doc.blocks)),
        layout=read_layout(page) if page.media_type == "text/html" else None,
    )


def _lines(blocks: Iterable[Block]) -> Iterable[Line]:
    for _, block in zip(range(_MOST_LINES), blocks, strict=False):
        text = block.text[:_LONGEST_KEPT]
        if not text or block.glue is not None:
            continue  # a piece of a sentence that a scraper broke is no line of its own
        category, rule = block.category, block.rule or ""
        yield Line(
            text=text,
            body=category in _TEXT,
            prose=len(text) > LONGEST or is_prose(text),
            lifted=category in LIFTED - _TEXT,
            ruled=_is_ruled(rule),
        )


def _is_ruled(rule: str) -> bool:
    """Whether a label came from a rules file and not from the page's structure."""
    return bool(rule) and not rule.startswith(_LAYOUT_RULES)


def _host(doc: Document) -> str | None:
    address = doc.page.url or (
        find_address(doc.page.content) if doc.page.media_type == "text/html" else None
    )
    try:
        host = urlsplit(address).hostname if address else None
    except ValueError:  # an address with a broken host, such as `http://[x`
        return None
    return host.removeprefix("www.") if host and "." in host else None
