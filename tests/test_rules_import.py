"""Site configs of another program become a rules file; the configs here are invented."""

import pytest
import yaml
from command import clean

from cleaner import clean as clean_text
from cleaner.rules import load_rules
from cleaner.rules.scalars import KINDS
from cleaner.workbench.ftr import import_ftr
from cleaner.workbench.xpath import LONGEST, to_css
from cleaner.workbench.xpath_words import NoCssError

CONFIG = """# the harbour paper
title: //h1[@class='head']
author: //span[contains(@class, 'writer')]
date: //meta[@name='day']/@content
body: //div[@id='story'] | //section[@class='old-story']
strip: //div[contains(concat(' ', normalize-space(@class), ' '), ' related ')]
strip: //p[count(a) > 2]
strip: //p[re:test(., 'x')]
author: substring-after(//p[1], 'By')
strip_id_or_class: newsletter-box
tidy: no
titl: //h2
single_page_link: //a[@rel='print']
replace_string(<b>): <strong>
test_url: https://quay.example/2019/03/one
test_contains: Council opens bridge
a line of its own
"""


@pytest.fixture
def folder(tmp_path):
    configs = tmp_path / "configs"
    configs.mkdir()
    (configs / "quay.example.txt").write_text(CONFIG, encoding="utf-8")
    (configs / ".inland.example.txt").write_text("body: //article\n", encoding="utf-8")
    (configs / "global.txt").write_text("body: //article\n", encoding="utf-8")
    (configs / "LICENSE.md").write_text("none of it\n", encoding="utf-8")
    return configs


def test_what_can_be_said_is_imported(folder):
    html = yaml.safe_load(import_ftr(folder).yaml)["outlets"]["quay.example"]["html"]
    assert html == {
        "status": "proposed",
        "why": "pages to try it on: https://quay.example/2019/03/one",
        "content": ['div[id="story"]', 'section[class="old-story"]'],
        "drop": {
            "related": ['div[class~="related"]'],
            "other": [{"xpath": "//p[count(a) > 2]"}],
            "newsletter": ['[class*="newsletter-box"]', '[id*="newsletter-box"]'],
        },
        "fields": {
            "title": ['h1[class="head"]'],
            "authors": ['span[class*="writer"]'],
            "date": ['meta[name="day"]@content'],
        },
    }


def test_what_cannot_be_said_is_listed(folder):
    said = [(one.file, one.line, str(one).split("; ", 1)[1]) for one in import_ftr(folder).left]
    assert said == [
        ("global.txt", 1, "only files of one site are read"),
        (
            "quay.example.txt",
            8,
            "the function 're:test' is not used here",
        ),
        (
            "quay.example.txt",
            9,
            "XPath must begin at the root of the page",
        ),
        ("quay.example.txt", 11, "how another program parses; this one needs no setting"),
        ("quay.example.txt", 12, "did you mean 'title'?"),
        ("quay.example.txt", 13, "fetching is not what rules do"),
        ("quay.example.txt", 14, "rules label parts of a page and never rewrite it"),
        (
            "quay.example.txt",
            16,
            "a text that a page must hold cannot be said; see 'clean rules try'",
        ),
        ("quay.example.txt", 17, "mend or remove it"),
    ]


def test_what_was_imported_works(folder, tmp_path):
    file = tmp_path / "imported.yaml"
    answer = clean("rules", "import", "ftr", folder, "-o", file)
    assert answer.status == 0
    assert answer.told == ["2 sites imported, 9 lines left out"]
    page = (
        "<html><body><h1 class='head'>Ferry sold</h1><div id='story'>"
        "<p>The ferry was sold on Monday to a union of rowers, the harbour master said in a letter.</p>"
        "<div class='x related'><p>The bridge was sold too, and nobody in the town knew it.</p></div>"
        "</div></body></html>"
    )
    rules = load_rules(file, packaged=False, trying=True)
    doc = clean_text(page, url="https://quay.example/1", rules=rules)
    assert doc.text.endswith("in a letter.")
    assert [one.rule for one in doc.removed] == ["quay.example/html/related"]
    assert clean("rules", "import", "ftr", folder, "-o", file).status == 2


@pytest.mark.parametrize(
    ("xpath", "css"),
    [
        ("//div", "div"),
        ("//DIV[@class='a b']", 'div[class="a b"]'),
        ("//*[@id='x']", '[id="x"]'),
        ("//div/p", "div > p"),
        ("//div//p[2]", "div p:nth-of-type(2)"),
        ("//div/*[1]", "div > :nth-child(1)"),
        ("//p[last()]", "p:nth-last-of-type(1)"),
        ("//div[not(@class)]", "div:not([class])"),
        ("//div[@a and @b]", "div[a][b]"),
        ("//div[@a='1' or @b='2']", 'div:is([a="1"], [b="2"])'),
        ("//div[.//img]", "div:has(img)"),
        ("//div[a/@href]", "div:has(> a[href])"),
        ("//p[contains(text(), 'Read')]", 'p:lexbor-contains("Read")'),
        ("//a[starts-with(@href, '/x')]", 'a[href^="/x"]'),
        ("//h2/following-sibling::p", "h2 ~ p"),
        ("//span/text()", "span"),
        ("//time/@datetime", "time@datetime"),
        ("//p[contains(., 'say \"no\"')]", 'p:lexbor-contains("say \\"no\\"")'),
    ],
)
def test_xpath_as_css(xpath, css):
    (made,) = to_css(xpath)
    assert made.field == css
    assert KINDS["field selector"].wrong(css) is None


@pytest.mark.parametrize(
    "xpath",
    [
        "",
        "div",
        "//div[",
        "//a/..",
        "//a/ancestor::div",
        "//p/preceding-sibling::p",
        "//p[text()='x']",
        "//div[re:test(@id, 'x')]",
        "document('file:///etc/passwd')",
        "//p[position() < 3]",
        "(//p)[1]",
        "//p[contains(@class, '')]",
        "//p[contains(., 'a\nb')]",
        "//p" + "[a" * 200,
        "//p" * LONGEST,
    ],
)
def test_what_has_no_css(xpath):
    with pytest.raises(NoCssError):
        to_css(xpath)
