"""What `clean rules check` says beside mistakes: parts that change nothing, prose that is taken."""

import datetime as dt

import pytest
from command import clean

from cleaner.rules import load_rules, parse_rules
from cleaner.rules.packaged import protected_files
from cleaner.workbench.prose import read_prose, taken_prose
from cleaner.workbench.redundant import redundant_parts
from cleaner.workbench.stale import stale_rules

GENERAL = """version: 1
general:
  "*":
    phrases: {share: [Share this]}
  en:
    phrases: {nav: [Top stories, {text: Sport, zone: head}]}
    rules:
      - {id: ads, category: ad, pattern: '^Adverts', removes: [Adverts], keeps: [x]}
      - {id: shy, category: ad, pattern: '^Ads', zone: tail, removes: [Ads], keeps: [x]}
outlets:
  a.com:
    name: A
    language: en
"""


def redundant(entry: str) -> list[str]:
    found = redundant_parts(parse_rules(GENERAL + entry, file="a.yaml"))
    assert all(one.remedy and one.line == 14 for one in found)
    return [one.what for one in found]


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ("phrases: {share: [SHARE  this]}", "'SHARE  this' is taken by general/phrases/share"),
        ("phrases: {nav: [top stories]}", "'top stories' is taken by general.en/phrases/nav"),
        ("phrases: {ad: [Adverts here]}", "'Adverts here' is taken by general.en/ads"),
        ("phrases: {nav: [{text: Sport, zone: head}]}", "general.en/phrases/nav"),
        (
            "rules: [{id: b, category: ad, pattern: '^Adverts? of', removes: [Adverts of A], keeps: [x]}]",
            "a.com/b: general.en/ads takes all its removes anyway",
        ),
    ],
)
def test_what_general_rules_take_anyway(entry, what):
    (found,) = redundant(f"    {entry}\n")
    assert what in found


@pytest.mark.parametrize(
    "entry",
    [
        "phrases: {nav: [Share this]}",  # another category
        "phrases: {nav: [Sport]}",  # general in the head alone
        "phrases: {ad: [Ads]}",  # general in the tail alone
        "phrases: {share: [Share that]}",
        "phrases: {body: [Share this]}",
        "phrases: {share: [{text: Share this, status: proposed}]}",
        "rules: [{id: b, category: ad, pattern: '^Ad', removes: [Adverts, Ad of], keeps: [x]}]",
        "rules: [{id: b, category: ad, pattern: '^Adverts', scope: tail, removes: [Adverts], keeps: [x]}]",
    ],
)
def test_what_is_needed(entry):
    assert redundant(f"    {entry}\n") == []


def test_general_rules_of_other_languages_take_nothing():
    text = GENERAL.replace("language: en", "language: de") + "    phrases: {nav: [top stories]}\n"
    assert redundant_parts(parse_rules(text)) == ()


PROSE = {
    "en": read_prose("# remark\nAdverts are read by few.\n# edge: crossheads\nTop stories\nSport\n")
}


def test_prose_that_is_taken():
    found = taken_prose(parse_rules(GENERAL, file="a.yaml"), PROSE)
    assert [str(one) for one in found] == [
        (
            "a.yaml:6: general.en/phrases/nav: takes protected prose: 'Top stories'; "
            "make it narrower, or give it a zone"
        ),
        "a.yaml:8: general.en/ads: takes protected prose: 'Adverts are read by few.'; make it narrower",
    ]


def test_prose_of_other_languages_is_met_by_what_speaks_all():
    text = GENERAL + "    phrases: {nav: [Nur so]}\n  b.com: {name: B, phrases: {nav: [Nur so]}}\n"
    found = taken_prose(parse_rules(text), {"de": read_prose("Nur so")})
    assert [one.what for one in found] == ["b.com/phrases/nav: takes protected prose: 'Nur so'"]


def test_packaged_rules_leave_protected_prose():
    prose = {language: read_prose(path.read_text("utf-8")) for path, language in protected_files()}
    assert len(prose) > 10
    assert taken_prose(load_rules(), prose) == ()


def test_check_tells_of_both(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text(
        """version: 1
outlets:
  a.com:
    name: A
    language: en
    phrases: {share: [Share this article]}
    rules:
      - id: b
        category: ad
        pattern: 'declined to comment'
        removes: ['We declined to comment']
        keeps: [x]
""",
        encoding="utf-8",
    )
    answer = clean("rules", "check", file)
    assert answer.status == 1
    assert f"{file}:8: a.com/b: takes protected prose" in answer.out
    assert any(line.startswith(f"warning: {file}:6: a.com/phrases/share") for line in answer.told)


def test_an_outlet_without_rules_has_an_age():
    text = "version: 1\noutlets: {a.com: {name: A, verified: 2019-01-01, phrases: {nav: [Top]}}}"
    (found,) = stale_rules(parse_rules(text), dt.date(2026, 1, 1))
    assert found.what == "a.com: verified on 2019-01-01, more than a year ago"
