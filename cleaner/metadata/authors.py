"""Who wrote the story: names of people, not bylines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from cleaner.metadata.credits import Credit, Reader, reader_of
from cleaner.metadata.evidence import Evidence
from cleaner.metadata.json_ld import texts
from cleaner.metadata.settle import settle_all
from cleaner.model import Category, Finding
from cleaner.model.markup import Mark, MarkKind, Place
from cleaner.text.end_marks import parse_end_mark
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
BODIES_STAND_IN = True
"""Whether an agency, a desk or the outlet is given where the page names it and no person."""

_LINES = (MarkKind.LINE, MarkKind.DATE, MarkKind.TIME)
_MAX_NAMES = 40
_MAX_LEAD = 20
_MAX_TEXT = 30_000
_ABOVE, _NEAR, _BETWEEN = 200, 600, 3
"""Characters: how far above the headline a line counts, and below it a bare name; how many may
part that from a date."""
_DAY_RE = re.compile(r"(?:19|20)\d\d|\d[./-]\d\d")


@dataclass(frozen=True, slots=True)
class _Source:
    """What one place of the page says: its names together are one answer."""

    origin: str
    credits: tuple[Credit, ...]

    @property
    def names(self) -> tuple[Credit, ...]:
        return tuple(one for one in self.credits if one.against is None)


_END_MARKS = 12
"""So many of the page's last notices are read for those who reported."""


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
    sources = [one for one in _told(evidence, reader) if one.credits]
    chosen = next((one for one in sources if any(name.person for name in one.names)), None)
    if chosen is not None:
        chosen = _fuller(chosen, sources)
    else:
        for source in _looked_for(evidence, reader):
            sources.append(source)
            if any(name.person for name in source.names):
                chosen = source
                break
    return settle_all((*_offers(sources, chosen), *_end_marks(evidence)))


def _offers(sources: list[_Source], chosen: _Source | None) -> Iterator[Finding]:
    """The names of the chosen source first, then all others with the reason against them."""
    people = chosen is not None
    if chosen is None and BODIES_STAND_IN:
        naming = [one for one in sources if one.names]
        foreign = [one for one in naming if not all(credit.own for credit in one.names)]
        chosen = next(iter(foreign or naming), None)
    ordered = [chosen, *(one for one in sources if one is not chosen)] if chosen else sources
    for source in ordered:
        for credit in source.credits:
            why = credit.against
            if why is None and source is not chosen:
                why = f"{chosen.origin} is trusted more" if chosen else "not a person"
            if why is None and people and not credit.person:
                why = "not a person, and people are named"
            yield Finding(field="authors", value=credit.name, origin=source.origin, why=why)


def _fuller(chosen: _Source, sources: list[_Source]) -> _Source:
    """Microdata near the headline, or another byline, that has all the chosen names and more."""
    have = {squeeze(one.name) for one in chosen.names if one.person}
    for source in sources:
        names = {squeeze(one.name) for one in source.names if one.person}
        of_a_kind = chosen.origin.startswith("line") and source.origin.startswith("line")
        if (of_a_kind or source.origin == "author in head") and names > have:
            return source
    return chosen


def _told(evidence: Evidence, reader: Reader) -> Iterator[_Source]:
    """What rules, the page's data and its microdata say, in the order of trust; its bylines."""
    ruled: dict[str, list[Credit]] = {}
    for value, origin in evidence.read_by_rules("authors"):
        credit = reader.printed(value) or reader.declared(value, person=True)
        ruled.setdefault(origin, []).extend(credit)
    for origin, credits_of_rule in ruled.items():
        yield _source(origin, credits_of_rule)
    if evidence.is_html:
        yield from _told_by_markup(evidence, reader)
    for passage in evidence.labelled(Category.BYLINE):
        yield _source(passage.origin, reader.labelled(passage.text))


def _told_by_markup(evidence: Evidence, reader: Reader) -> Iterator[_Source]:
    """JSON-LD, then meta elements, then microdata."""
    if evidence.article is not None:
        for key in ("author", "creator"):
            yield _source(f"json-ld {key}", _json_ld_credits(evidence, reader, key))
    present = {have for have, _ in evidence.markup.metas}
    for name in _METAS:
        if name not in present:
            continue
        values = [content for have, content in evidence.markup.metas if have == name]
        read = (one for value in values for one in reader.declared(value, person=False))
        yield _source(f"meta {name}", read)
    marks = [one for one in evidence.markup.of(MarkKind.AUTHOR) if one.text and one.name][:40]
    for place in _PLACES:
        named = [one for one in marks if one.place is place]
        if not named:
            continue
        read = (one for mark in _leaves(named) for one in _declared(mark, reader))
        yield _source(f"author in {place}", read)


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
        kinds = str(author.get("@type", "person") if isinstance(author, dict) else "person")
        for name in texts(author):
            yield from reader.declared(name, person="person" in kinds.casefold())


def _looked_for(evidence: Evidence, reader: Reader) -> Iterator[_Source]:
    """Where a byline may stand without saying so; at last desks that stand in for people."""
    if evidence.is_html:
        yield from _looked_for_in_markup(evidence, reader)
    for passage in evidence.labelled(Category.BYLINE):
        yield _source(passage.origin, reader.desk(passage.text))


def _looked_for_in_markup(evidence: Evidence, reader: Reader) -> Iterator[_Source]:
    """Elements called author, and lines near the headline.

    What is only called an author may be a job, a box of the team, a related story: near the
    headline, links to profiles are names, else the first element is; below the story a single
    one is. Of a line without a class only one that says "By" counts, or a name beside a date.
    """
    loose = [one for one in evidence.markup.of(MarkKind.AUTHOR) if one.text and not one.name][:60]
    head = list(_leaves([one for one in loose if one.place is Place.HEAD]))
    profiles = [one for one in head if one.value and reader.labelled(one.text)]
    chosen = profiles or next(([one] for one in head if reader.labelled(one.text)), [])
    yield _source("byline in head", (one for mark in chosen for one in reader.labelled(mark.text)))
    yield from _lined(evidence, reader)
    foot = list(_leaves([one for one in loose if one.place is Place.FOOT]))
    if len(foot) == 1:
        yield _source("byline in foot", reader.printed(foot[0].text))
    for mark in loose:
        if mark.place in (Place.MAIN, Place.FOOT, Place.PAGE, Place.ASIDE):
            read = (one for one in reader.printed(mark.text, certain=True) if one.person)
            yield _source(f"byline in {mark.place}", read)
    for mark in head:
        yield _source("byline in head", reader.desk(mark.text))


def _lined(evidence: Evidence, reader: Reader) -> Iterator[_Source]:
    """Bylines in lines and dates near the headline, `Written by` and the name on two lines too."""
    lines = [
        one
        for one in evidence.markup.of(*_LINES)
        if one.text and one.place is Place.HEAD and (one.distance or 0) >= -_ABOVE
    ]
    for read in _line_credits(lines, reader):
        if read:
            yield _source("line in head", _no_words(read, evidence))


def _line_credits(lines: list[Mark], reader: Reader) -> Iterator[tuple[Credit, ...]]:
    """What lines say, the surest first: `By` and a name, a name and a date, a desk after `By`."""
    for mark in lines:
        yield reader.printed(mark.text, certain=True)
    bare = [one for one in lines if one.kind is MarkKind.LINE]
    for one, following in pairwise(bare):
        if len(one.text) <= _MAX_LEAD and not reader.printed(one.text):
            yield reader.printed(f"{one.text} {following.text}", certain=True)
    for mark in lines:
        yield reader.dated(mark.text)
    dated = [one for one in lines if one not in bare or _DAY_RE.search(one.text)]
    for one in bare:
        if any(_stand_together(one, other) for other in dated if other is not one):
            yield reader.labelled(one.text)
    for mark in lines:
        yield reader.desk(mark.text, introduced=True)


def _no_words(read: tuple[Credit, ...], evidence: Evidence) -> tuple[Credit, ...]:
    """The names that end in no word of the text, as `Rain Gear` does on a page about rain gear."""
    if not read:
        return ()
    text = " ".join(block.text for block in evidence.doc.blocks)[:_MAX_TEXT]
    words = {word.strip(".,:;!?()\"'") for word in text.split() if word[:1].islower()}
    return tuple(one for one in read if one.name.split()[-1].casefold() not in words)


def _stand_together(one: Mark, other: Mark) -> bool:
    """Whether nothing stands between two lines below the headline."""
    if one.distance is None or other.distance is None or not 0 <= one.distance < _NEAR:
        return False
    first, second = sorted((one, other), key=lambda mark: mark.distance or 0)
    return (second.distance or 0) - (first.distance or 0) - len(first.text) <= _BETWEEN


def _declared(mark: Mark, reader: Reader) -> tuple[Credit, ...]:
    return reader.printed(mark.text) or reader.declared(mark.text, person=False)


def _leaves(group: list[Mark]) -> Iterator[Mark]:
    """The marks without those that contain another's text: the innermost elements."""
    for mark in group:
        if not any(one.text != mark.text and one.text in mark.text for one in group):
            yield mark


def _end_marks(evidence: Evidence) -> Iterator[Finding]:
    """Reporters and agencies that are named below a story: told, never taken for the authors."""
    for passage in evidence.labelled(Category.NOTICE)[-_END_MARKS:]:
        mark = parse_end_mark(
            passage.text,
            agencies=evidence.knowledge.agencies(),
            language=evidence.language,
        )
        for name in mark.people if mark is not None else ():
            why = "named below the story by its agency"
            yield Finding(field="authors", value=name, origin=passage.origin, why=why)
        for name in mark.agencies if mark is not None else ():
            why = "the agency that is named below the story"
            yield Finding(field="authors", value=name, origin=passage.origin, why=why)
