"""The packaged rules: they load, they hold, they are in order, they tell what the seeds need."""

import json
from pathlib import Path

import pytest

from cleaner.rules import load_rules
from cleaner.rules.notes import Notes
from cleaner.rules.packaged import packaged_files
from cleaner.rules.tree import read_tree
from cleaner.text.folding import fold
from cleaner.workbench import check_rules

ROOT = Path(__file__).parents[1]
GOLD = [
    json.loads(line) for line in (ROOT / "tests/gold/seeds.jsonl").read_text("utf-8").splitlines()
]
OUTLETS = load_rules(ROOT / "rules" / "site_boilerplate.yaml", packaged=False)
BY_RULE = {"live", "nav", "share", "comments", "paywall", "related", "notice", "tracking", "other"}


def test_every_rule_holds_against_every_case_it_can_meet():
    assert "\n".join(map(str, check_rules(load_rules()))) == ""


def test_outlets_agencies_and_templates_stand_in_order():
    path, name, _ = packaged_files()[0]
    tree = read_tree(path.read_text(encoding="utf-8"), Notes(name))
    assert list(tree["outlets"]) == sorted(tree["outlets"])
    assert list(tree["templates"]) == sorted(tree["templates"])


def test_agencies_know_their_spellings():
    agencies = OUTLETS.agencies
    assert agencies["the associated press"] == "AP"
    assert agencies["agence france-presse"] == "AFP"
    assert agencies["新华社"] == "Xinhua"
    assert agencies[fold("Anadolu Ajansı")] == "Anadolu Agency"
    assert "ap photo" not in agencies


def test_no_spelling_is_that_of_two_agencies():
    rules = OUTLETS
    several = [
        (one, name)
        for name, spellings in rules.book.agencies.items()
        for one in spellings
        if rules.agencies[fold(one)] != name
    ]
    assert several == []


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold["id"])
def test_the_boilerplate_of_the_seeds_is_known(gold):
    text = (ROOT / "seeds" / f"{gold['id']}.txt").read_text(encoding="utf-8")
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    rules = load_rules()
    knowledge = rules.knowledge(rules.select(host=None, name=None, lines=lines), "en")
    for line, label in zip(lines, gold["lines"], strict=True):
        hits = knowledge.hits(line)
        if label in BY_RULE:
            assert hits[0].category == label, line
        elif label == "body":
            assert hits == (), line


NOTICE = (
    "Anadolu Agency website contains only a portion of the news stories offered to subscribers in "
    "the AA News Broadcasting System (HAS), and in summarized form."
)
TURKISH_NOTICE = (
    "Anadolu Ajansı web sitesinde, AA Haber Akış Sistemi (HAS) üzerinden abonelere sunulan "
    "haberler, özetlenerek yayımlanmaktadır."
)


@pytest.mark.parametrize(
    ("host", "line", "category"),
    [
        ("aa.com.tr", NOTICE, "notice"),
        ("aa.com.tr", TURKISH_NOTICE, "notice"),
        ("sputnikglobe.com", "23:59 GMT1 December 2017", "live"),
        ("sputniknews.com", "Community standards Discussion", "comments"),
        ("blogs.timesofisrael.com", "if you'd like to comment,  join", "comments"),
        ("timesofisrael.com", "Please use the following structure: me@mail.example", "paywall"),
    ],
)
def test_other_pages_of_the_same_outlets(host, line, category):
    rules = OUTLETS
    hits = rules.knowledge(rules.select(host=host, name=None, lines=[]), None).hits(line)
    assert hits[0].category == category


def test_the_clock_is_read():
    rules = OUTLETS
    knowledge = rules.knowledge(rules.select(host="sputniknews.com", name=None, lines=[]), "en")
    (hit,) = knowledge.hits("01:10 GMT20 June 2021")
    assert hit.values == (("retrieved", "01:10 GMT20 June 2021"),)
