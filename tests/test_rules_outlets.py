"""What is known of outlets: complete, in order, one name for each."""

from collections import Counter
from pathlib import Path

import pytest

from cleaner.model import Page
from cleaner.pipeline import clean_page
from cleaner.rules import load_rules
from cleaner.rules.notes import Notes
from cleaner.rules.tree import read_tree
from cleaner.text.folding import fold

FOLDER = Path(__file__).parents[1] / "rules" / "outlets"
FILES = sorted(FOLDER.glob("*.yaml"))


@pytest.fixture(scope="module")
def rules():
    return load_rules()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_holds_the_outlets_of_its_country_in_order(path):
    outlets = read_tree(path.read_text(encoding="utf-8"), Notes(path.name))["outlets"]
    assert list(outlets) == sorted(outlets)
    assert {str(entry["country"]) for entry in outlets.values()} == {path.stem.upper()}


def test_many_outlets_of_many_countries_are_known(rules):
    assert len(rules.outlets) >= 150
    assert len({one.country for one in rules.outlets} - {None}) >= 40


def test_an_outlet_has_its_own_name_and_stands_under_its_first_host(rules):
    assert [one.key for one in rules.outlets if one.hosts[:1] != (one.key,)] == []
    names = Counter(fold(one.name) for one in rules.outlets)
    assert [name for name, times in names.items() if times > 1] == []


def test_no_host_belongs_to_two_outlets(rules):
    hosts = Counter(host for one in rules.outlets for host in one.hosts)
    assert [host for host, times in hosts.items() if times > 1] == []


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.spiegel.de", "Der Spiegel"),
        ("www1.wdr.de", "Westdeutscher Rundfunk"),
        ("de.euronews.com", "Euronews"),
        ("japannews.yomiuri.co.jp", "The Japan News"),
        ("www.yomiuri.co.jp", "Yomiuri Shimbun"),
        ("english.ahram.org.eg", "Ahram Online"),
        ("gate.ahram.org.eg", "الأهرام"),
        ("notspiegel.de", None),
    ],
)
def test_a_host_names_its_nearest_outlet(rules, host, name):
    outlet = rules.select(host=host, name=None, lines=()).outlet
    assert (outlet and outlet.name) == name


STORY = [
    "The council opened the old railway bridge to cyclists on Monday, two years after it closed.",
    "Residents had asked for the route since the last school on the left bank moved in 2016.",
    "The mayor said that lamps will be put up before winter, and that the work cost less than planned.",
]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["World Bulletin / News Desk", *STORY], "World Bulletin"),
        (["(MENAFN- Example Wire)", *STORY], "MENAFN"),
        (["Get short URL", *STORY, "Listen Live"], "Sputnik"),
        (["Get short URL", *STORY], None),
        ([*STORY, "He told the reporters of the Daily Mail and The Guardian about it."], None),
        ([*STORY, "Our Standards: The Thomson Reuters Trust Principles."], None),
        ([*STORY, "Die Partei braucht mehr Vision und weniger Streit, sagte er."], None),
        ([*STORY, "In an essay published in Dawn, he called the plan a mistake."], None),
    ],
)
def test_a_dump_names_its_outlet_only_by_lines_of_its_own(rules, lines, name):
    outlet = rules.select(host=None, name=None, lines=lines).outlet
    assert (outlet and outlet.name) == name


def test_prompts_of_an_outlet_are_taken_where_its_address_is_known(rules):
    lines = ["Bridge opens to cyclists", *STORY, "Quelle: ntv.de, abc/dpa"]
    page = Page(id="page", content="\n\n".join(lines), url="https://www.n-tv.de/page.html")
    doc = clean_page(page, rules)
    assert doc.text == "\n\n".join(STORY)
    assert [block.rule for block in doc.blocks][-1] == "n-tv.de/source"


HTML = """<html><head><title>Bridge opens - Example</title></head><body>
<article><header><h1>Bridge opens to cyclists</h1>
<p class="fig-standfirst">After two years of repairs the old bridge is open again to all.</p></header>
<div class="fig-content-body" data-component="fig-content-body">{}
<p class="fig-body-link">À lire aussi Un autre pont est ouvert</p></div></article>
<div class="other"><p>{}</p></div></body></html>"""


def test_the_layout_of_an_outlet_says_where_its_story_stands(rules):
    html = HTML.format("".join(f"<p>{one}</p>" for one in STORY), " ".join(STORY[::-1]))
    page = Page(
        id="page", content=html, media_type="text/html", url="https://www.lefigaro.fr/p-20240101"
    )
    doc = clean_page(page, rules)
    assert doc.text == "\n\n".join(STORY)
    assert doc.metadata.standfirst == (
        "After two years of repairs the old bridge is open again to all."
    )
    assert doc.metadata.outlet == "Le Figaro"
