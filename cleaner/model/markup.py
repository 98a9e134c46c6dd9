"""What one parse of an HTML page tells beside its blocks: the material of the metadata finders."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where on the page an element stands."""

    HEAD = "head"  # near the headline, above the first paragraph of the main content
    MAIN = "main"  # inside the main content
    FOOT = "foot"  # in the article's element, below the main content
    PAGE = "page"  # anywhere else
    HEADER = "header"  # the header of the site
    NAV = "nav"
    ASIDE = "aside"
    FOOTER = "footer"  # the footer of the site
    RELATED = "related"  # teasers of other stories
    COMMENTS = "comments"


class MarkKind(StrEnum):
    """What an element looks like, by its tag, its microdata and its class names."""

    TIME = "time"  # <time>
    DATE = "date"  # itemprop or class of a date
    AUTHOR = "author"  # rel=author, itemprop=author, class of a byline
    SECTION = "section"  # itemprop=articleSection, class of a section or kicker
    BREADCRUMB = "breadcrumb"
    FIELD = "field"  # an outlet's own selector, `name` says for which field
    LINE = "line"  # a short line near the headline, of which its markup says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An element that may say when, by whom or in which section a page was published.

    Attributes:
        kind: what it looks like.
        text: its text, spaces normalised, cut at 300 characters.
        value: `datetime`, else `content`, else `title` or `data-*` time stamp; for an author or breadcrumb
            `href`; None when there is none.
        place: where it stands.
        tokens: lower-case words of the tag, class, id, itemprop, property and rel of the
            element and of its three nearest parents, the element's own first.
        distance: characters of text between the headline and it, negative above the headline;
            None when the page has no headline.
        name: what the microdata or rule calls it: `datePublished`, `author`, the field of a rule.
        rule: id of the outlet's rule, for `MarkKind.FIELD`.
    """

    kind: MarkKind
    text: str
    value: str | None = None
    place: Place = Place.PAGE
    tokens: tuple[str, ...] = ()
    distance: int | None = None
    name: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A `<link>` of the head."""

    rel: str
    href: str
    hreflang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """What one parse tells of a page beside its text; sizes are bounded, order is the page's.

    Attributes:
        title_tag: text of `<title>`.
        metas: (name, property, itemprop or http-equiv in lower case, content) of `<meta>`.
        json_ld: raw texts of the `application/ld+json` scripts; they may be broken.
        links: the `<link>` elements with a `rel` that says something of the page.
        canonical: address of `<link rel=canonical>`.
        base: address of `<base>`.
        html_lang: `lang` of `<html>`, as written.
        h1s: texts of the `<h1>` elements, those near the main content first.
        headline: the text taken as the headline of the page, None when in doubt.
        marks: elements that may give dates, authors and sections.
        class_tokens: class names of `<body>`; templates and sections show in them.
    """

    title_tag: str | None = None
    metas: tuple[tuple[str, str], ...] = ()
    json_ld: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    canonical: str | None = None
    base: str | None = None
    html_lang: str | None = None
    h1s: tuple[str, ...] = ()
    headline: str | None = None
    marks: tuple[Mark, ...] = ()
    class_tokens: tuple[str, ...] = ()

    def meta(self, *names: str) -> str | None:
        """The first non-empty content of the named metas, in the order of the names.

        >>> Markup(metas=(("og:title", "Rain"),)).meta("title", "og:title")
        'Rain'
        """
        for name in names:
            for have, content in self.metas:
                if have == name and content.strip():
                    return content.strip()
        return None

    def of(self, *kinds: MarkKind) -> tuple[Mark, ...]:
        """The marks of these kinds, in page order."""
        return tuple(mark for mark in self.marks if mark.kind in kinds)
