"""Stamps of a line: every order and calendar of the press, and no sentence."""

from __future__ import annotations

import re
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cleaner.text.bylines import parse_byline
from cleaner.text.clocks import find_clock, is_ticker
from cleaner.text.dates.calendars import solar_hijri
from cleaner.text.dates.chars import has_digit
from cleaner.text.stamps import Kind, Stamp, find_stamps

FOLDER = Path(__file__).parent / "cases" / "text"
LANGUAGES = [
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "az", "ar", "fa", "he", "hi",
    "zh", "ja", "ko", "vi", "id", "sv", "nb", "da", "fi", "el", "cs", "ro", "hu", "th",
]  # fmt: skip
PIECES = st.sampled_from(
    [
        "22", "11", "2021", "1400", "2564", "14:31", "9h06", "/", ".", "-", ",", "|", ":", "(", ")",
        "+", "Nov.", "November", "марта", "年", "月", "日", "令和", "元", "GMT", "am", "p.m.",
        "UTC+3", "Updated", "published:", "vor", "2", "ago", "Stunden", "há", "前", "T", "Z", "'",
        "th", "22.11.21", "31/12/1999", "ساعت", "نوفمبر", "Mon", "Friday", "by", "記者",
    ]
)  # fmt: skip
ANY_LINE = st.one_of(
    st.text(max_size=300),
    st.lists(PIECES, max_size=14).map(" ".join),
    st.lists(PIECES, max_size=14).map("".join),
)


def cases(name: str) -> list[object]:
    rows = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return [
        pytest.param(
            row,
            id=row["label"],
            marks=pytest.mark.xfail(strict=True) if row["kind"] == "known_failure" else (),
        )
        for row in rows
    ]


def shown(stamp: Stamp) -> str:
    value = "~" if stamp.relative else stamp.value or " or ".join(stamp.readings) or "?"
    return f"{value} {stamp.kind}"


@pytest.mark.parametrize("case", cases("stamps"))
def test_stamps(case):
    found = find_stamps(case["input"], language=case["language"], order=case.get("order"))
    assert (found and [shown(stamp) for stamp in found.items]) == case["expect"]
    assert (found.rest if found else "") == case.get("rest", "")


PROSE = yaml.safe_load((FOLDER / "stamp_prose.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("language", "text"), [(lang, t) for lang, ts in PROSE.items() for t in ts]
)
@pytest.mark.parametrize("known", [True, False], ids=["language", "any"])
def test_no_sentence_is_a_stamp(language, text, known):
    language = language if known else None
    assert find_stamps(text, language=language) is None
    assert find_clock(text, language=language) is None
    assert parse_byline(text, language=language, agencies={}) is None
    assert not is_ticker(text)


@given(ANY_LINE, st.sampled_from([*LANGUAGES, None, "xx", "en-GB"]))
def test_a_value_is_a_real_day_of_the_web(text, language):
    found = find_stamps(text, language=language)
    for stamp in found.items if found else ():
        assert 0 <= stamp.start < stamp.end <= len(text)
        assert stamp.value is None or (not stamp.readings and not stamp.relative)
        for value in (*stamp.readings, *([stamp.value] if stamp.value else ())):
            assert re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?", value), (
                value
            )
            datetime.fromisoformat(value)
            assert 1990 <= int(value[:4]) < 2200


@given(ANY_LINE, st.sampled_from([*LANGUAGES, None]))
def test_nothing_of_the_line_is_lost_or_made_up(text, language):
    found = find_stamps(text, language=language)
    for piece in found.rest.split(" | ") if found and found.rest else ():
        assert piece in text


@given(st.dates(date(1990, 3, 21), date(2190, 1, 1)))
def test_persian_days_follow_each_other(day):
    """The day after a Persian day is the next Gregorian day: no gap, no overlap, over 200 years."""
    year = day.year - 621 - (day < date(day.year, 3, 25))
    days = [
        found
        for of in (year - 1, year, year + 1)
        for month in range(1, 13)
        for number in range(1, 32)
        if (found := solar_hijri(of, month, number)) is not None
    ]
    assert days == sorted(set(days))
    if days[0] <= day <= days[-1]:
        assert days[(day - days[0]) // timedelta(1)] == day


@given(st.dates(date(1990, 1, 1), date(2049, 12, 31)), st.sampled_from(LANGUAGES))
def test_numbers_with_the_year_first_are_read_in_every_language(day, language):
    found = find_stamps(f"{day:%Y-%m-%d} 07:05", language=language)
    assert found is not None
    assert found.items[0].value == f"{day.isoformat()}T07:05"


@given(st.dates(date(1990, 1, 1), date(2049, 12, 31)))
def test_english_never_settles_what_it_cannot(day):
    found = find_stamps(f"{day:%d/%m/%Y}", language="en")
    assert found is not None
    stamp = found.items[0]
    if day.day > 12 or day.day == day.month:
        assert stamp.value == day.isoformat()
    else:
        assert stamp.value is None
        assert day.isoformat() in stamp.readings
        assert len(stamp.readings) == 2


def test_the_words_of_the_rules_count():
    text = "Frisch gemacht 22.11.2021"
    assert find_stamps(text, language="de") is None
    found = find_stamps(
        "Aufgefrischt: 22.11.2021",
        language="de",
        words=lambda kind: frozenset({"aufgefrischt"} if kind == "updated" else ()),
    )
    assert found is not None
    assert found.items[0].kind is Kind.UPDATED
    assert not found.rest


@pytest.mark.parametrize(
    "char", ["1", "1.", "a 1 ", "11/", "(", "Nov ", "年1", " | ", "22.11.2021 "]
)
def test_long_lines_end_soon(char):
    line = (char * 2000)[:2000]
    assert find_stamps(line, language=None) is None
    assert parse_byline(line, language=None, agencies={}) is None
    find_stamps(line[:240], language=None)
    find_clock(line, language=None)
    is_ticker(line)


def test_a_digit_is_what_python_calls_one() -> None:
    """The pattern names the digits beyond decimals one by one; newer Unicode may bring more."""
    wrong = [
        code
        for code in range(sys.maxunicode + 1)
        if chr(code).isdigit() and not has_digit(chr(code))
    ]
    assert not wrong
    assert not any(has_digit(char) for char in "axяא中½Ⅳ-. ")
