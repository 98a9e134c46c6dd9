"""The whole path of one page: what reads it, labels it, and finds its metadata."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from cleaner.metadata import find_metadata
from cleaner.model import Document, Failure, Hints, Page
from cleaner.rules import RuleSet, load_rules
from cleaner.segment import segment_text
from cleaner.steps import STEPS
from cleaner.text.languages import guess_language


def clean_page(page: Page, rules: RuleSet) -> Document:
    """The page, cleaned: every block labelled, every field found or left empty.

    A pure function: no file, no clock, no network, no memory between pages. Equal pages and
    rules give equal documents.

    Args:
        page: as a reader gives it.
        rules: as `load_rules` gives them.
    """
    blocks = segment_text(page.content)
    host = urlsplit(page.url).hostname if page.url else None
    selection = rules.select(
        host=host, name=page.hints.outlet, lines=[block.text for block in blocks]
    )
    language = page.hints.language or (selection.outlet and selection.outlet.language)
    if language is None:
        language = guess_language("\n".join(block.text for block in blocks)).language
    knowledge = rules.knowledge(selection, language)
    doc = Document(page=page, blocks=blocks, flags=page.flags, rules_sha256=knowledge.sha256)
    for step in STEPS:
        doc = step(doc, knowledge)
    doc = replace(doc, metadata=find_metadata(doc, knowledge, selection.findings))
    return replace(doc, flags=_flags(doc))


def _flags(doc: Document) -> tuple[str, ...]:
    flags = list(doc.flags)
    if not doc.text:
        flags.append("empty")
    return tuple(sorted(set(flags)))


def clean_pages(
    pages: Iterable[Page | Failure], rules: RuleSet | None = None
) -> Iterator[Document | Failure]:
    """The pages, cleaned one by one in their order; failures of the readers pass through."""
    rules = rules if rules is not None else load_rules()
    for page in pages:
        yield page if isinstance(page, Failure) else clean_page(page, rules)


def clean(
    text_or_html: str,
    url: str | None = None,
    rules: RuleSet | None = None,
    **hints: object,
) -> Document:
    """One page, cleaned.

    Args:
        text_or_html: a text dump, or HTML; told apart by whether it begins with markup.
        url: address of the page, if known.
        rules: as `load_rules` gives them; None: the packaged rules.
        hints: what you know and need not be guessed: `id`, `outlet`, `date`, `title`,
            `authors`, `language`, `retrieved` (strings; `authors` a list of strings).

    Raises:
        UsageError: a hint has another name or type.
    """
    raise NotImplementedError(text_or_html, url, rules, hints, Hints, hashlib)
