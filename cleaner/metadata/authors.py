"""Who wrote the story: names of people, not bylines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cleaner.metadata.credits import Credit, Reader, reader_of
from cleaner.metadata.evidence import Evidence
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
    reader = reader_of(evidence, found.get("outlet"))
    sources = [one for one in _sources(evidence, reader) if one.credits]
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


def _sources(evidence: Evidence, reader: Reader) -> Iterator[_Source]:
    """All places that name authors, in the order of trust."""
    for value, origin in evidence.read_by_rules("authors"):
        yield _source(origin, reader.printed(value) or reader.declared(value, person=True))
    if evidence.article is not None:
        for key in ("author", "creator"):
            yield _source(f"json-ld {key}", _json_ld_credits(evidence, reader, key))
    for name in _METAS:
        values = [content for have, content in evidence.markup.metas if have == name]
        read = (one for value in values for one in reader.declared(value, person=False))
        yield _source(f"meta {name}", read)
    yield from _marked(evidence, reader)
    for passage in evidence.labelled(Category.BYLINE):
        yield _source(passage.origin, reader.printed(passage.text))


def _source(origin: str, read: Iterable[Credit]) -> _Source:
    """A source with each of its names once."""
    distinct: dict[str, Credit] = {}
    for credit in read:
        distinct.setdefault(squeeze(credit.name), credit)
    return _Source(origin, tuple(distinct.values())[:_MAX_NAMES])


def _json_ld_credits(evidence: Evidence, reader: Reader, key: str) -> Iterator[Credit]:
    assert evidence.article is not None
    value = evidence.article.keys.get(key)
    for one in value[:_MAX_NAMES] if isinstance(value, list) else [value]:
        author = evidence.graph.resolved(one)
        kinds = author.get("@type") if isinstance(author, dict) else None
        for name in texts(author):
            yield from reader.declared(name, person=str(kinds).casefold() == "person")


def _marked(evidence: Evidence, reader: Reader) -> Iterator[_Source]:
    """Elements that name authors, those of the microdata first, each place by itself."""
    marks = [one for one in evidence.markup.of(MarkKind.AUTHOR) if one.text][:80]
    for named in (True, False):
        for place in _PLACES:
            group = [one for one in marks if one.place is place and bool(one.name) is named]
            read = (
                one for text in _leaves(group) for one in _mark_credits(text, reader, named=named)
            )
            yield _source(f"author in {place}", read)


def _mark_credits(text: str, reader: Reader, *, named: bool) -> tuple[Credit, ...]:
    """Microdata declares an author; an element that is only called so may hold anything else."""
    return reader.printed(text) or (reader.declared(text, person=False) if named else ())


def _leaves(group: list[Mark]) -> Iterator[str]:
    """The texts of the marks without those that contain another's: the innermost elements."""
    for mark in group:
        inner = [one.text for one in group if one.text != mark.text and one.text in mark.text]
        if not inner:
            yield mark.text


def _end_marks(evidence: Evidence) -> Iterator[Finding]:
    """Reporters and editors whom an agency names below its story: told, never taken for authors."""
    for passage in evidence.labelled(Category.NOTICE):
        for name, value in passage.values:
            if name in {"authors", "reporters", "editors"}:
                yield Finding(
                    field="authors",
                    value=value,
                    origin=passage.origin,
                    why="named below the story by its agency",
                )
