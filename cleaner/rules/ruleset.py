"""All rules of a run, compiled on demand and shared by its pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from cleaner.model import HtmlRules, Outlet
from cleaner.rules.book import Book, Layout, Phrase, Rule, Section
from cleaner.rules.compile import Both, Matcher
from cleaner.rules.digest import book_value, digest, outlet_value, section_value, template_value
from cleaner.rules.knowledge import PageRules, spellings
from cleaner.rules.merge import sections
from cleaner.rules.select import Selection, Selector

K = TypeVar("K")
V = TypeVar("V")

_MOST_KEPT = 512  # of what is compiled for pages; the oldest goes first


class RuleSet:
    """All rules of a run. It never changes; what it keeps is only what it would compile again."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._selector = Selector(book)
        self._pages: dict[tuple[str | None, tuple[str, ...], str | None], PageRules] = {}
        self._general: dict[tuple[str, ...], Matcher] = {}
        self._special: dict[tuple[str | None, tuple[str, ...]], Matcher] = {}

    def __reduce__(self) -> tuple[type[RuleSet], tuple[Book]]:
        return RuleSet, (self.book,)

    @cached_property
    def sha256(self) -> str:
        """Digest of all that acts, in whatever files and order of keys it stands."""
        return digest(book_value(self.book))

    @property
    def rules(self) -> Iterator[Rule]:
        """Every pattern rule, of any status: general, templates, outlets."""
        return (rule for section in sections(self.book) for rule in section.rules)

    @property
    def phrases(self) -> Iterator[Phrase]:
        """Every phrase, of any status: general, templates, outlets."""
        return (phrase for section in sections(self.book) for phrase in section.phrases)

    @property
    def outlets(self) -> tuple[Outlet, ...]:
        """Every outlet, in the order of the files."""
        return self._selector.outlets

    @cached_property
    def agencies(self) -> dict[str, str]:
        """Folded spelling → name, of the wire services."""
        return spellings(self.book.agencies)

    @cached_property
    def detect(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """(template, CSS selectors): any of them in a page tells the template."""
        return tuple(
            (key, one.layout.detect)
            for key, one in self.book.templates.items()
            if one.layout.detect
        )

    def without_outlets(self) -> RuleSet:
        """The rules as if no outlet were known: what is left is general knowledge and templates."""
        return RuleSet(replace(self.book, outlets={}))

    def select(self, *, host: str | None, name: str | None, lines: Sequence[str]) -> Selection:
        """The outlet and templates of a page.

        A hint's name wins over the host, and that over the lines. Lines name an outlet when a
        decisive fingerprint or two different lines speak for it, more than for any other, and
        the page has no address elsewhere.

        Args:
            host: host of the page's address.
            name: the outlet as the user hints: its name or its key.
            lines: the page's non-empty lines, from line 1.
        """
        return self._selector.select(host=host, name=name, lines=lines)

    def knowledge(self, selection: Selection, language: str | None) -> PageRules:
        """The rules that could touch a page: of its outlet, templates and language, and of all.

        Args:
            selection: what `select` found.
            language: BCP 47; None asks for the rules of all languages alone.
        """
        outlet = selection.outlet.key if selection.outlet else None
        key = (outlet, selection.templates, language)
        found = self._pages.get(key)
        if found is None:
            found = self._page_rules(selection, language)
            _keep(self._pages, key, found)
        return found

    def _page_rules(self, selection: Selection, language: str | None) -> PageRules:
        outlet = selection.outlet.key if selection.outlet else None
        tags = [tag for tag in _tags(language) if tag in self.book.general]
        general = {tag: self.book.general[tag] for tag in tags}
        templates = {
            key: self.book.templates[key]
            for key in selection.templates
            if key in self.book.templates
        }
        entry = self.book.outlets.get(outlet) if outlet else None
        touching = {
            "agencies": {key: list(value) for key, value in self.book.agencies.items()},
            "general": {tag: section_value(one) for tag, one in general.items()},
            "templates": [[key, template_value(one)] for key, one in templates.items()],
            "outlet": [outlet, outlet_value(entry)] if entry else None,
        }
        layouts = [entry.layout] if entry else []
        layouts += [one.layout for one in templates.values()]
        return PageRules(
            outlet=selection.outlet,
            templates=tuple(templates),
            language=language,
            sha256=digest(touching),
            html=_html(layouts),
            matcher=Both(self._special_matcher(outlet, tuple(templates)), self._matcher(tags)),
            vocabulary=_vocabulary(general),
            services=self.agencies,
        )

    def _matcher(self, tags: list[str]) -> Matcher:
        key = tuple(tags)
        if key not in self._general:
            several = tuple((3 if tag == "*" else 2, self.book.general[tag]) for tag in tags)
            _keep(self._general, key, Matcher(several))
        return self._general[key]

    def _special_matcher(self, outlet: str | None, templates: tuple[str, ...]) -> Matcher:
        key = (outlet, templates)
        if key not in self._special:
            several = [(0, self.book.outlets[outlet].section)] if outlet else []
            several += [(1, self.book.templates[one].section) for one in templates]
            _keep(self._special, key, Matcher(tuple(several)))
        return self._special[key]


def _tags(language: str | None) -> list[str]:
    """The general sections of a language, the nearest first: `pt-BR`, `pt`, `*`."""
    parts = language.split("-") if language else []
    return ["-".join(parts[:size]) for size in range(len(parts), 0, -1)] + ["*"]


def _html(layouts: list[Layout]) -> HtmlRules:
    return HtmlRules(
        content=tuple(one for layout in layouts for one in layout.content),
        drop=tuple(one for layout in layouts for one in layout.drop),
        fields=tuple(one for layout in layouts for one in layout.fields),
    )


def _vocabulary(general: Mapping[str, Section]) -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = {}
    for section in general.values():
        for one in section.words:
            words.setdefault(one.kind, set()).update(one.words)
    return {kind: frozenset(several) for kind, several in words.items()}


def _keep(kept: dict[K, V], key: K, value: V) -> None:
    if len(kept) >= _MOST_KEPT:
        del kept[next(iter(kept))]
    kept[key] = value
