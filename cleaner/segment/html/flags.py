"""Whether a page is an article at all."""

from __future__ import annotations

from cleaner.segment.html.answers import Answer, Reading

_ARTICLES = frozenset(
    {
        "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting",
        "OpinionNewsArticle", "BackgroundNewsArticle", "ReviewNewsArticle", "TechArticle",
        "ScholarlyArticle", "AdvertiserContentArticle", "SatiricalArticle", "Report", "Review",
        "Recipe", "HowTo", "SocialMediaPosting", "DiscussionForumPosting",
    }
)  # fmt: skip
_LISTS = frozenset(
    {
        "CollectionPage",
        "ItemList",
        "SearchResultsPage",
        "ImageGallery",
        "MediaGallery",
        "VideoObject",
    }
)
_LIVE = frozenset({"LiveBlogPosting"})
SHORT = 300
"""Less prose than this is no story, unless the page calls itself an article."""
LONG = 1200


def is_article(page: Reading, answer: Answer) -> bool:
    """False for index pages, galleries without text, consent walls, error pages and live tickers.

    What the page says of its type decides together with how much prose it has: a page that
    calls itself an article is one, unless it is empty or a ticker.
    """
    types, prose = page.said.types, answer.prose
    if types & _LIVE:
        return False
    if types & _ARTICLES or page.said.kind == "article":
        return prose > 0 or bool(answer.kept)
    if prose < SHORT:
        return False
    if page.said.kind == "website" or types & _LISTS:
        return prose >= LONG or _reads_on(answer)
    return True


def _reads_on(answer: Answer) -> bool:
    """Whether most of what is kept is prose in paragraphs that follow each other."""
    size = sum(one.size for one in answer.kept)
    return answer.prose > 0.7 * size and sum(one.is_prose for one in answer.kept) >= 3
