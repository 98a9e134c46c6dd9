"""Who wrote the story: names of people, not bylines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from cleaner.metadata.credits import Credit, read_credit, spoken_of_outlet
from cleaner.metadata.evidence import Evidence, place_of
from cleaner.metadata.json_ld import texts
from cleaner.metadata.settle import settle_all
from cleaner.model import Category, Finding
from cleaner.model.markup import Mark, MarkKind, Place
from cleaner.text.folding import squeeze

_METAS = (
    "author",
    "article:author",
    "article:author_name",
    "parsely-author",
    "byl",
    "byline",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "sailthru.author",
    "cxenseparse:author",
    "citation_author",
    "rbauthors",
    "authors",
)
_PLACES = (Place.HEAD, Place.MAIN, Place.FOOT, Place.PAGE)
_MAX_NAMES = 40


@dataclass(frozen=True, slots=True)
class _Source:
    """What one place of the page says: its names together are one answer."""

    origin: str
    credits: tuple[Credit, ...]

    @property
    def names(self) -> tuple[Credit, ...]:
        return tuple(one for one in self.credits if one.against is None)


def find_authors(evidence: Evidence, found: Mapping[str, str]) -> tuple[Finding, ...]:
    """The authors: from the user, a rule, else the first source of the page that names a person.

    The page's data comes before its bylines. Roles, dates, addresses and the like are no part
    of a name. An agency, a desk or the outlet itself is the author only where the page gives
    it as such and names no person.
    """
    if evidence.hints.authors is not None:
        return settle_all(
            Finding(field="authors", value=name, origin="hint") for name in evidence.hints.authors
        )
    sources = [_read(origin, written, evidence, found) for origin, written in _written(evidence)]
    sources = [one for one in sources if one.credits]
    chosen = next((one for one in sources if any(name.person for name in one.names)), None)
    if chosen is not None:
        chosen = _fuller(chosen, sources)
    return settle_all((*_offers(sources, chosen), *_end_marks(evidence)))


def _offers(sources: list[_Source], chosen: _Source | None) -> Iterator[Finding]:
    """The names of the chosen source first, then all others with the reason against them."""
    people = chosen is not None
    if chosen is None:
        chosen = next((one for one in sources if one.names), None)
    ordered = [chosen, *(one for one in sources if one is not chosen)] if chosen else sources
    for source in ordered:
        for credit in source.credits:
            why = credit.against
            if why is None and source is not chosen:
                why = f"{chosen.origin} is trusted more" if chosen else None
            if why is None and people and not credit.person:
                why = "not a person, and people are named"
            yield Finding(field="authors", value=credit.name, origin=source.origin, why=why)


def _fuller(chosen: _Source, sources: list[_Source]) -> _Source:
    """A byline near the headline that has all names of the page's data and more than these."""
    have = {squeeze(one.name) for one in chosen.names if one.person}
    for source in sources:
        people = [one for one in source.names if one.person]
        names = {squeeze(one.name) for one in people}
        if source.origin.startswith(("author in head", "line")) and names > have and have:
            return source
    return chosen


def _read(
    origin: str, written: tuple[str, ...], evidence: Evidence, found: Mapping[str, str]
) -> _Source:
    """The credits of a source, each name once."""
    distinct: dict[str, Credit] = {}
    for text in written[:_MAX_NAMES]:
        for credit in read_credit(text, evidence):
            if credit.against is None and credit.person and spoken_of_outlet(
                credit.name, found.get("outlet"), evidence.url
            ):
                credit = replace(credit, person=False)
            distinct.setdefault(squeeze(credit.name), credit)
    return _Source(origin, tuple(distinct.values()))


def _written(evidence: Evidence) -> Iterator[tuple[str, tuple[str, ...]]]:
    """All places that name authors, in the order of trust: (origin, texts)."""
    for value, origin in evidence.read_by_rules("authors"):
        yield origin, (value,)
    if evidence.article is not None:
        for key in ("author", "creator"):
            if names := tuple(_json_ld_names(evidence, key)):
                yield f"json-ld {key}", names
    for name in _METAS:
        values = tuple(
            content for have, content in evidence.markup.metas if have == name and content.strip()
        )
        if values:
            yield f"meta {name}", values
    yield from _marked(evidence)
    for passage in evidence.labelled(Category.BYLINE):
        yield passage.origin, (passage.text,)


def _json_ld_names(evidence: Evidence, key: str) -> Iterator[str]:
    assert evidence.article is not None
    value = evidence.article.keys.get(key)
    for one in value if isinstance(value, list) else [value]:
        yield from texts(evidence.graph.resolved(one))


def _marked(evidence: Evidence) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Elements that name authors, those of the microdata first, each place by itself."""
    marks = [one for one in evidence.markup.of(MarkKind.AUTHOR) if one.text][:80]
    for named in (True, False):
        for place in _PLACES:
            group = [one for one in marks if one.place is place and bool(one.name) is named]
            if group:
                yield f"author in {place}", tuple(_leaves(group))


def _leaves(group: list[Mark]) -> Iterator[str]:
    """The texts of the marks without those that contain another's: the innermost elements."""
    for mark in group:
        inner = [one.text for one in group if one.text != mark.text and one.text in mark.text]
        if not inner:
            yield mark.text


def _end_marks(evidence: Evidence) -> Iterator[Finding]:
    """Reporters and editors that an agency names below its story: told, never taken for the authors."""
    for passage in evidence.labelled(Category.NOTICE):
        for name, value in passage.values:
            if name in {"authors", "reporters", "editors"}:
                yield Finding(
                    field="authors",
                    value=value,
                    origin=passage.origin,
                    why="named below the story by its agency",
                )
