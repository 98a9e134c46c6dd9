"""HTML pages: the main content found, blocks labelled by markup, site rules, what was left out."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import Category, Element, HtmlRules, MarkKind, Page, Place
from cleaner.segment.html import Segmented, segment_html
from cleaner.segment.html.tokens import PURPOSES, ZONES, read_names

CASES = yaml.safe_load(
    (Path(__file__).parent / "cases" / "segment" / "html.yaml").read_text(encoding="utf-8")
)

PARAGRAPHS = {
    "@1": "The ferry across Marlow Bay will sail again on Monday, the harbour office said, four "
    "winters after a storm broke the pier and left the old boat on the rocks.",
    "@2": "Two hundred people live on the far shore, and for all of them the way to the market has "
    "meant an hour on a road that floods whenever the tide and the wind agree.",
    "@3": "The new boat was built in a yard upriver and carries twelve cars; its captain, who grew "
    "up within sight of the landing, called the first trial crossing uneventful.",
    "@4": "Fares stay as they were, the council decided in January after a long evening of "
    "speeches, and children who cross to school will go on paying nothing at all.",
    "@5": "Whether the boat pays for itself is another matter, since the sums were done in a year "
    "when fuel cost half as much and nobody had thought of the insurance.",
    "@6": "At the landing a woman who sells bread from a van said that she would believe in the "
    "timetable when she saw the boat, and not a minute before that.",
}


def fill(text: str) -> str:
    for key, paragraph in PARAGRAPHS.items():
        text = text.replace(key, paragraph)
    return text


def segment(body: str, head: str = "", rules: HtmlRules | None = None) -> Segmented:
    content = fill(f"<!doctype html><html><head>{head}</head>{body}</html>")
    return segment_html(Page(id="p", content=content, media_type="text/html"), rules)


def undecided(found: Segmented) -> list[str]:
    return [one.text for one in found.blocks if one.category is None]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_pages(case):
    found = segment(case["input"], case.get("head", ""))
    assert undecided(found) == [fill(one) for one in case["text"]]
    for start, category in case.get("labels", {}).items():
        have = [str(one.category) for one in found.blocks if one.text.startswith(start)]
        assert have == [category], start
    assert list(found.flags) == case.get("flags", [])


def test_blocks_are_numbered_and_apart():
    found = segment("<article><h1>Ferry returns</h1><p>@1</p><p>@2</p></article>")
    assert [one.line for one in found.blocks] == list(range(1, len(found.blocks) + 1))
    assert all(one.gap for one in found.blocks)
    assert all(one.rule for one in found.blocks if one.category is not None)


def test_elements_are_kept():
    body = (
        "<article><h1>Ferry returns</h1><p>@1</p><h2>Fares</h2><p>@4</p>"
        "<ul><li>Bicycles travel for free until June.</li></ul><blockquote>@6</blockquote></article>"
    )
    elements = [one.element for one in segment(body).blocks]
    assert elements == [
        Element.HEADING,
        Element.PARAGRAPH,
        Element.HEADING,
        Element.PARAGRAPH,
        Element.LIST_ITEM,
        Element.QUOTE,
    ]


def test_what_is_left_out_is_counted_and_listed_on_demand():
    body = "<nav><p>Weather and tides</p></nav><article><h1>Ferry returns</h1><p>@1</p><p>@2</p></article>"
    page = Page(id="p", content=fill(body), media_type="text/html")
    assert segment_html(page).left_out.lines == ()
    left_out = segment_html(page, lines_left_out=True).left_out
    assert (left_out.count, left_out.lines) == (1, ("Weather and tides",))
    assert 0 < left_out.share < 0.1


class TestSiteRules:
    BODY = (
        "<div class=q1><h1>Ferry returns</h1></div><div class=q2><p>@1</p><p class=q3>Seen a fault?</p>"
        "<p>@2</p></div><div class=q2><p>@3</p></div><div class=q4><p>@4</p><p>@5</p></div>"
        "<span class=q5 data-at='2024-03-02'>Saturday</span>"
    )

    def test_content_is_taken_from_all_elements_found(self):
        found = segment(self.BODY, rules=HtmlRules(content=("div.none", "div.q2")))
        assert found.path == "site"
        assert undecided(found) == [
            PARAGRAPHS["@1"],
            "Seen a fault?",
            PARAGRAPHS["@2"],
            PARAGRAPHS["@3"],
        ]

    def test_dropped_elements_get_category_and_rule(self):
        rules = HtmlRules(
            content=("div.q2",), drop=((Category.OTHER, "p.q3", "marlow.example/html/fault"),)
        )
        found = segment(self.BODY, rules=rules)
        block = next(one for one in found.blocks if one.text == "Seen a fault?")
        assert (block.category, block.rule) == (Category.OTHER, "marlow.example/html/fault")

    def test_fields_become_marks(self):
        rules = HtmlRules(fields=(("date", "span.q5", "data-at", "marlow.example/html/date"),))
        mark = segment(self.BODY, rules=rules).markup.of(MarkKind.FIELD)[0]
        assert (mark.name, mark.value, mark.text) == ("date", "2024-03-02", "Saturday")
        assert mark.rule == "marlow.example/html/date"

    def test_selectors_that_find_nothing_do_no_harm(self):
        found = segment(self.BODY, rules=HtmlRules(content=("div.gone",)))
        assert PARAGRAPHS["@1"] in undecided(found)


class TestMarkup:
    HEAD = (
        '<title>Ferry returns | Marlow Post</title><meta property="og:title" content="Ferry returns">'
        '<meta name="Author" content="Ada Quill"><link rel="canonical" href="https://marlow.example/f">'
        '<script type="application/ld+json">{"@type": "NewsArticle"}</script><base href="/x/">'
    )
    BODY = (
        '<body class="single post-7"><nav class="breadcrumbs"><a href=/h>Harbour</a></nav><article>'
        '<h1>Ferry returns</h1><div class="byline"><a rel="author" href="/ada">Ada Quill</a></div>'
        '<time datetime="2024-03-02T08:00Z">2 March</time><p>@1</p><p>@2</p></article>'
        '<div class="related"><time datetime="2019-01-01">2019</time></div>'
        '<footer><span class="date">2 March 2026</span></footer>'
    )

    def test_the_head(self):
        markup = segment(self.BODY, self.HEAD).markup
        assert markup.title_tag == "Ferry returns | Marlow Post"
        assert markup.meta("og:title") == "Ferry returns"
        assert markup.meta("author") == "Ada Quill"
        assert markup.canonical == "https://marlow.example/f"
        assert markup.json_ld == ('{"@type": "NewsArticle"}',)
        assert (markup.base, markup.headline, markup.h1s) == (
            "/x/",
            "Ferry returns",
            ("Ferry returns",),
        )
        assert "post-7" in markup.class_tokens

    def test_places_of_time_stamps(self):
        markup = segment(self.BODY, self.HEAD).markup
        times = {one.value: one.place for one in markup.of(MarkKind.TIME)}
        assert times == {"2024-03-02T08:00Z": Place.HEAD, "2019-01-01": Place.RELATED}
        assert all(one.place is not Place.HEAD for one in markup.of(MarkKind.DATE))

    def test_authors(self):
        marks = segment(self.BODY, self.HEAD).markup.of(MarkKind.AUTHOR)
        assert {one.text for one in marks} == {"Ada Quill"}
        assert {one.place for one in marks} == {Place.HEAD}
        assert "/ada" in {one.value for one in marks}

    def test_sizes_are_bounded(self):
        many = "<time>1 May</time>" * 2000 + "<meta name=a content=b>" * 2000
        markup = segment("<h1>Ferry</h1><p>@1</p>" + many).markup
        assert len(markup.marks) < 1000
        assert len(markup.metas) <= 500


class TestNames:
    def test_a_word_counts_whole(self):
        assert read_names("shareholder-report").zone is None
        assert read_names("article__shareBar").zone is Category.SHARE

    def test_leading_words_count_at_the_beginning_alone(self):
        assert read_names("image-wrap").zone is Category.CAPTION
        assert read_names("with-image").zone is None

    def test_every_entry_is_in_lower_case_and_once_in_its_family(self):
        for entries in (*ZONES.values(), *PURPOSES.values()):
            words = entries.split()
            assert len(words) == len(set(words))
            assert entries == entries.lower()


WORD_RE = re.compile(r"\w+")


@given(st.text(alphabet=st.sampled_from("<>/ab p&;!-='\"h1divul\n\u00e4\0"), max_size=300))
def test_nothing_is_invented(content):
    found = segment_html(Page(id="p", content=content, media_type="text/html"))
    known = html.unescape(content).casefold()
    letters = "".join(WORD_RE.findall(known))
    for block in found.blocks:
        for word in WORD_RE.findall(block.text.casefold()):
            assert word in known or word in letters


@given(st.text(max_size=400))
def test_any_text_is_answered(content):
    found = segment_html(Page(id="p", content=content, media_type="text/html"))
    assert found == segment_html(Page(id="p", content=content, media_type="text/html"))
