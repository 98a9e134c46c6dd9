"""End marks: what closes a story is told from its last sentence."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cleaner.text.end_marks import parse_end_mark
from cleaner.text.folding import fold

CASES = yaml.safe_load(
    (Path(__file__).parent / "cases" / "text" / "end_marks.yaml").read_text(encoding="utf-8")
)
NAMES = ("APA", "NTB", "Reuters", "SDA", "dpa")
AGENCIES = {fold(name): name for name in NAMES} | {"the associated press": "AP"}


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_cases(case):
    text, expect = case["input"], case.get("expect")
    mark = parse_end_mark(text, agencies=AGENCIES, language=case.get("language", "en"))
    if expect is None:
        assert mark is None
        return
    assert mark is not None
    assert mark.kind == expect["kind"]
    assert list(mark.agencies) == expect.get("agencies", [])
    assert list(mark.people) == expect.get("people", [])
    assert text[mark.start :] == expect.get("tail", text)


@given(st.text(max_size=2000), st.sampled_from(["en", "de", "xx", None]))
def test_any_text_is_answered(text, language):
    mark = parse_end_mark(text, agencies=AGENCIES, language=language)
    assert mark is None or 0 <= mark.start < len(text)


@pytest.mark.parametrize(
    "text", ["(" * 2000, ". (" * 700, "Reporting by " * 150, "A " * 1000, "; " * 1000, "©" * 2000]
)
def test_hostile_lines_take_bounded_time(text):
    parse_end_mark("End", agencies=AGENCIES, language="en")
    start = time.process_time()
    parse_end_mark(text, agencies=AGENCIES, language="en")
    parse_end_mark(text[:400], agencies=AGENCIES, language="en")
    assert time.process_time() - start < 0.1
