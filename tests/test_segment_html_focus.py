"""Pages whose main content a rule names: what stands far from it is read only where it tells something."""

from __future__ import annotations

from cleaner.model import HtmlRules, MarkKind, Page
from cleaner.segment.html import Segmented, segment_html

STORY = (
    "The mill at Orra turned again on Friday, after nine summers in which the river had been too "
    "low to lift a single paddle of its wheel."
)
ASIDE = (
    "A cheese from the hills has won a prize in the capital, and the dairy that makes it says "
    "that it will not grow by a single cow for all that."
)
PAGE = f"""<html><head><meta property="og:title" content="The mill turns again"></head><body>
<div class="top"><div><div><div><span>Weather: rain by noon</span></div></div></div></div>
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "The mill turns"}}</script>
<div class="page"><section><div><div class="head"><b class="kicker">Rivers</b>
<h1>The mill turns again</h1></div></div></section>
<p class="lead">Nine dry summers are over in Orra, and the miller has flour on his sleeves.</p>
<div class="story"><p>{STORY}</p></div>
<div class="more"><div><p>{ASIDE}</p><a rel="author" href="/ann">Ann Miller</a></div></div></div>
<div class="foot"><div><p>{ASIDE}</p><time datetime="2021-05-07">7 May</time></div></div>
</body></html>"""


def read(content: str, *selectors: str, lines: bool = False) -> Segmented:
    page = Page(id="mill", content=content, media_type="text/html")
    return segment_html(page, HtmlRules(content=selectors), lines_left_out=lines)


def test_only_the_named_content_and_its_head_are_blocks() -> None:
    found = read(PAGE, ".story")
    texts = [one.text for one in found.blocks]
    assert found.path == "site"
    assert texts[-1] == STORY
    assert "The mill turns again" in texts
    assert ASIDE not in texts


def test_data_dates_and_authors_are_found_wherever_they_stand() -> None:
    markup = read(PAGE, ".story").markup
    assert markup.meta("og:title") == "The mill turns again"
    assert len(markup.json_ld) == 1
    assert [one.value for one in markup.of(MarkKind.TIME)] == ["2021-05-07"]
    assert [one.text for one in markup.of(MarkKind.AUTHOR)] == ["Ann Miller"]


def test_the_head_is_read_when_it_holds_no_script() -> None:
    content = PAGE.replace("application/ld+json", "text/javascript")
    assert read(content, ".story").markup.meta("og:title") == "The mill turns again"


def test_the_share_left_out_is_that_of_the_whole_page() -> None:
    short, full = (read(PAGE, ".story", lines=lines).left_out for lines in (False, True))
    assert abs(short.share - full.share) < 0.02
    assert ASIDE in full.lines
    assert short.lines == ()


def test_a_selector_that_finds_nothing_leaves_the_page_whole() -> None:
    found = read(PAGE, ".gone", ".empty")
    assert found.path != "site"
    assert STORY in [one.text for one in found.blocks]


def test_a_page_without_a_headline_is_read_from_its_top() -> None:
    content = PAGE.replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    assert "The mill turns again" in [one.text for one in read(content, ".story").blocks]


def test_content_that_is_all_menu_is_looked_for_elsewhere() -> None:
    menu = '<nav class="story"><a href="/a">Rivers</a> <a href="/b">Mills</a></nav>'
    content = PAGE.replace('class="story"', 'class="text"').replace("</body>", f"{menu}</body>")
    found = read(content, ".story")
    assert STORY in [one.text for one in found.blocks]
