"""The language of a text: by its script, then its function words; in doubt, langdetect too."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from cleaner.text.scripts import letters_by_script
from cleaner.text.second_opinion import detect

_TABLE = Path(__file__).parent / "tables" / "function_words.tsv"

SAMPLE = 4000
"""Characters looked at; more of them do not change the answer."""

_MIN_LETTERS = 12
_MIN_SCORE = 1.6
_SURE_SCORE = 5.0
_SURE_RATIO = 1.35
_DOUBT_RATIO = 1.12
_DETECTOR_LETTERS = 60
_ONE_SCRIPT = 0.6

_TWINS = {"id": "ms"}
"""Languages that langdetect knows, and the neighbour that it takes for them."""

_MARKED = 1500
_NON_ASCII_RE = re.compile("[^\x00-\x7f]")

Origin = Literal["script", "words", "detector"]

_BY_SCRIPT = {
    "hangul": "ko",
    "kana": "ja",
    "han": "zh",
    "thai": "th",
    "greek": "el",
    "georgian": "ka",
    "armenian": "hy",
    "bengali": "bn",
    "tamil": "ta",
    "telugu": "te",
    "kannada": "kn",
    "malayalam": "ml",
    "gujarati": "gu",
    "gurmukhi": "pa",
    "oriya": "or",
    "sinhala": "si",
    "khmer": "km",
    "lao": "lo",
    "burmese": "my",
    "ethiopic": "am",
    "tibetan": "bo",
}
"""Scripts that one language of news writes, and that language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageGuess:
    """What a text's language seems to be.

    Attributes:
        language: BCP 47, without script or region; None when the text does not tell.
        sure: whether it may be used without further evidence.
        origin: what it rests on.
    """

    language: str | None
    sure: bool = False
    origin: Origin = "words"


def guess_language(text: str, *, declared: str | None = None) -> LanguageGuess:
    """The language of the text, from its first 4,000 characters; the same answer in every run.

    Args:
        text: a document's text or a paragraph; single lines seldom say enough.
        declared: BCP 47 tag that the page or the outlet states; it settles what the text
            leaves open between two languages, and never overrules it.

    Source: of the method, stop-word counting as in Grefenstette (1995), "Comparing two language
    identification schemes"; langdetect for the second opinion.

    >>> guess_language("Der Minister sagte, dass die Gespräche noch nicht am Ende sind und"
    ...                " dass man über einen neuen Termin spricht.")
    LanguageGuess(language='de', sure=True, origin='words')
    >>> guess_language("1 min read").language is None
    True
    """
    sample = text[:SAMPLE]
    letters = letters_by_script(sample)
    total = sum(letters.values())
    if total < _MIN_LETTERS and not _dense(letters):
        return LanguageGuess(language=None, origin="script")
    script = max(letters, key=lambda one: letters[one])
    if letters[script] < _ONE_SCRIPT * total and not _japanese(letters):
        return LanguageGuess(language=None, origin="script")
    if script in ("han", "kana") or _japanese(letters):
        return _east_asian(letters)
    if script in _BY_SCRIPT:
        return LanguageGuess(language=_BY_SCRIPT[script], sure=True, origin="script")
    return _by_words(sample, script, letters[script], declared)


def _dense(letters: Counter[str]) -> bool:
    """Whether the letters are of a kind of which few say much."""
    return letters["han"] + letters["kana"] + letters["hangul"] >= 6


def _japanese(letters: Counter[str]) -> bool:
    east_asian = letters["kana"] + letters["han"]
    return letters["kana"] >= 0.1 * east_asian and east_asian >= _ONE_SCRIPT * letters.total()


def _east_asian(letters: Counter[str]) -> LanguageGuess:
    if _japanese(letters):
        return LanguageGuess(language="ja", sure=letters["kana"] >= 4, origin="script")
    # a short line without kana may still be Japanese
    return LanguageGuess(language="zh", sure=letters["han"] >= 40, origin="script")


def _by_words(sample: str, script: str, letters: int, declared: str | None) -> LanguageGuess:
    scores = _scores(sample, script)
    ranked = sorted(scores, key=lambda one: (-scores[one], one))
    if not ranked or scores[ranked[0]] < _MIN_SCORE:
        return _second_opinion(sample, script, letters, ranked[:1], scores)
    best = ranked[0]
    ratio = scores[best] / scores[ranked[1]] if len(ranked) > 1 else 99.0
    if ratio >= _SURE_RATIO:
        return LanguageGuess(language=best, sure=scores[best] >= _SURE_SCORE)
    base = (declared or "").partition("-")[0].lower()
    if scores.get(base, 0.0) * _SURE_RATIO > scores[best]:
        return LanguageGuess(language=base, sure=scores[base] >= _SURE_SCORE)
    guess = _second_opinion(sample, script, letters, ranked[:3], scores)
    if guess.language is None and ratio >= _DOUBT_RATIO:
        return LanguageGuess(language=best)
    return guess


def _second_opinion(
    sample: str, script: str, letters: int, candidates: list[str], scores: dict[str, float]
) -> LanguageGuess:
    """Langdetect's answer, if it is one of the candidates and there is enough to go by."""
    if letters < _DETECTOR_LETTERS or not candidates:
        return LanguageGuess(language=None)
    language = detect(sample)
    if language not in candidates or script not in _scripts_of(language):
        return LanguageGuess(language=None)
    twin = scores.get(_TWINS.get(language, ""), 0.0)
    if twin * _DOUBT_RATIO > scores[language]:
        return LanguageGuess(language=None)
    return LanguageGuess(language=language, origin="detector")


def _scores(sample: str, script: str) -> dict[str, float]:
    """A score for each language of the script: its words and letters in the sample, by rarity."""
    words, marks = _features(script)
    text = sample.lower().replace("’", "'")
    scores: dict[str, float] = {}
    # in the order of the text, not of a set: sums of floats must be the same in every process
    for word, count in Counter(filter(words.__contains__, text.split())).items():
        for language, share in words[word]:
            scores[language] = scores.get(language, 0.0) + count * share
    for letter, count in Counter(_NON_ASCII_RE.findall(text[:_MARKED])).items():
        for language, share in marks.get(letter, ()):
            scores[language] = scores.get(language, 0.0) + min(count, 20) * share
    return scores


Features = dict[str, tuple[tuple[str, float], ...]]


@cache
def _features(script: str) -> tuple[Features, Features]:
    """Words and letters of the languages of a script, with the share that each language gets."""
    words: dict[str, set[str]] = {}
    marks: dict[str, set[str]] = {}
    for language, own_words, own_marks in _rows(script):
        for word in own_words:
            words.setdefault(word, set()).add(language)
        for mark in own_marks:
            marks.setdefault(mark, set()).add(language)
    return _shared(words, 1.0), _shared(marks, 0.5)


def _shared(features: dict[str, set[str]], weight: float) -> Features:
    return {
        feature: tuple((one, weight / len(languages)) for one in sorted(languages))
        for feature, languages in features.items()
    }


def _rows(script: str) -> list[tuple[str, list[str], list[str]]]:
    rows = []
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        language, written, rest = line.split("\t")
        if written == script:
            words, _, marks = rest.partition("|")
            rows.append((language, words.split(), marks.split()))
    return rows


@cache
def _scripts_of(language: str) -> frozenset[str]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("\t")[1] for line in lines if line.startswith(f"{language}\t"))


@cache
def is_latin(language: str) -> bool:
    """Whether the language is written in Latin letters, in one of its forms or as far as known.

    >>> is_latin("id"), is_latin("sr"), is_latin("hi"), is_latin("ko")
    (True, True, False, False)
    """
    if language in _BY_SCRIPT.values():
        return False
    scripts = _scripts_of(language)
    return not scripts or "latin" in scripts
