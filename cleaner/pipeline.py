"""The whole path of one page: read by a reader, it is segmented, labelled, and its fields are found."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit

from cleaner.errors import UsageError
from cleaner.metadata import find_metadata
from cleaner.metadata.early_day import find_early_day
from cleaner.model import Document, Failure, Page
from cleaner.readers import FieldError, is_html, known_from
from cleaner.rules import PageRules, RuleSet, Selection, load_rules
from cleaner.segment import segment_html, segment_text
from cleaner.segment.collector import collector_paused
from cleaner.steps import STEPS
from cleaner.steps.find_trials import find_trials
from cleaner.text.address import find_address
from cleaner.text.languages import guess_language


def clean_page(page: Page, rules: RuleSet) -> Document:
    """The page, cleaned: every block labelled, every field found or left empty.

    A pure function: no file, no clock, no network, no memory between pages. Equal pages and
    rules give equal documents.

    Args:
        page: as a reader gives it.
        rules: as `load_rules` gives them.
    """
    with collector_paused():
        return _cleaned(page, rules)


def _cleaned(page: Page, rules: RuleSet) -> Document:
    doc, selection = _segment(page, rules)
    knowledge = rules.knowledge(selection, _language(doc, selection))
    if knowledge.dated:
        knowledge = knowledge.on(find_early_day(doc))
    doc = replace(doc, rules_sha256=knowledge.sha256, rules_key=knowledge.key)
    for step in STEPS:
        doc = step(doc, knowledge)
    doc = replace(doc, metadata=find_metadata(doc, knowledge, selection.findings))
    return replace(doc, flags=_flags(doc, knowledge))


def clean_pages(
    pages: Iterable[Page | Failure], rules: RuleSet | None = None
) -> Iterator[Document | Failure]:
    """The pages, cleaned one by one in their order; failures of the readers pass through.

    Args:
        pages: of any kind; nothing is kept between them.
        rules: None: the packaged rules.
    """
    rules = rules if rules is not None else _packaged_rules()
    for page in pages:
        yield page if isinstance(page, Failure) else clean_page(page, rules)


def clean(
    text_or_html: str, url: str | None = None, rules: RuleSet | None = None, **hints: object
) -> Document:
    r"""One page, cleaned.

    Args:
        text_or_html: a text dump, or HTML, which begins with a tag or a doctype.
        url: address of the page, if known; it names the outlet and its rules.
        rules: as `load_rules` gives them; None: the packaged rules, read once.
        hints: what you know and need not be guessed: `id`, `outlet`, `date`, `title`,
            `authors`, `language`, `retrieved`; strings, `authors` a list of strings,
            dates in ISO 8601.

    Raises:
        UsageError: a hint has another name, or a value of the wrong kind.

    >>> page = "Bridge opens\n\nThe bridge over the Aare opened on Monday after two years of work."
    >>> clean(page + "\n\nShare this article").text
    'The bridge over the Aare opened on Monday after two years of work.'
    """
    if unknown := sorted(set(hints) - _HINTS):
        raise UsageError(f"{unknown[0]!r} is no hint; write one of {', '.join(sorted(_HINTS))}")
    try:
        known = known_from({**hints, "url": url})
    except FieldError as error:
        raise UsageError(str(error)) from error
    page = Page(
        id=known.id or known.url or "page",
        content=text_or_html,
        media_type="text/html"
        if is_html(text_or_html[:_START].encode("utf-8", "replace"))
        else "text/plain",
        sha256=hashlib.sha256(text_or_html.encode("utf-8", "surrogatepass")).hexdigest(),
        url=known.url,
        hints=known.hints,
    )
    return clean_page(page, rules if rules is not None else _packaged_rules())


@cache
def _packaged_rules() -> RuleSet:
    """The packaged rules: they cannot change while the program runs."""
    return load_rules()


_LONG = 60  # characters of a line; half as many where each is more than a byte
_ENOUGH = 240  # characters
_START = 4096  # characters that are looked at to tell HTML from a dump
_HINTS = frozenset({"id", "outlet", "date", "title", "authors", "language", "retrieved"})


def _segment(page: Page, rules: RuleSet) -> tuple[Document, Selection]:
    """The page's blocks, and the outlet and templates that are known for it."""
    if page.media_type != "text/html":
        blocks = segment_text(page.content)
        lines = [block.text for block in blocks]
        selection = rules.select(host=_host(page.url), name=page.hints.outlet, lines=lines)
        return Document(page=page, blocks=blocks, flags=page.flags), selection
    host = _host(page.url or find_address(page.content))
    selection = rules.select(host=host, name=page.hints.outlet, lines=())
    # what is known of an outlet names its templates; of others the page itself may tell them
    signs = rules.signs if selection.outlet is None else ()
    found = segment_html(page, rules.knowledge(selection, None).html, signs=signs)
    selection = selection.with_templates(*found.templates)
    flags = (*page.flags, *found.flags)
    return Document(page=page, blocks=found.blocks, flags=flags, markup=found.markup), selection


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:  # an address with a broken host, such as `http://[x`
        return None


def _language(doc: Document, selection: Selection) -> str | None:
    """What chooses the general rules: the hint, the outlet's language, or what the text shows."""
    known = doc.page.hints.language or (selection.outlet and selection.outlet.language)
    if known:
        return known
    declared = doc.markup.html_lang if doc.markup else None
    return guess_language(_telling_text(doc), declared=declared).language


def _telling_text(doc: Document) -> str:
    """The long lines, where there are enough of them: menus are in English all over the world."""
    lines = [block.text for block in doc.blocks]
    long = [line for line in lines if len(line) >= _LONG or _is_dense(line)]
    return "\n".join(long if sum(map(len, long)) >= _ENOUGH else lines)


def _is_dense(line: str) -> bool:
    """Whether a line has so many characters of more than a byte that it is as good as a long one."""
    return 4 * len(line) >= 2 * _LONG and not line.isascii() and len(line.encode()) >= 2 * _LONG


def _flags(doc: Document, knowledge: PageRules) -> tuple[str, ...]:
    flags = set(doc.flags)
    if (trials := knowledge.trials) is not None:
        flags |= {f"trial:{rule}" for rule in find_trials(doc, trials)}
    flags |= {one.value for one in doc.metadata.findings if one.field == "flags" and one.used}
    if not doc.text:
        flags.add("empty")
    return tuple(sorted(flags))
