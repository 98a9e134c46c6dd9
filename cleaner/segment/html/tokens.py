"""Families of class names: what the builders of pages call the parts of a page.

One table for all: a family is a category or a purpose, its words are matched against the class,
id and test-id of an element, in lower case, with camelCase and underscores made hyphens. A word
counts where it stands between non-letters: `share` hits `share-bar`, not `shareholder`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cleaner.model.category import Category

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_OTHER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=16384)
def hyphened(value: str) -> str:
    """Class names in hyphened words, `|` between names.

    >>> hyphened("articleBody story__text")
    '|-article-body-|-story-text-|'
    """
    names = (
        _OTHER.sub("-", _CAMEL.sub("-", one).lower()).strip("-") for one in value[:400].split()
    )
    return "|" + "".join(f"-{one}-|" for one in names if one)


def _family(words: str, leading: str = "") -> re.Pattern[str]:
    """Words that count anywhere in a class name, and words that count at its beginning alone."""
    pattern = r"-(?:" + "|".join(words.split()) + r")\d*-"
    if leading:
        pattern += r"|\|-(?:" + "|".join(leading.split()) + r")\d*-"
    return re.compile(pattern)


ZONES: tuple[tuple[Category, re.Pattern[str]], ...] = (
    (
        Category.TRACKING,
        _family(
            "cookies? cookie-[a-z]+ consent consent-[a-z]+ onetrust onetrust-[a-z]+ ot-sdk-[a-z]+"
            " didomi didomi-[a-z]+ usercentrics qc-cmp2? cmpbox gdpr gdpr-[a-z]+"
        ),
    ),
    (
        Category.COMMENTS,
        _family(
            "comments? [a-z]+-comments comment-[a-z]+ commentwrap comment-list comment-section comment-form comments-area disqus respond"
            " livefyre kommentare kommentar fb-comments commentaires comentarios komentarze"
            " user-comments comment-respond commentlist reactions discussion viafoura spot-im"
        ),
    ),
    (
        Category.RELATED,
        _family(
            "related relateds related-[a-z]+ recommend recommended recommendations? recommender"
            " recirc recirculation teasers? teaser-[a-z]+ read-more readmore read-next read-also"
            " also-read see-also more-(?:stories|news|from|on|articles|like|posts|about|in|link)"
            " trending popular most-(?:read|viewed|popular|shared|recent) mostread latest"
            " latest-[a-z]+ up-next next-(?:article|post|story|up) prev-(?:article|post)"
            " previous-(?:article|post) post-navigation nav-links suggest(?:ed|ions?) similar"
            " outbrain taboola revcontent zergnet dable plista you-may crosslinks? linkbox"
            " link-list link-box story-links inline-(?:article|related|teaser) promo promos"
            " promo-[a-z]+ jp-relatedposts yarpp zum-thema mehr-zum auch-interessant lesen-sie"
            " a-lire lire-aussi cards? card-[a-z]+ article-list articles-list post-list"
            " editors-pick spotlight playlist"
        ),
    ),
    (
        Category.NEWSLETTER,
        _family(
            "newsletters? newsletter-[a-z]+ sign-?up optin opt-in email-form mc4wp"
            " mailchimp mailing-list subscribe-(?:box|form|widget|block)"
        ),
    ),
    (
        Category.PAYWALL,
        _family(
            "paywall paywall-[a-z]+ regwall piano tp-container subscription subscriptions"
            " subscribe subscribe-[a-z]+ abo abo-[a-z]+ register-wall registration login"
            " premium-(?:box|offer|teaser) donate donation donations"
        ),
    ),
    (
        Category.SHARE,
        _family(
            "share shares sharing share-[a-z]+ social socials social-[a-z]+ sharedaddy addthis"
            " a2a addtoany follow follow-[a-z]+ toolbar article-tools article-actions print-only"
            " bookmark listen audio-player read-aloud text-to-speech whatsapp google-news"
        ),
    ),
    (
        Category.BIO,
        _family(
            "author-(?:bio|box|info|card|description|profile|about|details|section|footer)"
            " about-(?:the-)?author about-author bio biography authorbox author-bio-[a-z]+"
            " post-author-[a-z]+ contributor-bio ueber-den-autor zur-person"
        ),
    ),
    (
        Category.CAPTION,
        _family(
            "pic-?box image-?box (?:wrapper|article|post|entry|lead|hero|main|featured|inline|content|top)-"
            "(?:image|photo|picture|img) caption captions figcaption wp-caption-text caption-[a-z]+ (?:image|photo|media|img|picture|figure|video)-caption credits?"
            " image-(?:source|copyright|credit|info|meta|description|text)"
            " (?:photo|media|picture|img)-(?:credit|source|copyright|description|info)"
            " bildunterschrift bildnachweis bild-text legende copyright gallery gallery-[a-z]+"
            " slideshow photo-gallery galerie",
            leading="image image-[a-z]+ picture photo foto bild",
        ),
    ),
    (
        Category.NAV,
        _family(
            "nav navigation nav-bar navbar menu menus breadcrumbs? pagination pager paging tags"
            " tag-list taglist tag-cloud tag-links post-tags article-tags topics keywords toc"
            " table-of-contents ez-toc-[a-z]+ skip-link sitemap language-switcher entry-tags"
            " post-categories lwptoc"
        ),
    ),
    (
        Category.AD,
        _family(
            "ad ads advert advert-[a-z]+ advertisement advertising ad-[a-z]+ ads-[a-z]+"
            " adsbygoogle sponsor sponsored sponsored-[a-z]+ dfp google-ad werbung anzeige"
            " commercial affiliate affiliate-[a-z]+ publicite publicidad reklama"
        ),
    ),
    (Category.LIVE, _family("ticker news-ticker breaking-news")),
    (Category.NOTICE, _family("disclaimer disclosure copyright-notice imprint legal")),
    (
        Category.OTHER,
        _family(
            "twitter-tweet twitter-tweet-[a-z]+ instagram-media tiktok-embed fb-post fb-xfbml"
            " bluesky-embed modal modal-[a-z]+ popup pop-up overlay lightbox tooltip"
            " video-player jw-?player video-js feedback rating ratings poll quiz survey"
            " screen-reader-text sr-only visually-hidden visuallyhidden sidebar side-bar ai-summary ai-[a-z]+-summary"
            " ai-content aisummary report-error error-report infobox info-box fact-box factbox fakten"
        ),
    ),
)
"""Parts of a page that are not the story; the first family that hits names the category."""

BODY = _family(
    "article-body article-body-[a-z]+ articlebody article-content articlecontent article-text"
    " article-main article-detail article-story body-content body-copy body-text bodytext"
    " story-body story-content story-text storybody entry-content entry-body post-content"
    " post-body post-entry post-text postcontent main-content-body content-body content-text"
    " content-article news-content news-body news-text news-detail news-article rich-text"
    " richtext td-post-content single-content single-post-content text-content the-content"
    " the-post article-copy article-inner articulo-cuerpo cuerpo-noticia nota-cuerpo"
    " artikel-text artikeltext artikel-inhalt article-section blog-content blog-post-content"
    " page-content wysiwyg wysiwyg-[a-z]+ prose field-name-body field-body field--name-body"
    " formatted-text text-formatted text-body article-wrap corpo-noticia corps-article"
)
"""Containers of the main content."""

STANDFIRST = _family(
    "standfirst stand-first sub-?title sub-?title-[a-z]+ [a-z]+-sub-?title sub-?head sub-?headline"
    " sub-?heading deck dek [a-z]+-deck [a-z]+-dek lead leadin lead-in lead-text [a-z]+-lead lede"
    " intro introduction article-intro [a-z]+-intro summary [a-z]+-summary abstract excerpt"
    " (?:post|entry|article)-excerpt chapo chapeau description [a-z]+-description sommario entradilla bajada"
    " copete sumario ingress ingres manchet vorspann anriss underrubrik teaser-text article-teaser"
    " tagline preamble leadtext synopsis perex einleitung sous-titre subtitulo bajante volanta-lead"
)
KICKER = _family(
    "kicker overline roofline roof-line dachzeile spitzmarke eyebrow topline top-line supertitle"
    " super-title pretitle pre-title antetitulo occhiello volanta strapline [a-z]+-kicker"
    " [a-z]+-eyebrow category categories section-name article-section-name rubric rubrik"
)
BYLINE = _family(
    "by-?line by-?lines [a-z]+authors? authors?[a-z]+ by-?line-[a-z]+ [a-z]+-by-?line authors? author-[a-z]+ [a-z]+-authors?"
    " autor autoren autores auteurs? autore writer writers contributors? written-by posted-by"
    " verfasser reporter redacteur firma signature"
)
DATE = _family(
    "date dates date-[a-z]+ [a-z]+date [a-z]+datum last-?changed last-update last-modified [a-z]+-date datetime date-time dateline time timestamp time-stamp"
    " [a-z]+-time time-[a-z]+ published published-[a-z]+ publish-[a-z]+ publication updated"
    " updated-[a-z]+ last-updated modified pubdate pub-date posted posted-on datum fecha data-ora"
    " datetimes article-meta post-meta entry-meta meta-date"
)
SECTION = _family("section-name article-section rubric rubrik category category-name kicker")


@lru_cache(maxsize=16384)
def zone_of(names: str) -> tuple[Category, str] | None:
    """The category of page part that class names speak of, and the word; None for none."""
    value = hyphened(names)
    for category, family in ZONES:
        if found := family.search(value):
            return category, found[0].strip("|-")
    return None


@lru_cache(maxsize=16384)
def speaks_of(family: str, names: str) -> bool:
    """Whether class names belong to a family, `BODY` or `STANDFIRST` for instance."""
    return bool(_FAMILIES[family].search(hyphened(names)))


BREADCRUMB = _family("bread-?crumbs? crumbs? [a-z]+-breadcrumbs?")

_FAMILIES = {
    "breadcrumb": BREADCRUMB,
    "body": BODY,
    "standfirst": STANDFIRST,
    "kicker": KICKER,
    "byline": BYLINE,
    "date": DATE,
    "section": SECTION,
}
