"""What htmldate finds counts only where a reader of the story sees the same day."""

from __future__ import annotations

import time

from test_metadata import Rules

from cleaner.metadata import find_metadata
from cleaner.model import Block, Category, Document, Metadata, Page
from cleaner.model.markup import Mark, MarkKind, Markup, Place

HTML = """<html><head><title>Flood</title></head><body><h1>Flood</h1>
<p>Rain fell on the old town for three days.</p>
<div class="post-meta"><span class="published">22 November 2021</span></div></body></html>"""


LINE = Mark(kind=MarkKind.SECTION, text="Filed on 22 November 2021 under rain", place=Place.FOOT)


def metadata_of(content: str, *marks: Mark, blocks: tuple[Block, ...] = ()) -> Metadata:
    page = Page(id="a", content=content, media_type="text/html")
    return find_metadata(Document(page=page, blocks=blocks, markup=Markup(marks=marks)), Rules())


def test_a_day_that_a_line_of_the_story_prints_is_taken() -> None:
    found = metadata_of(HTML, LINE)
    assert (found.date, found.date_source) == ("2021-11-22", "text")


def test_a_day_that_only_a_related_story_prints_is_told_and_not_taken() -> None:
    line = Mark(kind=MarkKind.LINE, text="Filed on 22 November 2021", place=Place.RELATED)
    found = metadata_of(HTML, line)
    assert found.date is None
    assert [one.value for one in found.findings if one.origin == "htmldate"] == ["2021-11-22"]


def test_the_day_of_a_photo_is_told_and_not_taken() -> None:
    text = "The old town on 22 November 2021. (Photo: Jane Doe)"
    caption = Block(line=1, source=text, text=text, category=Category.CAPTION)
    assert metadata_of(HTML, LINE, blocks=(caption,)).date is None


def test_it_is_not_asked_where_something_better_is_known() -> None:
    stamp = Mark(kind=MarkKind.TIME, text="", value="2021-11-20", place=Place.HEAD)
    found = metadata_of(HTML, stamp)
    assert found.date == "2021-11-20"
    assert not [one for one in found.findings if one.origin == "htmldate"]


def test_a_page_that_would_keep_the_parser_busy_for_minutes_is_not_asked() -> None:
    attributes = " ".join(f'a{number}="1"' for number in range(60_000))
    began = time.process_time()
    assert metadata_of(f"<div {attributes}>{HTML}</div>").date is None
    assert time.process_time() - began < 5


def test_characters_that_no_xml_may_hold_do_no_harm() -> None:
    odd = "<html><body><div><script>x</script>\x01 Flood</div><p>Rain fell for days.</p></body></html>"
    assert metadata_of(odd).date is None
