"""Selectors in XPath: what CSS cannot say, from strangers too."""

import subprocess
import sys
import time

import pytest

from cleaner import clean
from cleaner.errors import RulesError
from cleaner.model import XPATH, HtmlRules, MarkKind, Page
from cleaner.rules import parse_rules
from cleaner.segment.html import segment_html
from cleaner.segment.html.parse import parse
from cleaner.segment.html.xpath import MOST_ELEMENTS

FIRST = (
    "The ferry was sold on Monday to a union of rowers, the harbour master said in a letter to "
    "all captains, who had waited for it since the last bridge was closed."
)
SECOND = (
    "Tickets cost as much as before, but children ride for nothing when they take an oar, the "
    "letter says, and dogs may sit in the bow on calm days."
)
OTHER = "The bridge was sold too, and nobody in the town knew of it until the paper came out."
PAGE = f"""<html><head><meta name="day" content="2019-03-01"><meta name="DAY" content="2019-03-02"></head>
<body><h1>Ferry sold to rowers</h1><p class="by"><b>By</b> Ann Oar</p>
<div><h2>In short</h2><p>{OTHER}</p></div>
<div><h2>Report</h2><section><p>{FIRST}</p>
<div><h3>Also read</h3><p>{OTHER}</p></div><p>{SECOND}</p></section></div>
</body></html>"""
RULES = """version: 1
outlets:
  quay.example:
    name: Quay
    html:
      content:
        - xpath: //h2[text()='Report']/following-sibling::section
      drop:
        related: [{xpath: "//h3[. = 'Also read']/.."}]
      fields:
        date: {xpath: "//meta[@name='day'][last()]/@content"}
        authors: [".none", {xpath: "//p[@class='by']/text()"}]
"""


def find(html: str, xpath: str) -> list[str]:
    return [one.value or one.node.tag or "" for one in parse(html).finder.values(XPATH + xpath)]


def test_a_page_is_read_by_xpath():
    doc = clean(PAGE, url="https://quay.example/1", rules=parse_rules(RULES))
    assert doc.text == f"{FIRST}\n\n{SECOND}"
    assert doc.metadata.date == "2019-03-01"
    assert doc.metadata.authors == ("Ann Oar",)
    assert {one.rule for one in doc.removed} == {"quay.example/html/related"}


def test_content_in_xpath_needs_no_general_extractor():
    page = Page(id="x", content=PAGE, media_type="text/html")
    rules = HtmlRules(content=(f"{XPATH}//h2[text()='Report']/../section",))
    assert segment_html(page, rules).path == "site"
    rules = HtmlRules(content=(f"{XPATH}//h2[text()='Nowhere']/../section",))
    assert segment_html(page, rules).path != "site"


def test_what_the_head_says_is_found():
    page = Page(id="x", content=PAGE, media_type="text/html")
    rules = HtmlRules(fields=(("date", f"{XPATH}//meta[2]/@content", None, "r"),))
    (mark,) = segment_html(page, rules).markup.of(MarkKind.FIELD)
    assert (mark.value, mark.name, mark.rule) == ("2019-03-02", "date", "r")


@pytest.mark.parametrize(
    ("xpath", "found"),
    [
        ("//H2[1]", ["h2", "h2"]),
        ("(//h2)[1]", ["h2"]),
        ("//p[position() < 2][contains(., 'ferry')]", ["p"]),
        ("//h3/ancestor::section", ["section"]),
        ("//section/*[last()]/preceding-sibling::*[1]", ["div"]),
        ("//h2/text()", ["In short", "Report"]),
        ("//section//div/following-sibling::p", ["p"]),
        ("//p[not(.//b) and starts-with(normalize-space(.), 'Tick')]", ["p"]),
        ("//p/@class | //h3", ["by", "h3"]),
        ("//div[count(*) * 2 > 3][h2 = 'Report']", ["div"]),
    ],
)
def test_what_xpath_finds(xpath, found):
    assert find(PAGE, xpath) == found


@pytest.mark.parametrize(
    "html",
    [
        "<p a:b='1' @click='x' 1='2'>\x01text\ufffe</p>",
        "<fb:like><o:p>x</o:p></fb:like><1a>",
        "<svg viewBox='0'><path d='x'/></svg><math><mi>x</mi></math>",
        "<!-- x --><p>a<!-- b -->c</p>",
        "",
        "<table><p>x",
    ],
)
def test_odd_markup_is_searched(html):
    assert isinstance(find(html, "//*[contains(., 'x')]/text()"), list)


@pytest.mark.parametrize(
    ("xpath", "what"),
    [
        ("//div[", "is no XPath"),
        ("//div/@class", "finds no elements"),
        ("//p | //a/text()", "finds no elements"),
        ("div", "must begin at the root"),
        ("count(//p)", "must begin at the root"),
        ("(1 + 1)", "finds no part of a page"),
        ("//p | 1", "is no XPath"),
        ("//p[document('file:///etc/passwd')]", "the function 'document' is not used"),
        ("//p[re:test(., 'x')]", "the function 're:test' is not used"),
        ("//p[str:split(.)]", "the function 'str:split' is not used"),
        ("//p[unparsed-text('x')]", "the function 'unparsed-text' is not used"),
        ("//p[$secret]", "is no XPath that is understood"),
        ("//x:p", "is no XPath that is understood"),
        ("//p[t:e()]", "the function 't:e' is not used"),
        ("//p/following::a", "the axis 'following' is not used"),
        ("//p/namespace::a", "the axis 'namespace' is not used"),
        ("//p/node()", "'node()' is not used"),
        ("//p[//a]", "begins with //, at the root of the page"),
        ("//p[a and //a]", "begins with //, at the root of the page"),
        ("//a[b[c[d[e[f]]]]]", "conditions stand"),
        ("//p" * 200, "longer than 500 characters"),
        ("//p[. = 'a\x07b']", "do not print"),
        ("", "must begin at the root"),
    ],
)
def test_a_wrong_expression_is_refused_with_line_and_remedy(xpath, what):
    quoted = xpath.replace("\\", "\\\\").replace('"', '\\"').replace("\x07", "\\a")
    text = f"""version: 1
outlets:
  quay.example:
    name: Quay
    html:
      drop:
        ad:
          - {{xpath: "{quoted}"}}
"""
    with pytest.raises(RulesError) as raised:
        parse_rules(text, file="mine.yaml")
    (problem,) = raised.value.problems
    assert problem.line == 8
    assert what in problem.what
    assert problem.remedy


def test_css_that_is_xpath_is_told_how_to_write_it():
    text = 'version: 1\noutlets: {quay.example: {name: Q, html: {content: ["//div"]}}}'
    with pytest.raises(RulesError, match=r"write XPath as {xpath: '//div'}"):
        parse_rules(text)


WIDE = "<body>" + "<p>x</p>" * (MOST_ELEMENTS - 1000)
DEEP = "<body>" + ("<div>" * 390 + "</div>" * 390) * 45
LONG = "<body>" + "<div>" * 300 + "word " * 1_000_000 + "</div>" * 300 + "<p>x</p>" * 10_000


@pytest.mark.parametrize("html", [WIDE, DEEP, LONG], ids=["wide", "deep", "long"])
@pytest.mark.parametrize(
    "xpath",
    [
        "//*/following-sibling::*",
        "//*[preceding-sibling::zz]",
        "//*//*//*//*",
        "//*[.//*[.//*[.//zz]]]",
        "//*[contains(normalize-space(concat(., ., ., ., ., ., ., .)), 'zz')]",
        "//*[. = ../*]",
        "//*/ancestor::*//*",
        "//text()/..//text()/..//text()",
        "//*/following-sibling::text()",
    ],
)
def test_a_hostile_expression_ends_in_time(xpath, html):
    parsed = parse(html)
    begin = time.process_time()
    for number in range(3):  # what was spent stays spent
        parsed.finder.values(f"{XPATH}{xpath}[{number + 1}]")
    assert time.process_time() - begin < 4


def test_a_search_that_is_given_up_is_flagged_and_finds_nothing():
    rules = HtmlRules(content=(f"{XPATH}//*//*//*//*",))
    page = Page(id="x", content=DEEP + f"<p>{FIRST}</p>", media_type="text/html")
    found = segment_html(page, rules)
    assert "selectors_stopped" in found.flags
    assert found.path != "site"
    assert any(one.text == FIRST for one in found.blocks)


def test_pages_without_xpath_load_no_lxml():
    script = (
        "import sys; from cleaner.model import HtmlRules, Page;"
        "from cleaner.rules import parse_rules; from cleaner.segment import segment_html;"
        'parse_rules("version: 1\\noutlets: {quay.example: {name: Q, html: {content: [p]}}}");'
        "page = Page(id='x', content=sys.stdin.read(), media_type='text/html');"
        "assert segment_html(page, HtmlRules(content=('section',))).path == 'site';"
        "assert 'lxml' not in sys.modules;"
        "segment_html(page, HtmlRules(content=('xpath://section',)));"
        "assert 'lxml' in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", script], input=PAGE, text=True, check=False)
    assert done.returncode == 0
