"""Normalisation: each repair counted, nothing else touched, ftfy's own answer for less."""

from __future__ import annotations

import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleaner.text.mojibake import fix_encoding, fix_encoding_ungated
from cleaner.text.normalise import normalise

CASES = yaml.safe_load(
    (Path(__file__).parent / "cases" / "text" / "normalise.yaml").read_text(encoding="utf-8")
)

SENTENCES = (
    "Azerbaijan’s customs department said it was “guided by principles”.",
    "Der Außenminister sprach über die „Lage“ – und schwieg.",
    "Le président a déclaré : « c’était à l’œuvre », à Nîmes…",
    "El señor Núñez habló ¿cuándo? en Córdoba; ¡qué día!",
    "A decisão não foi já anunciada pela comissão: «ação».",
    "Dışişleri Bakanı İstanbul'da görüştü, şöyle dedi.",
    "Ədliyyə naziri Bakıda çıxış etdi.",
    "Łódź: żółć i gęślą jaźń, „śledztwo”.",
    "Příliš žluťoučký kůň úpěl ďábelské ódy.",
    "Árvíztűrő tükörfúrógép.",
    "Министр заявил: «переговоры продолжатся» — в среду.",
    "Міністр заявив про це у Києві, їхня зустріч – ґрунтовна.",
    "Ο υπουργός δήλωσε «ναι» στην Αθήνα — χθες.",
    "وقال الوزير إن المحادثات مستمرة.",
    "او می‌خواهد به تهران برود.",
    "השר אמר “כן” בירושלים.",
    "मंत्री ने कहा कि वार्ता जारी है।",
    "部长说：“会谈将继续”。",
    "大臣は「協議を続ける」と述べた。",
    "장관은 “협의를 계속한다”고 말했다.",
    "Bộ trưởng nói rằng cuộc đàm phán sẽ tiếp tục.",
    "Naïve façade, coöperate; 20 °C, 5 × 3, ½, £3, €4, ¥5, 3²",
)
ENCODINGS = (
    "latin-1",
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1257",
    "iso-8859-2",
    "mac-roman",
    "cp437",
)


def broken(sentence: str, encoding: str, times: int) -> str:
    for _ in range(times):
        sentence = sentence.encode("utf-8", "ignore").decode(encoding, "replace")
    return sentence


MOJIBAKE = st.builds(
    broken, st.sampled_from(SENTENCES), st.sampled_from(ENCODINGS), st.integers(1, 2)
)
SCRAPS = st.text(
    st.sampled_from(
        "aé ÃÂŒœ©®°€™“”‘’«»…–—\xa0\xad\x85\x92çîЂвЂРСГЎßïâãåæðñІЇґЯяαβγΒΞΟάώØÙظ"
        "中の한&;#\u200b\u200c\u200d\ufeff½²×±√≈‚Äģķāţő?\ufffd\x1a"
    ),
    max_size=12,
)
LINES = st.one_of(
    st.text(max_size=60),
    MOJIBAKE,
    SCRAPS,
    st.builds("".join, st.lists(st.one_of(MOJIBAKE, SCRAPS), max_size=3)),
)


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_cases(case):
    text, repairs = normalise(case["input"])
    assert text == case["expect"]["text"]
    assert {one.name: one.count for one in repairs} == case["expect"].get("repairs", {})


@settings(max_examples=400)
@given(LINES)
@example("Ã \u200b©")
@example("&am&#112;;&amp;amp;lt;")
def test_twice_is_once(line):
    text, _ = normalise(line)
    assert normalise(text) == (text, ())


@settings(max_examples=600)
@given(LINES)
@example("œ")
@example("Rœ ")
@example("Ã ")
@example("вЂ")
@example("ГўВЂВ.")
def test_the_gate_hides_nothing_from_ftfy(line):
    assert fix_encoding(line) == fix_encoding_ungated(line)


@given(LINES)
def test_a_normal_line_is_composed_visible_and_single_spaced(line):
    text, repairs = normalise(line)
    assert unicodedata.is_normalized("NFC", text)
    assert "  " not in text
    assert text == text.strip()
    categories = {unicodedata.category(char) for char in text if char not in "\u200c\u200d"}
    assert not categories & {"Cc", "Cs", "Zl", "Zp"}
    assert (repairs == ()) == (text == line)


@given(st.text(st.characters(max_codepoint=126, min_codepoint=33).filter(lambda char: char != "&")))
def test_plain_ascii_stays(line):
    assert normalise(line) == (line, ())


@pytest.mark.parametrize(
    "line",
    [
        "&amp;" * 20_000 + "lt;",
        "&a" * 20_000 + "&#8203;mp;" * 20_000,
        "&#38;" * 30_000,
        "\u200c" * 100_000,
        "Ã" * 50_000 + "\u200b" * 50_000,
        " \xa0" * 50_000,
        "\x1b[" * 50_000,
        "e" + "\u0301" * 100_000,
    ],
    ids=["escaped", "nested", "numeric", "joiners", "mojibake", "spaces", "escapes", "accents"],
)
def test_hostile_lines_take_bounded_time(line):
    start = time.process_time()
    normalise(line)
    assert time.process_time() - start < 3


def test_importing_it_does_not_import_ftfy():
    code = (
        "import sys, cleaner.text.normalise as n; "
        "n.normalise('“a” – é'); print('ftfy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
