"""Datelines: every form that was seen, and the prose that looks like one and must stay whole."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.text.dateline_days import month_number
from cleaner.text.dateline_places import name_places, usual_case
from cleaner.text.datelines import parse_dateline, parse_tail_dateline
from cleaner.text.folding import fold

CASES = yaml.safe_load(
    (Path(__file__).parent / "cases" / "text" / "datelines.yaml").read_text(encoding="utf-8")
)
WIRES = {
    "AFP": ["Agence France-Presse"],
    "ANSA": [],
    "AP": ["Associated Press"],
    "AZERTAC": [],
    "Anadolu Agency": ["AA", "Anadolu"],
    "Belga": [],
    "CNA": [],
    "EFE": [],
    "ISNA": ["ایسنا"],
    "Kyodo": ["共同"],
    "Lusa": [],
    "NTB": [],
    "PAP": [],
    "Petra": [],
    "RIA Novosti": ["РИА Новости"],
    "Reuters": ["ロイター", "رويترز"],
    "TASS": ["ТАСС"],
    "Télam": [],
    "UPI": [],
    "VNA": ["TTXVN"],
    "Xinhua": ["新华社"],
    "Yonhap": ["연합뉴스"],
    "dpa": [],
}
AGENCIES = {fold(one): name for name, others in WIRES.items() for one in [name, *others]}


def parse(case):
    return parse_dateline(
        case["input"],
        agencies=AGENCIES,
        language=case.get("language", "en"),
        own_line=case.get("own_line", False),
        site_uses_datelines=case.get("site", False),
    )


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_cases(case):
    found = parse(case)
    expect = case.get("expect")
    if expect is None:
        assert found is None or not found.certain
        return
    assert found is not None
    assert found.certain
    dateline = found.dateline
    assert dateline.raw == expect["raw"]
    assert list(dateline.places) == expect["places"]
    assert dateline.country == expect.get("country")
    assert dateline.agency == expect.get("agency")
    assert dateline.date == expect.get("date")
    assert list(found.ambiguous) == expect.get("ambiguous", [])
    rest = case["input"][found.end :]
    assert rest.startswith(expect["rest"]) if expect["rest"] else rest == ""
    assert (dateline.raw + rest).replace(" ", "") == case["input"].replace(" ", "")


@pytest.mark.parametrize("case", [one for one in CASES if one.get("expect")])
def test_what_is_left_has_no_further_dateline(case):
    found = parse(case)
    rest = case["input"][found.end :]
    again = parse_dateline(rest, agencies=AGENCIES, language=case.get("language", "en"))
    assert again is None or not again.certain


def test_a_dateline_at_the_end_of_a_japanese_text():
    text = "協議は来月も続くという。【エルサレム山田花子、カイロ鈴木一郎】"
    found = parse_tail_dateline(text, agencies=AGENCIES, language="ja")
    assert text[: found.end] == "協議は来月も続くという。"
    assert found.dateline.raw == "【エルサレム山田花子、カイロ鈴木一郎】"
    assert found.dateline.places == ("エルサレム", "カイロ")


@pytest.mark.parametrize(
    "text",
    [
        "協議は続く。【写真】",
        "顔ぶれは次の通り。【東京都知事選】",
        "協議は続く。【関連記事】",
        "【ソウル】",
        "",
    ],
)
def test_other_brackets_at_the_end_stay(text):
    assert parse_tail_dateline(text, agencies=AGENCIES, language="ja") is None


def test_a_doubtful_one_is_reported_with_its_evidence():
    found = parse_dateline(
        "Leipzig: Hier begann im Mai vor Jahren eine lange Geschichte.", agencies={}, language="de"
    )
    assert not found.certain
    assert found.evidence == ("place",)


@pytest.mark.parametrize(
    ("printed", "language", "usual"),
    [
        ("RIO DE JANEIRO", "en", "Rio de Janeiro"),
        ("PORT-AU-PRINCE", "en", "Port-au-Prince"),
        ("N'DJAMENA", "en", "N'Djamena"),
        ("DIYARBAKIR", "tr", "Diyarbakır"),
        ("ΑΘΗΝΑ", "el", "Αθηνα"),
        ("LA PAZ", "es", "La Paz"),
        ("WASHINGTON D.C.", "en", "Washington D.C."),
        ("NEW York", "en", "New York"),
        ("The Hague", "en", "The Hague"),
        ("東京", "ja", "東京"),
    ],
)
def test_usual_case(printed, language, usual):
    assert usual_case(printed, language) == usual


def test_countries_that_differ_settle_nothing():
    assert name_places(("London", "Tehran"), None, "en").country is None


def test_months_of_another_language_do_not_count():
    assert month_number("pro", "en") is None
    assert month_number("листопада", "uk") == 11
    assert month_number("listopada", "hr") == 10
    assert month_number("listopada", "pl") == 11


PIECES = st.sampled_from(
    [case["input"][:60] for case in CASES]
    + [
        "(",
        ")",
        "/",
        " — ",
        " - ",
        ": ",
        ". ",
        "--",
        "【",
        "】",
        "＝",
        "电",
        "BAKU",
        "5 May",
        "AP",
        "i̇",
        "\ud800",
    ]
)


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=2000), st.lists(PIECES, max_size=12).map("".join)), st.booleans())
def test_any_text_is_answered(text, own_line):
    found = parse_dateline(text, agencies=AGENCIES, language=None, own_line=own_line)
    if found is not None:
        assert 0 < found.end <= len(text)
        assert text.startswith(found.dateline.raw)
        assert len(found.dateline.raw) <= 200
    tail = parse_tail_dateline(text, agencies=AGENCIES, language="ja")
    assert tail is None or 0 < tail.end < len(text)


@pytest.mark.parametrize(
    "text",
    ["(" * 2000, "/" * 2000, "A-" * 1000, ", " * 1000, "A. " * 700, "(A)" * 700, "BAKU/" * 400,
     " - " * 700, "5 " * 1000, "1月" * 1000, "社" * 2000, "【" * 2000, "AP/" * 700],
)  # fmt: skip
def test_hostile_lines_take_bounded_time(text):
    parse_dateline("BAKU", agencies=AGENCIES, language="en", own_line=True)
    start = time.process_time()
    parse_dateline(text, agencies=AGENCIES, language="en", own_line=True)
    parse_tail_dateline(text, agencies=AGENCIES, language="en")
    assert time.process_time() - start < 0.1
