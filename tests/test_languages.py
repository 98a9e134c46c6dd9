"""Languages: some seventy of them, the neighbours apart, and nothing said where little is known."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cleaner.text import second_opinion
from cleaner.text.languages import LanguageGuess, guess_language
from cleaner.text.scripts import letters_by_script
from cleaner.text.second_opinion import detect

CASES = yaml.safe_load(
    (Path(__file__).parent / "cases" / "text" / "languages.yaml").read_text(encoding="utf-8")
)
ENGLISH = next(case["input"] for case in CASES if case["label"] == "en")


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_cases(case):
    guess = guess_language(case["input"])
    assert guess.language == case["expect"]
    if case["expect"] is not None and case.get("sure", True):
        assert guess.sure


def test_a_declared_language_settles_what_the_text_leaves_open():
    text = (
        "Ministri su rekli da su za to i da je to sve, a da će on biti u gradu "
        "kada bude više novca. Od toga nije ništa, ali se može još "
        "čuti kako su bili na putu do mora."
    )
    assert guess_language(text, declared="bs-BA").language == "bs"
    assert guess_language(text, declared="hr").language == "hr"


def test_a_declared_language_does_not_overrule_the_text():
    assert guess_language(ENGLISH, declared="de").language == "en"
    assert guess_language(ENGLISH, declared="x-nonsense").language == "en"


def test_a_name_in_another_script_changes_nothing():
    assert guess_language(f"{ENGLISH} (Баку, 北京)") == guess_language(ENGLISH)


def test_the_same_in_another_process():
    text = "Ministrene sier at det er over for i dag og at de vil"
    code = f"from cleaner.text.languages import guess_language; print(guess_language({text!r}))"
    answers = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        for _ in range(2)
    }
    assert answers == {str(guess_language(text))}


def test_the_second_opinion_is_the_same_in_several_threads():
    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(detect, [ENGLISH] * 16)) == {"en"}
    assert detect("12345 67890") is None


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "Regeringen vil fremlægge sit forslag i morgen, siger ministeren til avisen.",
        "Regjeringen vil legge fram forslaget i morgen, sier ministeren til avisa.",
        "Pemerintah akan mengumumkan keputusan itu besok pagi di Jakarta, kata menteri.",
        "Председатель сказал ABC, что заседание отложено до понедельника.",
        "Chính phủ sẽ công bố quyết định vào ngày mai tại Hà Nội.",
        "市議会は火曜日、新しい図書館の予算案を可決した。 NHK https://example.org/news",
        "ABCdef GHI Jkl mNO jane@example.org",
        "xx yy",
    ],
)
def test_the_second_opinion_is_that_of_langdetect(text):
    factory = second_opinion._make_factory()
    theirs = factory.create()
    theirs.append(text)
    assert second_opinion.detect(text) == second_opinion._NAMES.get(
        theirs.detect(), theirs.detect()
    )


def test_plain_text_does_not_need_the_second_opinion():
    code = (
        "import sys; from cleaner.text.languages import guess_language; "
        f"guess_language({ENGLISH!r}); print('langdetect' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_scripts():
    assert letters_by_script("Baku Баку 바쿠 バクー 巴库 باكو") == {
        "latin": 4, "cyrillic": 4, "hangul": 2, "kana": 3, "han": 2, "arabic": 4,
    }  # fmt: skip


@given(st.text(max_size=2000))
def test_any_text_is_answered(text):
    guess = guess_language(text)
    assert isinstance(guess, LanguageGuess)
    assert guess == guess_language(text)
    assert guess.language is not None or not guess.sure
