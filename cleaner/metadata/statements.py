"""What a page says of its dates, each statement with its place: the material of `dates`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

from cleaner.metadata.evidence import Evidence, place_of
from cleaner.metadata.json_ld import texts
from cleaner.metadata.moments import day_of, read_moment
from cleaner.metadata.stamped import read_days, read_stamps
from cleaner.model import Category
from cleaner.model.markup import Mark, MarkKind, Place


class Role(StrEnum):
    """What a statement says the day is the day of."""

    PUBLISHED = "published"
    MODIFIED = "modified"
    UNSAID = "unsaid"  # a date beside the headline, without a word


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A date that the page says.

    Attributes:
        value: ISO 8601, or the text as printed where it cannot be read.
        origin: where it stands.
        role: what it is the day of.
        visible: a reader of the page sees it, or it stands in the address.
        against: why it can be no date of the page; None when nothing speaks against it.
        readings: the days it may be, where day and month cannot be told apart.
    """

    value: str
    origin: str
    role: Role
    visible: bool = False
    against: str | None = None
    readings: tuple[str, ...] = ()


_PUBLISHED_METAS = (
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "publication_date",
    "publication-date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.available",
    "citation_publication_date",
    "citation_online_date",
    "article.published",
    "article_date_original",
    "rnews:datepublished",
    "originalpublicationdate",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "date",
)
_MODIFIED_METAS = (
    "article:modified_time",
    "article:modified",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "lastmod",
    "last_updated",
    "modified_time",
    "dcterms.modified",
    "dc.date.modified",
    "revised",
    "article.updated",
)
_ASIDES = {
    Place.HEADER: "in the header of the site, where clocks stand",
    Place.NAV: "in a menu",
    Place.ASIDE: "beside the story",
    Place.FOOTER: "in the footer of the site",
    Place.RELATED: "a related story's",
    Place.COMMENTS: "a comment's",
}
_MODIFIED_TOKEN_RE = re.compile(r"modif|updat|lastmod|changed|revis|edited|aktualis")
_PUBLISHED_TOKEN_RE = re.compile(
    r"publi[sc]|pubdate|pub-date|posted|entry-date|post-date|created|issued"
)
_SIDE_CATEGORIES = {
    Category.CAPTION: "a photo's date is never the publication date",
    Category.CAPTION_DUP: "a photo's date is never the publication date",
    Category.LIVE: "a clock shows when the page was fetched",
    Category.NOTICE: "a year of copyright is no date of publication",
    Category.RELATED: "a related story's",
    Category.COMMENTS: "a comment's",
}
_YEAR_RE = re.compile(r"(?:19|20)\d\d|\d[./-]\d\d\b")
_URL_DAY_RE = re.compile(
    r"(?:^|[/_-])(?P<year>(?:19|20)\d\d)(?P<sep>[/_-]?)"
    r"(?P<month>1[0-2]|0?[1-9]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})(?P=sep)"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?=[/_.-]|$)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def json_ld_statements(evidence: Evidence) -> Iterator[Statement]:
    """What the object of the page says in its JSON-LD."""
    if evidence.article is None:
        return
    keys = evidence.article.keys
    for name, key, role in (
        ("datePublished", "datepublished", Role.PUBLISHED),
        ("uploadDate", "uploaddate", Role.PUBLISHED),
        ("dateModified", "datemodified", Role.MODIFIED),
    ):
        for value in texts(keys.get(key))[:1]:
            yield _machine(value, f"json-ld {name}", role, evidence)


def meta_statements(evidence: Evidence) -> Iterator[Statement]:
    """What the `<meta>` elements of the head say, the plainest names first."""
    present = {have for have, _ in evidence.markup.metas}
    for names, role in ((_PUBLISHED_METAS, Role.PUBLISHED), (_MODIFIED_METAS, Role.MODIFIED)):
        for name in names:
            if name not in present:
                continue
            values = [
                value for have, value in evidence.markup.metas if have == name and value.strip()
            ]
            read = [_machine(value, f"meta {name}", role, evidence) for value in values[:9]]
            several = len({day_of(one.value) for one in read if not one.against}) > 1
            for one in read:
                yield replace(one, against=one.against or "one of several") if several else one


def mark_statements(evidence: Evidence, *, lines: bool) -> Iterator[Statement]:
    """What `<time>`, microdata and elements named like dates say; near the headline first.

    With `lines`, bylines and lines without a class are read as well.
    """
    marks = sorted(evidence.markup.of(MarkKind.TIME, MarkKind.DATE)[:120], key=_rank)
    if lines:
        others = evidence.markup.of(MarkKind.AUTHOR, MarkKind.LINE)[:80]
        marks += [one for one in others if _has_year(one.text)]
    read = [one for mark in marks for one in _mark_statements(mark, evidence)]
    loose = {day_of(one.value) for one in read if not one.visible and not one.against}
    everywhere = {day_of(one.value) for one in read}
    for one in read:
        if not one.visible and not one.against and len(loose) > 1:
            yield replace(one, against="one of several days below the headline")
        elif one.against == _ASIDES[Place.ASIDE] and len(everywhere) == 1:
            yield replace(one, against=None)  # a box beside the story with the only day of the page
        else:
            yield one


def _mark_statements(mark: Mark, evidence: Evidence) -> Iterator[Statement]:
    """The dates of one element; away from the headline it need not be the story's."""
    origin = f"time {place_of(mark)}"
    role = _role_of(mark)
    against = _ASIDES.get(mark.place)
    visible = mark.place is Place.HEAD
    moment = read_moment(mark.value or "") if mark.kind is not MarkKind.AUTHOR else None
    if moment is not None:
        yield Statement(value=moment, origin=origin, role=role, visible=visible, against=against)
        return
    for stamp in read_stamps(mark.text, evidence):
        yield Statement(
            value=stamp.value,
            origin=origin,
            role=Role(stamp.role) if stamp.role != Role.UNSAID else role,
            visible=visible,
            against=stamp.against or against,
            readings=stamp.readings,
        )


def line_statements(evidence: Evidence) -> Iterator[Statement]:
    """What the stamps and bylines on the page say."""
    for passage in evidence.labelled(Category.DATE, Category.BYLINE):
        for stamp in read_stamps(passage.text, evidence):
            yield Statement(
                value=stamp.value,
                origin=passage.origin,
                role=Role(stamp.role),
                visible=True,
                against=stamp.against,
                readings=stamp.readings,
            )


def side_statements(evidence: Evidence) -> Iterator[Statement]:
    """Dates on lines that date something else: told to the curious, never used."""
    for category, why in _SIDE_CATEGORIES.items():
        for passage in evidence.labelled(category)[:2]:
            if not _has_year(passage.text):
                continue
            for value in read_days(passage.text, evidence):
                yield Statement(value=value, origin=passage.origin, role=Role.UNSAID, against=why)


def url_statements(evidence: Evidence) -> Iterator[Statement]:
    """The day that the page's address says; a month alone is no day.

    >>> day_in_address("https://example.org/news/2021/11/22/rain")
    '2021-11-22'
    >>> day_in_address("https://example.org/2021/11/rain") is None
    True
    """
    if evidence.url and (day := day_in_address(evidence.url)):
        yield Statement(value=day, origin="url", role=Role.PUBLISHED, visible=True)


def day_in_address(url: str) -> str | None:
    """The day in the path of an address, or None; digits run together count as a folder alone."""
    try:
        path = urlsplit(url).path[:400].casefold()
    except ValueError:  # a broken host
        return None
    for match in _URL_DAY_RE.finditer(path):
        month, day, sep = match["month"], match["day"], match["sep"]
        if not sep and (len(month) + len(day) != 4 or not month.isdigit()):
            continue
        number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
        try:
            return date(int(match["year"]), number, int(day)).isoformat()
        except ValueError:  # 2021/02/30
            continue
    return None


def _machine(value: str, origin: str, role: Role, evidence: Evidence) -> Statement:
    """A value written for programs; some write it as people do."""
    moment = read_moment(value)
    if moment is not None:
        return Statement(value=moment, origin=origin, role=role)
    stamps = read_stamps(value, evidence)
    if len(stamps) == 1:
        one = stamps[0]
        return Statement(
            value=one.value, origin=origin, role=role, against=one.against, readings=one.readings
        )
    return Statement(value=value[:60], origin=origin, role=role, against="says no day")


def _role_of(mark: Mark) -> Role:
    """By the name of the microdata, else by the first telling class name, its own first."""
    for token in (mark.name or "", *mark.tokens):
        folded = token.casefold()
        if _PUBLISHED_TOKEN_RE.search(folded):
            return Role.PUBLISHED
        if _MODIFIED_TOKEN_RE.search(folded):
            return Role.MODIFIED
    return Role.UNSAID


def _rank(mark: Mark) -> tuple[int, int]:
    named = (mark.name or "").casefold() in {"datepublished", "pubdate"}
    order = {Place.HEAD: 1, Place.MAIN: 2, Place.FOOT: 3, Place.PAGE: 4}
    place = order.get(mark.place, 9)
    if named and place < 9:
        place = 0
    return place, abs(mark.distance) if mark.distance is not None else 1_000_000


def _has_year(text: str) -> bool:
    return _YEAR_RE.search(text) is not None
