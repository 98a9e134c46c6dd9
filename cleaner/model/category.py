"""What a line of a page is: every line gets exactly one of these labels."""

from __future__ import annotations

from enum import StrEnum


class Category(StrEnum):
    """The label of a line; its spelling is the same in code, rules, records and reports.

    The terms are those of IPTC NITF 3.6 and schema.org `NewsArticle` where these have one.
    """

    BODY = "body"  # what the reporter wrote
    TITLE = "title"  # the headline
    STANDFIRST = "standfirst"  # the summary under the headline
    KICKER = "kicker"  # the short label above the headline
    BYLINE = "byline"  # who wrote it, as printed
    DATE = "date"  # a stamp of publication or update
    DATELINE = "dateline"  # place, agency and day that open a story
    CAPTION = "caption"  # text or credit of a picture
    CAPTION_DUP = "caption_dup"  # a caption given again, or the headline given again before one
    PAYWALL = "paywall"  # asks to subscribe, register, log in
    NEWSLETTER = "newsletter"
    SHARE = "share"  # share, print, short address, listen
    NAV = "nav"  # menus, tags, language switches
    RELATED = "related"  # other stories
    COMMENTS = "comments"
    TRACKING = "tracking"  # remnants of scripts, markup and consent
    AD = "ad"
    NOTICE = "notice"  # copyright, agency, syndication
    LIVE = "live"  # page clocks and tickers
    BIO = "bio"  # about the writer
    OTHER = "other"


LIFTED = frozenset(
    {
        Category.TITLE,
        Category.STANDFIRST,
        Category.KICKER,
        Category.BYLINE,
        Category.DATE,
        Category.DATELINE,
    }
)
"""Categories whose lines become fields of the record instead of text."""
