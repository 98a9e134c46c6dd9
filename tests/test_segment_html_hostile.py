"""Hostile HTML ends in an answer, in time and in bounded memory, with the text that there is."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from cleaner.model import Page
from cleaner.segment.html import segment_html
from cleaner.segment.html.guard import MANY_ATTRIBUTES, tame

SECONDS = 10
PROSE = "The ferry sails again on Monday, the harbour office said after four winters of waiting. "

PAGES = {
    "100,000 levels": lambda: "<div>" * 100_000 + PROSE,
    "100,000 levels, closed": lambda: "<div>" * 100_000 + PROSE + "</div>" * 100_000,
    "100,000 levels of lists": lambda: "<ul><li>" * 100_000 + PROSE,
    "200,000 paragraphs": lambda: "<p>x" * 200_000,
    "200,000 unclosed elements": lambda: "<div>x" * 200_000,
    "formats opened again in each paragraph": lambda: "".join(
        f"<b id={n}><p>x" for n in range(100_000)
    ),
    "100,000 attributes": lambda: "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">" + PROSE,
    "100,000 attributes set apart by nothing": lambda: (
        "<p " + "".join(f'a{n}="1"' for n in range(100_000)) + ">" + PROSE
    ),
    "100,000 attributes that hold brackets": lambda: (
        "<p " + " ".join(f'a{n}=">"' for n in range(100_000)) + ">" + PROSE
    ),
    "a line of 50 MB": lambda: "<p>" + "ferry " * 8_500_000,
    "brackets, 20 million": lambda: "<" * 20_000_000,
    "open tags, 20 MB": lambda: "<a " * 7_000_000,
    "a comment of 20 MB": lambda: "<!--" + "x" * 20_000_000 + "--><p>" + PROSE,
    "NUL bytes": lambda: "<p>fer\0ry</p>\0bay\0" * 50_000,
    "entities": lambda: "&amp;&lt;&#x41;" * 500_000,
    "an entity bomb": lambda: (
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><p>&b;</p>' * 5_000
    ),
    "frames alone": lambda: "<frameset><frame src=a></frameset>",
    "a script alone": lambda: "<script>" + "var a=1;" * 500_000,
    "JSON-LD, 100,000 deep": lambda: (
        '<script type="application/ld+json">' + '{"articleBody":' * 100_000 + "</script>"
    ),
    "200,000 rows": lambda: "<table>" + "<tr><td>a<td>b" * 200_000,
    "tables in tables": lambda: "<table><tr><td>" * 3_000 + PROSE,
    "teasers": lambda: f"<h2><a href=x>A heading</a></h2><p>{PROSE}</p>" * 5_000,
    "articles": lambda: f"<article><p>{PROSE}</p></article>" * 10_000,
    "links": lambda: "<a href=x>ferry</a> " * 100_000,
    "choices": lambda: "<select>" + "<option>a" * 30_000 + "</select><p>" + PROSE,
    "class names": lambda: '<p class="' + "related " * 500_000 + f'">{PROSE}</p>',
    "an image": lambda: "\x89PNG\r\n\x1a\n" + "\x01\x02\ufffd" * 100_000,
    "nothing": lambda: "",
}


@pytest.mark.parametrize("make", PAGES.values(), ids=PAGES.keys())
def test_an_answer_in_time(make):
    content = make()
    start = time.process_time()
    found = segment_html(Page(id="p", content=content, media_type="text/html"))
    assert time.process_time() - start < SECONDS
    if PROSE in content:
        assert any(PROSE.strip() in one.text for one in found.blocks)


MEMORY = """
from pathlib import Path
from cleaner.model import Page
from cleaner.segment.html import segment_html
content = {content}
segment_html(Page(id="p", content=content, media_type="text/html"))
# not ru_maxrss: that of the process which started this one counts in it
peak = next(one for one in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in one)
print(int(peak.split()[1]) // 1024)
"""


@pytest.mark.parametrize(
    "content",
    [
        "''.join(f'<b id={n}><p>x' for n in range(100_000))",
        "''.join(f'<p>x <b id={n}>y</p>' for n in range(990))",
        "'<p>' + 'ferry ' * 8_500_000",
        "'<a ' * 16_000_000",
    ],
)
def test_memory_stays_below_a_gigabyte(content):
    code = MEMORY.format(content=content)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(run.stdout) < 1000


@pytest.mark.parametrize(
    "content", ["<p>" + "ferry " * 8_500_000, "<p>x" * 200_000, "<a href=x>y</a>" * 260_000]
)
def test_what_a_limit_cuts_is_flagged(content):
    found = segment_html(Page(id="p", content=content, media_type="text/html"))
    assert "truncated" in found.flags


def test_deep_nesting_loses_no_text():
    words = [f"word{n}" for n in range(1_000)]
    content = "".join(f"<div>{word} " for word in words)
    found = segment_html(Page(id="p", content=content, media_type="text/html"))
    assert " ".join(one.text for one in found.blocks).split() == words
    assert "truncated" not in found.flags


def test_an_ordinary_page_is_left_as_it_is():
    page = "<div class='a'>" + "<p>x <b>y</b> <a href='/z?a=1&b=2'>z</a></p>" * 500 + "</div>"
    assert tame(page) == (page, False)


def test_long_values_are_no_attributes():
    tag = "<img src='data:image/gif;base64," + "A" * 100_000 + "' alt=x>"
    assert tame(tag) == (tag, False)
    many = "<p " + "a=1 " * (MANY_ATTRIBUTES * 10) + ">x</p>"
    assert tame(many) == ("<p>x</p>", False)
