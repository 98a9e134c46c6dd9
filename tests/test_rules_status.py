"""What is proposed does nothing, what is on trial flags, what is of other years waits."""

import pytest

from cleaner import clean
from cleaner.rules import load_rules, parse_rules

PAGE = """Council opens bridge to cyclists

The city council opened the old railway bridge to cyclists on Monday, two years after it was closed.

Become a friend of the harbour paper

Residents had asked for the route since the last school moved across the river in 2016, the mayor said.
"""
RULES = """version: 1
general:
  "*":
    rules:
      - id: friend
        category: paywall
        pattern: '^Become a friend of'
        removes: [Become a friend of the harbour paper]
        keeps: [He had become a friend of the mayor.]
        {life}
"""
PHRASES = """version: 1
general:
  "*":
    phrases:
      paywall:
        - {{text: Become a friend of the harbour paper, status: {status}, why: seen}}
"""


def rules(life):
    return parse_rules(RULES.replace("{life}", life))


@pytest.mark.parametrize("status", ["proposed", "deprecated", "disabled"])
def test_what_is_not_accepted_does_nothing(status):
    doc = clean(PAGE, rules=rules(f"status: {status}"))
    assert "Become a friend" in doc.text
    assert not [flag for flag in doc.flags if flag.startswith("trial")]


@pytest.mark.parametrize(
    "made", [rules("status: trial"), parse_rules(PHRASES.format(status="trial"))]
)
def test_a_rule_on_trial_flags_and_takes_nothing(made):
    doc = clean(PAGE, rules=made)
    rule = next(iter([*made.rules, *made.phrases])).id
    assert doc.text == clean(PAGE, rules=parse_rules("version: 1\n")).text
    assert f"trial:{rule}" in doc.flags


def test_a_rule_on_trial_is_silent_where_another_rule_takes_the_line():
    text = RULES.replace("{life}", "status: trial") + (
        "    phrases: {related: [Become a friend of the harbour paper]}\n"
    )
    doc = clean(PAGE, rules=parse_rules(text))
    assert "Become a friend" not in doc.text
    assert not [flag for flag in doc.flags if flag.startswith("trial")]


def test_a_rule_on_trial_counts_in_the_digest():
    sums = {rules(life).sha256 for life in ["", "status: trial", "status: proposed"]}
    assert len(sums) == 3


@pytest.mark.parametrize(
    ("life", "date", "taken"),
    [
        ("until: 2018-12-31", "2017-05-01", True),
        ("until: 2018-12-31", "2019-05-01", False),
        ("since: 2019-01-01", "2019-05-01", True),
        ("since: 2019-01-01", "2017", False),
        ("since: 2019-01-01", None, True),
    ],
)
def test_a_layout_is_chosen_by_the_day_of_the_page(life, date, taken):
    hints = {"date": date} if date else {}
    assert ("Become a friend" not in clean(PAGE, rules=rules(life), **hints).text) == taken


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        '<html><head><script type="application/ld+json">{"datePublished": "2017-02-03"}</script></head>'
        "<body><article>" + "".join(f"<p>{line}</p>" for line in PAGE.split("\n\n")) + "</article>",
        '<html><head><meta property="article:published_time" content="2017-02-03T10:00:00Z"></head>'
        "<body><article>" + "".join(f"<p>{line}</p>" for line in PAGE.split("\n\n")) + "</article>",
    ],
    ids=["address", "json-ld", "meta"],
)
def test_the_day_is_found_before_the_page_is_cleaned(page):
    url = "https://paper.example/2017/02/03/bridge" if page == PAGE else None
    assert "Become a friend" in clean(page, url=url, rules=rules("since: 2019-01-01")).text
    assert "Become a friend" not in clean(page, url=url, rules=rules("until: 2018-12-31")).text


def test_proposals_act_when_they_are_tried(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text(PHRASES.format(status="proposed"), encoding="utf-8")
    assert "Become a friend" in clean(PAGE, rules=load_rules(file, packaged=False)).text
    tried = load_rules(file, packaged=False, trying=True)
    assert "Become a friend" not in clean(PAGE, rules=tried).text


def test_proposed_fingerprints_and_selectors_wait():
    text = """version: 1
outlets:
  paper.example:
    name: The Harbour Paper
    fingerprints: [{{text: friend of the harbour paper, decisive: true, status: {0}}}]
    html: {{status: {0}, content: [div.story]}}
"""
    waiting, acting = (parse_rules(text.format(one)) for one in ("proposed", "active"))
    assert clean(PAGE, rules=waiting).metadata.outlet is None
    assert clean(PAGE, rules=acting).metadata.outlet == "The Harbour Paper"
    for known, content in ((waiting, ()), (acting, ("div.story",))):
        chosen = known.select(host="paper.example", name=None, lines=())
        assert known.knowledge(chosen, None).html.content == content
