"""Which outlet a page belongs to: by hint, by address, by the lines of a dump."""

import json
from pathlib import Path

import pytest

from cleaner.rules import load_rules, parse_rules

ROOT = Path(__file__).parents[1]
RULES = parse_rules("""
version: 1
templates:
  press:
    fingerprints: ["Proudly printed by Press", {text: "Press theme by", decisive: true}]
outlets:
  example.com:
    name: The Example
    hosts: [example.co.uk, example.net]
    uses: [press]
    fingerprints:
      - "Example Club"
      - "Example daily letter"
      - {text: "© Example Media", decisive: true}
  other.example.org:
    name: Other
    fingerprints: ["Example Club", "Friends of Other"]
  twin.com: {name: Twin}
  twin.org: {name: TWIN}
""")


OUTLETS = load_rules(ROOT / "rules" / "site_boilerplate.yaml", packaged=False)


def select(host=None, name=None, lines=()):
    return RULES.select(host=host, name=name, lines=lines)


def key(selection):
    return selection.outlet and selection.outlet.key


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("example.com", "example.com"),
        ("www.example.com", "example.com"),
        ("WWW.Example.com.", "example.com"),
        ("m.example.co.uk", "example.com"),
        ("amp.example.net", "example.com"),
        ("news.sport.example.com", "example.com"),
        ("other.example.org", "other.example.org"),
        ("example.org", None),
        ("notexample.com", None),
        ("example.com.evil.net", None),
        ("com", None),
        ("", None),
    ],
)
def test_hosts(host, expected):
    assert key(select(host=host)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The Example", "example.com"),
        ("the  EXAMPLE", "example.com"),
        ("example.com", "example.com"),
        ("Example", None),
        ("Twin", None),
        ("twin.org", "twin.org"),
    ],
)
def test_names(name, expected):
    assert key(select(name=name)) == expected


def test_a_name_of_two_outlets_is_reported():
    findings = select(name="Twin").findings
    assert [(one.origin, one.used, one.why) for one in findings] == [
        ("hint", False, "several outlets have this name")
    ] * 2


def test_a_hint_wins_over_the_address_and_that_over_the_lines():
    lines = ["Friends of Other", "Join the Example Club"]
    assert key(select(name="Other", host="example.com")) == "other.example.org"
    assert key(select(host="example.com", lines=lines)) == "example.com"
    assert key(select(lines=lines)) == "other.example.org"


def test_two_different_lines_are_needed():
    assert key(select(lines=["Join the example club", "A letter"])) is None
    assert key(select(lines=["Join the example club", "Join the Example Club!"])) is None
    assert key(select(lines=["Join the example club", "Get the Example  Daily letter"])) == (
        "example.com"
    )


def test_the_same_line_twice_is_one_line():
    assert key(select(lines=["Friends of Other", "Friends of Other"])) is None


def test_a_near_miss_is_reported():
    (finding,) = select(lines=["x", "Friends of Other"]).findings
    assert (finding.field, finding.value, finding.origin, finding.used, finding.why) == (
        "outlet",
        "Other",
        "line 2",
        False,
        "fingerprint 'Friends of Other': 1 line, 2 are needed",
    )


def test_a_decisive_line_is_enough():
    selection = select(lines=["A story.", "© Example Media 2024. All rights reserved"])
    assert key(selection) == "example.com"
    assert selection.findings[0].origin == "line 2"
    assert selection.findings[0].used


def test_a_tie_names_no_outlet():
    lines = ["Example Club", "Friends of Other", "The example daily letter"]
    selection = select(lines=lines)
    assert selection.outlet is None
    assert {one.why.rpartition(": ")[2] for one in selection.findings} == {
        "another outlet has as much evidence"
    }


def test_the_address_of_a_stranger_speaks_against_the_lines():
    selection = select(host="reprints.net", lines=["© Example Media"])
    assert selection.outlet is None
    assert selection.findings[0].why.endswith("the address is not one of its hosts")


def test_long_lines_are_prose():
    assert key(select(lines=["© Example Media " + "and so on " * 60])) is None


def test_templates_come_from_the_outlet_and_from_the_lines():
    assert select(host="example.com").templates == ("press",)
    assert select(lines=["Press theme by Ann"]).templates == ("press",)
    assert select(lines=["Proudly printed by Press"]).templates == ()
    assert select().with_templates("press", "press").templates == ("press",)


def seed_lines(name):
    text = (ROOT / "seeds" / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("path", sorted((ROOT / "seeds").glob("*.txt")), ids=lambda path: path.stem)
def test_the_seeds_get_their_outlets(path):
    gold = (ROOT / "tests" / "gold" / "seeds.jsonl").read_text(encoding="utf-8").splitlines()
    expected = {one["id"]: one["outlet"] for one in map(json.loads, gold)}
    found = OUTLETS.select(host=None, name=None, lines=seed_lines(path.stem)).outlet
    assert (found and found.name) == expected[path.stem]


@pytest.mark.parametrize(
    "line",
    [
        "A girl waves a flag at the rally, May 3, 2019. (AP Photo/Ann Example)",
        "In an interview with Anadolu Agency on Tuesday, the minister denied it.",
        "Smoke over the port. [Ann Example - Anadolu Agency]",
        "The Times of Israel reported on Sunday that the talks had failed.",
        "© Sputnik / Ann Example",
        "The radio station Sputnik was ordered off the air.",
        "Anadolu Agency's website and The Times of Israel carried the statement.",
    ],
)
def test_talk_of_an_outlet_is_no_evidence(line):
    selection = OUTLETS.select(host=None, name=None, lines=[line, f"Again: {line}"])
    assert selection.outlet is None
    assert selection.findings == ()
