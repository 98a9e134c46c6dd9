"""A pasted line becomes a rule; rules are counted, dated, and their outlets listed."""

import datetime as dt
from pathlib import Path

import pytest
from command import clean

from cleaner.errors import UsageError
from cleaner.rules import load_rules, parse_rules
from cleaner.workbench.check import check_rules
from cleaner.workbench.fresh_rule import Asked, fresh_rules
from cleaner.workbench.outlets_table import outlets_table
from cleaner.workbench.stale import stale_rules
from cleaner.workbench.stats import rule_stats

NONE = parse_rules("version: 1\n")
LINE = "The Quay Circle: 12 more free reads until 3 March 2019"


def made(text, **asked):
    written = fresh_rules(text, Asked(**asked), NONE)
    rules = parse_rules(written)
    assert check_rules(rules) == ()
    return list(rules.rules)


def test_a_pasted_line_becomes_a_rule():
    (rule,) = made(LINE, outlet="quay.example")
    assert rule.id == "quay.example/the-quay-circle-more-free"
    assert [text for text, _ in rule.removes] == [LINE]
    assert rule.pattern.startswith("(?i)^The Quay Circle: ")


def test_lines_that_differ_in_numbers_share_a_rule():
    other = LINE.replace("12", "3")
    first, second = made(f"{LINE}\n\n{other}\nRow with us")
    assert [text for text, _ in first.removes] == [LINE, other]
    assert second.id == "general/row-with-us"


def test_what_the_user_says_stands():
    (rule,) = made(
        LINE, language="en", name="Circle", category="paywall", keeps=("The circle met.",)
    )
    assert (rule.id, rule.category) == ("general.en/circle", "paywall")
    assert [text for text, _ in rule.keeps] == ["The circle met."]


@pytest.mark.parametrize("line", ["$x.*(a|b)[c]\\d^", "“No”, he said: {yes}?", "—", "东京 12 号"])
def test_any_line_becomes_a_rule_that_takes_it(line):
    made(line)


@pytest.mark.parametrize("text", ["", " \n\t", "word " * 200])
def test_nothing_to_make_a_rule_of(text):
    with pytest.raises(UsageError):
        fresh_rules(text, Asked(), NONE)


def test_the_command_prints_a_rule_that_loads():
    answer = clean("rules", "new", "--from", "-", "--outlet", "quay.example", stdin=LINE.encode())
    assert answer.status == 0
    assert parse_rules(answer.out).outlets[0].key == "quay.example"
    assert clean("rules", "new", "--from", "-", "--outlet", "Quay", stdin=b"x").status == 2
    assert clean("rules", "new", "--from", "-", stdin=b"\xff").status == 2


STALE = """version: 1
outlets:
  quay.example:
    name: Quay
    verified: 2024-05-01
    rules:
      - {id: a, category: ad, pattern: '^Ad:', removes: ['Ad: x'], keeps: [Oars of old]}
      - {id: b, category: ad, pattern: '^Row:', removes: ['Row: x'], keeps: [Rows], verified: 2025-04-30}
"""


@pytest.mark.parametrize(
    ("today", "lines"), [("2025-05-01", []), ("2025-06-01", [3]), ("2026-06-01", [3, 8])]
)
def test_rules_that_nobody_verified_for_a_year(today, lines):
    found = stale_rules(parse_rules(STALE, file="a.yaml"), dt.date.fromisoformat(today))
    assert [one.line for one in found] == lines


def test_warnings_leave_the_status(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_text(STALE, encoding="utf-8")
    answer = clean("rules", "check", file, "--today", "2026-06-01")
    assert answer.status == 0, answer.out
    assert (
        f"warning: {file}:3: quay.example: verified on 2024-05-01, more than a year ago; "
        in answer.err
    )


def record(outlet, *rules, flags=()):
    return {"outlet": outlet, "removed": [{"rule": one} for one in rules], "flags": list(flags)}


def test_hits_and_silent_rules():
    rules = parse_rules("""version: 1
general:
  "*":
    phrases: {nav: [Top]}
    rules:
      - {id: ad, category: ad, pattern: '^Ad:', removes: ['Ad: x'], keeps: [Oars of old]}
      - {id: by, category: byline, pattern: '^By:', removes: ['By: x'], keeps: [Bys]}
      - {id: old, category: ad, pattern: '^Old:', removes: ['Old: x'], keeps: [Olds]}
      - {id: new, category: ad, pattern: '^New:', removes: ['New: x'], keeps: [News], status: trial}
outlets:
  quay.example: {name: Quay, phrases: {ad: [Oars]}}
  inland.example: {name: Inland, phrases: {ad: [Hay]}}
""")
    versions = [
        (
            7,
            [record("Quay", "general/ad", "general/ad", flags=["trial:general/new"]), record(None)],
        ),
        (6, [record("Quay", "general/phrases/nav")]),
    ]
    told = [(one.rule, one.hits, one.last) for one in rule_stats(versions, rules)]
    assert told == [
        ("general/ad", 2, 7),
        ("general/new", 1, 7),
        ("general/phrases/nav", 0, 6),
        ("general/old", 0, None),
        ("quay.example/phrases/ad", 0, None),
    ]


def test_the_command_counts_a_corpus(tmp_path):
    page, corpus = tmp_path / "a.txt", tmp_path / "corpus"
    page.write_text(
        "Ferry sold\n\nThe ferry was sold on Monday to a union of rowers, the master said.\n\nOars: 12\n",
        encoding="utf-8",
    )
    rules = tmp_path / "mine.yaml"
    rules.write_text(
        'version: 1\ngeneral: {"*": {rules: [{id: oars, category: ad, '
        "pattern: '^Oars:', removes: ['Oars: 1'], keeps: [Oars]}]}}\n",
        encoding="utf-8",
    )
    assert clean(page, "-o", corpus, "--rules", rules, "-q").status == 0
    answer = clean("rules", "stats", corpus, "--rules", rules)
    assert answer.status == 0
    assert any(
        line.split() == ["1", "0", "active", "general/oars"] for line in answer.out.splitlines()
    )
    assert "silent" in answer.err
    silent = clean("rules", "stats", corpus, "--rules", rules, "--silent")
    assert "general/oars" not in silent.out
    more = tmp_path / "more.yaml"
    more.write_text(
        rules.read_text("utf-8")
        .replace("oars", "sold")
        .replace("Oars", "Ferry s")
        .replace("^Ferry s:", "^The ferry was")
        .replace("'Ferry s: 1'", "'The ferry was sold'"),
        encoding="utf-8",
    )
    tried = clean("rules", "try", more, corpus)
    assert tried.status == 0, tried.err
    assert "body" in tried.out
    assert "general/sold" in tried.out


def test_the_list_of_outlets_is_current():
    page = Path(__file__).parents[1] / "docs" / "outlets.md"
    assert page.read_text(encoding="utf-8") == outlets_table(load_rules()), (
        "run 'clean rules docs -o docs/outlets.md'"
    )


def test_the_page_of_outlets():
    text = outlets_table(parse_rules(STALE))
    assert text.endswith("| Quay | quay.example |  |  | 0 | 0 | 2 | active |\n")
