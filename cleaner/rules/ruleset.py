"""All rules of a run, compiled on demand and shared by its pages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from cleaner.model import HtmlRules, Outlet, TemplateSigns
from cleaner.rules.book import Book, Layout, Phrase, Rule, Section, Status
from cleaner.rules.compile import Both, Matcher
from cleaner.rules.digest import (
    book_value,
    digest,
    outlet_value,
    section_value,
    selection_value,
    template_value,
)
from cleaner.rules.knowledge import PageRules, spellings
from cleaner.rules.languages import Languages, main_language
from cleaner.rules.merge import sections
from cleaner.rules.select import Selection, Selector
from cleaner.text.languages import is_latin

K = TypeVar("K")
V = TypeVar("V")

_LEVEL_BESIDE = 4  # of English beside another language: what the page's own says comes first
_MOST_KEPT = 2048  # of what is compiled for pages; the oldest goes first


class RuleSet:
    """All rules of a run. It never changes; what it keeps is only what it would make again.

    Args:
        book: what the files say, but for those of single languages.
        languages: the latter, parsed when a page first needs them. What is wrong with one of
            them is raised then, as RulesError.
    """

    def __init__(self, book: Book, languages: Languages | None = None) -> None:
        self._book = book
        self._languages = languages or Languages()
        self._selector = Selector(book)
        self._pages: dict[tuple[str | None, tuple[str, ...], str | None], PageRules] = {}
        self._general: dict[tuple[str, ...], _General] = {}
        self._special: dict[tuple[str | None, tuple[str, ...]], Matcher] = {}

    def __reduce__(self) -> tuple[type[RuleSet], tuple[Book, Languages]]:
        return RuleSet, (self._book, self._languages)

    @cached_property
    def book(self) -> Book:
        """All that the files say.

        Raises:
            RulesError: packaged files of some languages cannot be used.
        """
        return replace(self._book, general=self._languages.all_on(self._book))

    @cached_property
    def sha256(self) -> str:
        """Digest of all that acts, in whatever files and order of keys it stands.

        Packaged files of single languages count by their text: to parse all of them takes longer
        than to clean a hundred pages.
        """
        return digest({**book_value(self._book), "languages": self._languages.sha256s})

    @cached_property
    def selection_sha256(self) -> str:
        """Digest of all that decides which rules a page gets, and which outlets are considered."""
        return digest(selection_value(self._book))

    def digest_of(self, key: str) -> str | None:
        """The `sha256` that the knowledge with this key has in these rules; None: it has none.

        Args:
            key: as `PageRules.key` gives it, in this run or an earlier one.

        Raises:
            RulesError: the packaged file of the language cannot be used.
        """
        try:
            outlet, templates, language = json.loads(key)
            known = Selection(
                outlet=self._selector.outlet(outlet) if outlet else None,
                templates=tuple(templates),
            )
        except (ValueError, TypeError, KeyError):
            return None  # of another version of this tool, or an outlet that has gone
        return self.knowledge(known, language).sha256

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
        return spellings(self._book.agencies)

    @cached_property
    def signs(self) -> tuple[TemplateSigns, ...]:
        """What tells templates by a page's HTML, in the order of the files."""
        return tuple(
            TemplateSigns(key=key, detect=layout.detect, html=_html([layout]))
            for key, one in self._book.templates.items()
            if (layout := one.layout.acting).detect
        )

    def without_outlets(self) -> RuleSet:
        """The rules as if no outlet were known: what is left is general knowledge and templates."""
        return RuleSet(replace(self._book, outlets={}), self._languages)

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

        Raises:
            RulesError: the packaged file of the language cannot be used.
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
        general = self._general_rules(language)
        templates = {
            key: self._book.templates[key]
            for key in selection.templates
            if key in self._book.templates
        }
        entry = self._book.outlets.get(outlet) if outlet else None
        touching = {
            "general": general.sha256,
            "templates": [[key, template_value(one)] for key, one in templates.items()],
            "outlet": [outlet, outlet_value(entry)] if entry else None,
        }
        english = self._english(language)
        if english is not None:
            touching["english"] = english.sha256
        layouts = [entry.layout.acting] if entry else []
        layouts += [one.layout.acting for one in templates.values()]
        return PageRules(
            outlet=selection.outlet,
            templates=tuple(templates),
            language=language,
            sha256=digest(touching),
            html=_html(layouts),
            matcher=Both(
                self._special_matcher(outlet, tuple(templates)),
                general.matcher,
                english.matcher if english else None,
            ),
            on_trial=self._on_trial(outlet, tuple(templates), general),
            vocabulary=general.vocabulary,
            services=self.agencies,
        )

    def _general_rules(self, language: str | None) -> _General:
        """What is general to the pages of a language."""
        return self._of_tags(_tags(language))

    def _english(self, language: str | None) -> _General | None:
        """What is general to English, beside a language in another script or without a file.

        Sites of all the world leave the buttons, prompts and notes of their systems in English.
        """
        main = main_language(language or "en")
        has_own = main in self._languages.files or main in self._book.general
        if main == "en" or (has_own and is_latin(main)):
            return None
        return self._of_tags(["en"])

    def _of_tags(self, tags: list[str]) -> _General:
        main = main_language(tags[0])
        known = self._book.general
        if main in self._languages.files:
            known = {**known, **self._languages.sections(main, self._book)}
        sections = {tag: known[tag] for tag in tags if tag in known}
        key = tuple(sections)
        if key not in self._general:
            value = {
                "agencies": {name: list(several) for name, several in self._book.agencies.items()},
                "general": {tag: section_value(one) for tag, one in sections.items()},
            }
            beside = tags == ["en"]
            levels = tuple(
                (_LEVEL_BESIDE if beside else 3 if tag == "*" else 2, one)
                for tag, one in sections.items()
            )
            made = _General(
                Matcher(levels),
                Matcher(levels, Status.TRIAL),
                _vocabulary(sections),
                digest(value),
            )
            _keep(self._general, key, made)
        return self._general[key]

    def _special_matcher(self, outlet: str | None, templates: tuple[str, ...]) -> Matcher:
        key = (outlet, templates)
        if key not in self._special:
            _keep(self._special, key, Matcher(self._special_sections(outlet, templates)))
        return self._special[key]

    def _special_sections(
        self, outlet: str | None, templates: tuple[str, ...]
    ) -> tuple[tuple[int, Section], ...]:
        several = [(0, self._book.outlets[outlet].section)] if outlet else []
        several += [(1, self._book.templates[one].section) for one in templates]
        return tuple(several)

    def _on_trial(
        self, outlet: str | None, templates: tuple[str, ...], general: _General
    ) -> Both | None:
        special = Matcher(self._special_sections(outlet, templates), Status.TRIAL)
        return Both(special, general.on_trial) or None


@dataclass(frozen=True, slots=True)
class _General:
    """What pages share whose outlets differ; `sha256` is of these rules and the agencies."""

    matcher: Matcher
    on_trial: Matcher
    vocabulary: dict[str, frozenset[str]]
    sha256: str


def _tags(language: str | None) -> list[str]:
    """The general sections of a language, the nearest first: `pt-BR`, `pt`, `*`."""
    parts = language.split("-") if language else []
    tags = ["-".join(parts[:size]) for size in range(len(parts), 0, -1)]
    if parts and parts[0] in {"nb", "nn"}:  # the two written forms share their news pages' words
        tags.append("no")
    return [*tags, "*"]


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
