"""Rules are accepted and switched off in place: all else of the file stays as it was."""

from pathlib import Path

import pytest
from command import clean

from cleaner.rules import Status, load_rules, parse_rules
from cleaner.workbench.edit import set_status

FILE = """# what we know
version: 1
outlets:
  paper.example:  # the harbour's
    name: The Harbour Paper
    fingerprints:
      - {text: harbour paper, status: proposed}
    html:
      content: [div.story]
      status: proposed
    phrases:
      related:
        - More from the harbour
        - text: Seen from the quay
          status: proposed
          why: 4 of 9 pages
    rules:
      - id: friend
        category: paywall
        pattern: '^Become a friend of'
        removes: [Become a friend of the paper]
        keeps: [He had become a friend.]  # a near miss
        status: proposed
      - {id: tide, category: live, pattern: '^Tide:', removes: ["Tide: 2"], keeps: [Tides], status: trial}
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


def statuses(path: Path):
    book = load_rules(path, packaged=False).book.outlets["paper.example"]
    parts = [*book.section.rules, *book.section.phrases]
    return {
        **{
            one.id.partition("/")[2] + "/" * (number > 2): str(one.status)
            for number, one in enumerate(parts)
        },
        "html": str(book.layout.status),
        "fingerprints": str(book.fingerprints[0].status),
    }


def test_accepting_one_rule_changes_one_word(file):
    answer = clean("rules", "accept", "paper.example/friend", file)
    assert answer.status == 0
    assert file.read_text(encoding="utf-8") == FILE.replace(
        "a near miss\n        status: proposed", "a near miss\n        status: active"
    )
    assert answer.told == ["paper.example/friend: active"]


def test_accepting_all(file):
    assert clean("rules", "accept", "paper.example/*", file).status == 0
    assert set(statuses(file).values()) == {"active"}
    assert "# the harbour's" in file.read_text(encoding="utf-8")


def test_accepting_on_trial(file):
    clean("rules", "accept", "paper.example/friend", file, "--trial")
    assert statuses(file)["friend"] == "trial"


def test_nothing_to_accept(file):
    clean("rules", "accept", "paper.example/*", file)
    before = file.read_text(encoding="utf-8")
    assert clean("rules", "accept", "paper.example/friend", file).status == 1
    assert file.read_text(encoding="utf-8") == before


def test_a_wrong_id_names_the_right_one(file):
    answer = clean("rules", "accept", "paper.example/freind", file)
    assert answer.status == 2
    assert (
        "'paper.example/freind' is the id of no rule; did you mean 'paper.example/friend'?"
        in answer.err
    )
    assert file.read_text(encoding="utf-8") == FILE


@pytest.mark.parametrize("rule", ["friend", "tide", "phrases/related"])
def test_disabling_what_the_file_holds(file, rule):
    name = f"paper.example/{rule}"
    answer = clean("rules", "disable", name, file, "--reason", 'took a "line": of a poem')
    assert answer.status == 0, answer.err
    text = file.read_text(encoding="utf-8")
    parts = [*parse_rules(text).rules, *parse_rules(text).phrases]
    assert {one.status for one in parts if one.id == name} == {Status.DISABLED}
    assert 'took a \\"line\\": of a poem' in text


def test_disabling_a_packaged_rule(tmp_path):
    file = tmp_path / "mine.yaml"
    rule = next(one.id for one in load_rules().rules if one.status is Status.ACTIVE)
    other = next(one.id for one in load_rules().rules if one.id != rule)
    for one in (rule, other):
        assert clean("rules", "disable", one, file, "--reason", "takes too much").status == 0
    assert f"  - {rule}  # takes too much" in file.read_text(encoding="utf-8")
    off = {one.id for one in load_rules(file).rules if one.status is Status.DISABLED}
    assert {rule, other} <= off


def test_disabling_what_is_not_there(tmp_path):
    answer = clean("rules", "disable", "nowhere.example/x", tmp_path / "a.yaml", "--reason", "x")
    assert answer.status == 2
    assert "is the id of no rule" in answer.err


def test_a_status_is_added_where_there_is_none():
    text = """version: 1
general:
  "*":
    phrases:
      nav: ["Top: all", {text: Foot}]
    rules:
    - id: one
      category: ad
      pattern: '^Ad:'
      removes: ['Ad: x']
      keeps: [Ads]
"""
    changed, ids = set_status(text, ["general/*"], Status.TRIAL, file="a.yaml")
    made = parse_rules(changed)
    assert {one.status for one in [*made.rules, *made.phrases]} == {Status.TRIAL}
    assert [one.text for one in made.phrases] == ["Top: all", "Foot"]
    assert ids == ("general/phrases/nav", "general/one")
