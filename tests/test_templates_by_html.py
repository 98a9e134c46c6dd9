"""A page of an unknown outlet shows by its HTML of which publishing system it is."""

import json

import pytest

from cleaner import clean
from cleaner.rules import parse_rules

STORY = (
    "The ferry was sold on Monday to a union of rowers, the harbour master said in a letter to "
    "all captains, who had waited for it since the last bridge was closed."
)
MORE = (
    "Tickets cost as much as before, but children ride for nothing when they take an oar, the "
    "letter says, and dogs may sit in the bow on calm days."
)
CLUB = "The oars of the month are made of ash and may be tried on any Sunday at the old pier."
PAGE = f"""<html><head><meta name="generator" content="Press 4"></head><body><h1>Ferry sold</h1>
<div class="text"><p>{STORY}</p><div class="odd"><p>{CLUB}</p></div><p>{MORE}</p>
<p>Pressed by Press</p></div></body></html>"""
RULES = """version: 1
templates:
  press:
    html:
      detect: ["meta[name=generator][content^='Press']", "body.press"]
      content: ["div.text"]
      drop: {ad: ["div.odd"]}
    phrases: {notice: [Pressed by Press]}
  other:
    html: {detect: ["body.other"], drop: {ad: ["p"]}}
outlets:
  quay.example: {name: Quay}
  pier.example: {name: Pier, uses: [press]}
"""


def cleaned(page: str, url: str | None = None, rules: str = RULES):
    doc = clean(page, url=url, rules=parse_rules(rules))
    return doc.text, {one.rule for one in doc.removed}, json.loads(doc.rules_key)[1]


def test_what_is_known_of_a_template_is_used():
    text, rules, templates = cleaned(PAGE)
    assert text == f"{STORY}\n\n{MORE}"
    assert rules == {"press/html/ad", "press/phrases/notice"}
    assert templates == ["press"]


@pytest.mark.parametrize(
    "page", [PAGE.replace("Press 4", "Copress 4"), PAGE.replace("generator", "author")]
)
def test_a_page_of_no_template_is_read_by_its_structure(page):
    text, rules, templates = cleaned(page)
    assert CLUB in text
    assert "press/html/ad" not in rules
    assert templates == []


def test_a_known_outlet_says_itself_what_it_uses():
    assert cleaned(PAGE, "https://quay.example/1")[2] == []
    assert cleaned(PAGE, "https://pier.example/1")[2] == ["press"]


def test_a_template_that_is_not_active_is_not_looked_for():
    rules = RULES.replace('detect: ["meta', 'status: trial\n      detect: ["meta')
    assert cleaned(PAGE, rules=rules)[2] == []
