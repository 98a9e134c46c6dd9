"""The check of rules against each other names the rule, the case and the place."""

from cleaner.rules import parse_rules
from cleaner.workbench import check_rules


def check(text):
    return [str(one) for one in check_rules(parse_rules(text, file="mine.yaml"))]


def test_rules_that_hold():
    assert check("version: 1\n") == []


def test_a_rule_takes_what_another_keeps():
    assert check("""version: 1
general:
  "*":
    rules:
      - {id: wide, category: ad, pattern: '^Adverts', removes: [Adverts], keeps: [Ads]}
  en:
    rules:
      - {id: shy, category: nav, pattern: '^Menu', removes: [Menu], keeps: [Adverts of 1900]}
""") == [
        (
            "mine.yaml:5: general/wide: takes a line that general.en/shy keeps: 'Adverts of 1900'; "
            "make it narrower, or correct the case"
        )
    ]


def test_sections_that_never_meet_may_differ():
    assert (
        check("""version: 1
general:
  de:
    rules:
      - {id: wide, category: ad, pattern: '^Adverts', removes: [Adverts], keeps: [Ads]}
  en:
    rules:
      - {id: shy, category: nav, pattern: '^Menu', removes: [Menu], keeps: [Adverts of 1900]}
outlets:
  a.com:
    name: A
    language: en
    rules: [{id: b, category: nav, pattern: '^Top', removes: [Top], keeps: [Adverts here]}]
  b.com:
    name: B
    language: en
    phrases: {nav: [Adverts here]}
""")
        == []
    )


def test_a_phrase_is_what_a_rule_keeps():
    assert check("""version: 1
general:
  "*":
    phrases: {nav: [Ads]}
    rules:
      - {id: wide, category: ad, pattern: '^Adverts', removes: [Adverts], keeps: [ads]}
""") == [
        (
            "mine.yaml:4: general/phrases/nav: takes a line that general/wide keeps: 'ads'; "
            "make it narrower, or correct the case"
        )
    ]


def test_a_protected_line_is_not_taken():
    assert check("""version: 1
general:
  "*":
    phrases: {nav: [Ads], body: [Ads]}
    rules:
      - {id: guard, category: body, pattern: '^Adverts of', removes: [Adverts of old], keeps: [x]}
      - {id: wide, category: ad, pattern: '^Adverts', removes: [Adverts], keeps: [x]}
      - {id: shy, category: nav, pattern: '^Menu', removes: [Menu], keeps: [Adverts of old]}
""") == [
        (
            "mine.yaml:4: general/phrases/body: 'Ads' stands twice, first in mine.yaml:4; "
            "keep one of them"
        )
    ]


def test_patterns_and_turns_given_twice():
    assert check("""version: 1
general:
  en:
    rules:
      - {id: one, category: ad, pattern: '^Adverts', removes: [Adverts], keeps: [x]}
      - {id: two, category: nav, pattern: '^Adverts by', removes: [Adverts by], keeps: [x]}
outlets:
  a.com:
    name: A
    rules: [{id: b, category: nav, pattern: '^Adverts', removes: [Adverts], keeps: [x]}]
""") == [
        (
            "mine.yaml:6: general.en/two: general.en/one takes all its removes before it; "
            "give it a case of its own, put it first, or take it out"
        ),
        "mine.yaml:10: a.com/b: has the pattern of general.en/one; keep one of them",
    ]
