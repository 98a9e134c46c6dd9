"""A stranger's file with every mistake: one run names all of them, each with line and remedy."""

import pytest

from cleaner.errors import RulesError
from cleaner.rules import load_rules

FILE = r"""version: 1
outlet: {}
outlets:
  www.quay.example:
    name: Quay
  inland.example:
    name: Inland
    name: Inland Post
    country: UK
    language: english
    uses: [no-such-template]
    fingerprints: [{text: Inland Post, decisive: no}]
    html: {content: ["div[", "//div"], drop: {adverts: [".ad"]}, fields: {titel: h1}}
    phrases:
      nav: [no, 12:30, ""]
    rules:
      - {id: empty, category: ad, pattern: '', removes: [x], keeps: [y]}
      - {id: always, category: ad, pattern: '.*', removes: [x], keeps: [y]}
      - {id: ahead, category: ad, pattern: '^Ad(?=s)', removes: [Ads], keeps: [y]}
      - {id: no-cases, category: ad, pattern: '^Ad'}
      - {id: takes-keeps, category: ad, pattern: '^Ad', removes: [Ad x], keeps: [Ad y]}
      - {id: leaves-removes, category: ad, pattern: '^Ad', removes: [Bad], keeps: [y]}
      - {id: twice, category: ad, pattern: '^Tw', removes: [Two], keeps: [y]}
      - {id: twice, category: ad, pattern: '^Tw', removes: [Two], keeps: [y]}
      - {id: Wrong_Id, category: ad, pattern: '^Ad', removes: [Ad], keeps: [y]}
      - {id: unknown, category: advert, patern: '^Ad', removes: [Ad], keeps: [y]}
      - {id: days, category: ad, pattern: '^Ad', removes: [Ad], keeps: [y],
         since: 2020-01-01, until: 2019-01-01}
      - {id: status, category: ad, pattern: '^Ad', removes: [Ad], keeps: [y], status: tried}
disable: [nowhere.example/x]
"""
LINES = (2, 4, 8, 9, 10, 11, 12, 13, 15, 17, 18, 19, 20, 21, 22, 24, 25, 26, 28, 29, 30)


def test_all_mistakes_are_named_at_once(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text(FILE, encoding="utf-8")
    with pytest.raises(RulesError) as raised:
        load_rules(file)
    problems = raised.value.problems
    assert {one.line for one in problems} == set(LINES)
    assert all(one.remedy for one in problems)
