"""The section of the outlet in which a page stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.metadata.evidence import Evidence
from cleaner.metadata.json_ld import texts
from cleaner.metadata.settle import settle
from cleaner.model import Category, Finding
from cleaner.model.markup import MarkKind, Place
from cleaner.text.folding import fold, squeeze

_MAX_LENGTH = 60
_NO_SECTIONS = frozenset(
    [
        "home",
        "homepage",
        "startseite",
        "start",
        "accueil",
        "inicio",
        "início",
        "anasayfa",
        "home",
        "page",
        "главная",
        "uncategorized",
        "allgemein",
        "index",
        "article",
        "articles",
        "post",
        "posts",
        "none",
        "default",
        "front",
        "frontpage",
    ]
)
_LOOSE = frozenset({Place.RELATED, Place.COMMENTS, Place.FOOTER, Place.NAV, Place.ASIDE})


def find_section(evidence: Evidence, found: Mapping[str, str]) -> tuple[Finding, ...]:
    """The section: from rules, the page's data, its breadcrumb, else the kicker as printed."""
    title = squeeze(found.get("title", ""))
    outlet = squeeze(found.get("outlet", ""))
    return settle(
        Finding(field="section", value=value, origin=origin, why=_objection(value, title, outlet))
        for value, origin in _statements(evidence)
        if value
    )


def _statements(evidence: Evidence) -> Iterator[tuple[str, str]]:
    markup = evidence.markup
    yield from evidence.read_by_rules("section")
    if evidence.article is not None:
        for value in texts(evidence.article.keys.get("articlesection"))[:3]:
            yield _innermost(value), "json-ld articleSection"
    if told := markup.meta("article:section", "articlesection", "section"):
        yield _innermost(told), "meta article:section"
    crumbs = [mark for mark in markup.of(MarkKind.BREADCRUMB) if mark.text]
    for mark in reversed(crumbs[:8]):
        yield mark.text, "breadcrumb"
    for passage in evidence.labelled(Category.KICKER):
        yield passage.text, passage.origin
    for mark in markup.of(MarkKind.SECTION):
        if mark.place not in _LOOSE:
            yield mark.text, f"section in {mark.place}"


def _innermost(value: str) -> str:
    """The last step of a path such as `News > World > Asia`."""
    for separator in (" > ", " / ", " | ", " » "):
        value = value.rpartition(separator)[2]
    return value.strip()


def _objection(value: str, title: str, outlet: str) -> str | None:
    letters = squeeze(value)
    if not letters or letters.isdigit() or fold(value) in _NO_SECTIONS:
        return "says nothing"
    if len(value) > _MAX_LENGTH:
        return "too long for a section"
    if letters == outlet:
        return "the outlet's name"
    if title and (letters == title or (len(letters) > 15 and letters in title)):
        return "the headline"
    return None
