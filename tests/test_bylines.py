"""Bylines, author strings, clocks and tickers: names of persons, and nothing that is none."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cleaner.text.bylines import Byline, clean_author, parse_byline
from cleaner.text.clocks import find_clock, is_ticker
from cleaner.text.names import is_introduced_name, is_person_name, tidy_name

FOLDER = Path(__file__).parent / "cases" / "text"
AGENCIES = {"associated press": "AP", "ap": "AP", "reuters": "Reuters", "afp": "AFP"}
LANGUAGES = st.sampled_from(["en", "de", "fr", "tr", "ar", "zh", "ja", "ko", "ru", None])
PIECES = st.sampled_from(
    [
        "By", "Von", "par", ",", "|", ";", "/", "-", "(", ")", "Jane", "DOE", "de", "Reuters",
        "staff", "writer", "a@b.co", "記者", "王小明", "기자", "김민수", "كتب", "محمد", "و",
        "22.11.2021", "in", "and", "@jane", "Kyiv", "Müller", "O'Neil", "J.", ":", "for",
    ]
)  # fmt: skip
ANY_LINE = st.one_of(
    st.text(max_size=2000),
    st.lists(PIECES, max_size=20).map(" ".join),
    st.lists(PIECES, max_size=20).map("".join),
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


def shown(byline: Byline) -> dict[str, object]:
    fields = {
        "authors": list(byline.authors),
        "agencies": list(byline.agencies),
        "stamped": byline.stamps is not None,
    }
    return {key: value for key, value in fields.items() if value} | {"certain": byline.certain}


@pytest.mark.parametrize("case", cases("bylines"))
def test_bylines(case):
    found = parse_byline(case["input"], language=case["language"], agencies=AGENCIES)
    assert (found and shown(found)) == case["expect"]


@pytest.mark.parametrize("case", cases("authors"))
def test_author_strings(case):
    found = clean_author(
        case["input"],
        outlet=case.get("outlet"),
        agencies=AGENCIES,
        language=case.get("language"),
    )
    assert list(found) == case["expect"]


@pytest.mark.parametrize("case", cases("clocks"))
def test_clocks(case):
    found = find_clock(case["input"], language=case["language"])
    assert (found and [found.value, found.certain]) == case["expect"]


@pytest.mark.parametrize("case", cases("tickers"))
def test_tickers(case):
    assert is_ticker(case["input"]) is case["expect"]


@given(ANY_LINE, LANGUAGES)
def test_authors_are_names_in_the_line(text, language):
    found = parse_byline(text, language=language, agencies=AGENCIES)
    names = found.authors if found else ()
    for name in (*names, *clean_author(text, outlet="Kyiv Post", agencies=AGENCIES)):
        assert not any(map(str.isdigit, name))
        assert "@" not in name
        assert len(name) <= 80
        assert is_introduced_name(name, language) or is_introduced_name(name, None)
    for name in names:
        assert all(word.casefold() in text.casefold() for word in name.split() if word.isascii())


@given(ANY_LINE, LANGUAGES)
def test_nothing_raises(text, language):
    find_clock(text, language=language)
    is_ticker(text)
    is_person_name(text, language)


@given(ANY_LINE)
def test_tidy_names_stay(text):
    assert tidy_name(tidy_name(text)) == tidy_name(text)
