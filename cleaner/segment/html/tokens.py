"""Families of class names: what the builders of pages call the parts of a page.

One table for all. A family is a category of page part, or a purpose such as `byline`; its entries
are looked for among the words of the class, id and test id of an element, which are split at
hyphens, underscores and capitals: `share-bar` and `shareBar` speak of sharing, `shareholder`
does not. In an entry `?` makes a character optional, `(a|b)` stands for either, `*` in front
matches the end of a word, `^` in front the beginning of a name alone.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cleaner.model.category import Category

LONGEST = 400
"""Characters of class names that are read."""

ZONES: dict[Category, str] = {
    Category.TRACKING: ("cookies? consent onetrust ot-sdk didomi usercentrics qc-cmp cmpbox gdpr"),
    Category.COMMENTS: (
        "comments? commentwrap disqus respond livefyre kommentare? kommentar commentaires"
        " comentarios komentarze commentlist reactions discussion viafoura spot-im"
    ),
    Category.RELATED: (
        "relateds? recommend recommended recommendations? recommender recirc recirculation teasers?"
        " read-more readmore read-(next|also) also-read see-also"
        " more-(stories|news|from|on|articles|like|posts|about|in|link) trending popular"
        " most-(read|viewed|popular|shared|recent) mostread latest up-next"
        " next-(article|post|story|up) prev-(article|post) previous-(article|post) post-navigation"
        " nav-links suggest suggested suggestions? similar outbrain taboola revcontent zergnet dable"
        " plista you-may crosslinks? linkbox link-(list|box) story-links inline-(article|related)"
        " promos? yarpp zum-thema mehr-zum auch-interessant lesen-sie a-lire lire-aussi cards?"
        " (article|articles|post)-list editors-pick spotlight playlist"
    ),
    Category.NEWSLETTER: (
        "newsletters? sign-?up opt-?in email-form mc4wp mailchimp mailing-list"
        " subscribe-(box|form|widget|block)"
    ),
    Category.PAYWALL: (
        "paywall regwall piano tp-container subscriptions? subscribe abo register-wall registration"
        " login premium-(box|offer|teaser) donate donations?"
    ),
    Category.SHARE: (
        "shares? sharing socials? sharedaddy addthis a2a addtoany follow toolbar"
        " article-(tools|actions) print-only bookmark listen audio-player read-aloud text-to-speech"
        " whatsapp google-news"
    ),
    Category.BIO: (
        "author-(bio|box|info|card|description|profile|about|details|section|footer)"
        " about-the-author about-author bio biography authorbox contributor-bio"
        " ueber-den-autor zur-person"
    ),
    Category.CAPTION: (
        "^image ^picture ^photo ^foto ^bild pic-?box image-?box"
        " (wrapper|article|post|entry|lead|hero|main|featured|inline|content|top)-(image|photo|picture|img)"
        " ^captions? (image|photo|media|img|picture|figure|video|text)-caption figcaption credits?"
        " image-(source|copyright|credit|info|meta|description|text)"
        " (photo|media|picture|img)-(source|copyright|description|info)"
        " bildunterschrift bildnachweis bild-text legende copyright gallery galerie slideshow"
    ),
    Category.NAV: (
        "nav navigation nav-?bar menus? breadcrumbs? pagination pager paging tags tag-(list|cloud|links)"
        " taglist topics keywords toc table-of-contents skip-link sitemap language-switcher"
        " post-categories lwptoc"
    ),
    Category.AD: (
        "cta calltoaction call-to-action ads? advert advertisement advertising adsbygoogle sponsor"
        " sponsored dfp google-ad werbung anzeige commercial affiliate publicite publicidad reklama"
    ),
    Category.LIVE: "ticker breaking-news",
    Category.NOTICE: "disclaimer disclosure copyright-notice imprint legal",
    Category.OTHER: (
        "twitter-tweet instagram-media tiktok-embed fb-post fb-xfbml bluesky-embed modal pop-?up"
        " overlay lightbox tooltip video-player jw-?player video-js feedback ratings? poll quiz survey"
        " screen-reader-text sr-only visually-?hidden side-?bar ai-summary aisummary ai-content"
        " report-error error-report info-?box fact-?box fakten"
    ),
}
"""Parts of a page that are not the story; the first family that is spoken of names the category."""

PURPOSES: dict[str, str] = {
    "body": (
        "article-?(body|content) article-(text|main|detail|story|section|copy|inner|wrap)"
        " body-(content|copy|text) bodytext story-?(body|content|text) entry-(content|body)"
        " post-?content post-(body|entry|text) main-content-body content-(body|text|article)"
        " news-(content|body|text|detail|article) rich-?text single-content single-post-content"
        " text-(content|body) the-(content|post) articulo-cuerpo cuerpo-noticia nota-cuerpo"
        " corpo-noticia corps-article artikel-(text|inhalt) artikeltext blog-content"
        " blog-post-content page-content wysiwyg prose field-name-body field-body"
        " formatted-text text-formatted"
    ),
    "standfirst": (
        "stand-?first sub-?title sub-?head sub-?headline sub-?heading deck dek lead lead-?in"
        " leadtext lede intro introduction summary abstract excerpt chapo chapeau description"
        " sommario entradilla bajada copete sumario ingress? manchet vorspann anriss underrubrik"
        " teaser-text article-teaser tagline preamble synopsis perex einleitung sous-titre subtitulo"
    ),
    "kicker": (
        "kicker overline roof-?line dachzeile spitzmarke eyebrow top-?line super-?title pre-?title"
        " antetitulo occhiello volanta strapline category categories section-name rubri(c|k)"
    ),
    "byline": (
        "by-?lines? authors? *author *authors autor autoren autores auteurs? autore writers?"
        " contributors? written-by posted-by verfasser reporter redacteur firma signature"
    ),
    "date": (
        "dates? *date *datum datetimes? dateline time time-?stamp published publish publication"
        " updated last-?changed last-update modified pubdate posted datum fecha data-ora"
        " (article|post|entry)-meta"
    ),
    "section": "section-name article-section rubri(c|k) category category-name kicker",
    "breadcrumb": "bread-?crumbs? crumbs?",
}
"""What other names tell: containers of the main content, and what stands round the headline."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of an element speak of: the first zone, by which word; purposes."""

    zone: Category | None
    word: str
    purposes: frozenset[str]


_CAMEL_RE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD_RE = re.compile(r"[a-z0-9]+")
_CHOICE_RE = re.compile(r"\(([^()]*)\)")


def words_of(name: str) -> list[str]:
    """The words of one name, in lower case.

    >>> words_of("articleBody__x8")
    ['article', 'body', 'x8']
    """
    if not name.islower():
        name = _CAMEL_RE.sub("-", name).lower()
    return _WORD_RE.findall(name)


@lru_cache(maxsize=32768)
def read_names(names: str) -> Names:
    """What class names, separated by spaces, speak of.

    >>> read_names("story__related shareBar").zone
    <Category.RELATED: 'related'>
    >>> sorted(read_names("entry-content").purposes)
    ['body']
    """
    found: dict[str, str] = {}
    for name in names[:LONGEST].split():
        for family, gram in _read_name(name):
            found.setdefault(family, gram)
    if not found:
        return NOTHING
    zone = next((category for category in ZONES if category in found), None)
    purposes = frozenset(found).intersection(PURPOSES)
    return Names(zone=zone, word=found[zone] if zone else "", purposes=purposes)


@lru_cache(maxsize=65536)
def _read_name(name: str) -> tuple[tuple[str, str], ...]:
    """The families that one name speaks of, each with the words that do.

    Of a container and a part of it, the later word says what it is: `article-body__share` is a
    part, `paywall-article-body` the container.
    """
    found: list[tuple[str, str]] = []
    words = [word.rstrip("0123456789") or word for word in words_of(name)]
    for start, word in enumerate(words):
        if word in _FIRST_WORDS:
            for gram in _grams(words, start):
                found.extend((family, gram) for family in _INDEX.get(gram, ()))
        if word.endswith(_ALL_ENDINGS):
            found.extend((family, word) for end, family in _ENDINGS if word.endswith(end))
    if words:
        found.extend((family, words[0]) for family in _LEADING.get(words[0], ()))
    last = next((family for family, _ in reversed(found) if family in _PARTS), "body")
    if last != "body":
        found = [one for one in found if one[0] != "body"]
    return tuple(found)


_PARTS = frozenset({*ZONES, "body"})


NOTHING = Names(zone=None, word="", purposes=frozenset())


def _grams(words: list[str], start: int) -> Iterator[str]:
    """One, two and three words from `start` on."""
    yield words[start]
    for length in (2, 3):
        if start + length <= len(words):
            yield "-".join(words[start : start + length])


def _expanded(entry: str) -> Iterator[str]:
    """All spellings that an entry of the table stands for."""
    parts: list[list[str]] = []
    for number, piece in enumerate(_CHOICE_RE.split(entry)):
        if number % 2:
            parts.append(piece.split("|"))
            continue
        start = 0
        for optional in re.finditer(r"(.)\?", piece):
            parts.append([piece[start : optional.start()]])
            parts.append(["", optional[1]])
            start = optional.end()
        parts.append([piece[start:]])
    return ("".join(choice) for choice in itertools.product(*parts))


def _indexed() -> tuple[
    dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], tuple[tuple[str, str], ...]
]:
    """The table by entry: anywhere, at the beginning of a name, as endings of words."""
    index: dict[str, tuple[str, ...]] = {}
    leading: dict[str, tuple[str, ...]] = {}
    endings: list[tuple[str, str]] = []
    for family, entries in (*ZONES.items(), *PURPOSES.items()):
        for entry in entries.split():
            for spelling in _expanded(entry.lstrip("^*")):
                if entry[0] == "*":
                    endings.append((spelling, family))
                else:
                    where = leading if entry[0] == "^" else index
                    where[spelling] = (*where.get(spelling, ()), family)
    return index, leading, tuple(endings)


_INDEX, _LEADING, _ENDINGS = _indexed()
_FIRST_WORDS = frozenset(entry.partition("-")[0] for entry in _INDEX)
_ALL_ENDINGS = tuple(ending for ending, _ in _ENDINGS)
