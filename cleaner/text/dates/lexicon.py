"""What the words of a stamp mean, by language: one look-up built from the tables."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from cleaner.text.dates.chars import phrase_key

# Senses, one letter each, the stronger first where a word has several:
# M month, W weekday, L month of the Solar Hijri calendar, K of the lunar one, E era,
# a before noon, q after noon, v at night, m about noon, u update word, p publication word,
# Z zone, t "today",
# l label ("Date:", a publication word where a line begins with it), g glue ("at", "Uhr"),
# b by-word, c what stands beside stamps ("3 comments").
STRENGTH = "MWLKEaqvmupZtlgbc"
Senses = Mapping[str, frozenset[int]]
_WORD_LISTS = {
    "a": "am",
    "q": "pm",
    "v": "night",
    "m": "noon",
    "p": "published",
    "u": "updated",
    "t": "today",
    "l": "label",
    "g": "glue",
    "c": "noise",
}
LONGEST = 5
"""Words in the longest phrase of the tables."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The words of a language, then of English, then of all languages; one object a language.

    Attributes:
        senses: phrase → sense → numbers it may stand for (months, weekdays; else empty).
        lengths: first word of a phrase → word counts of the phrases that begin so, longest first.
        ago: `before#after` of relative times.
        dense: words of scripts without spaces, by first character, longest first.
    """

    senses: Mapping[str, Senses]
    lengths: Mapping[str, tuple[int, ...]]
    ago: frozenset[str]
    dense: Mapping[str, tuple[str, ...]]


def load_table(name: str) -> dict[str, Any]:
    """The bundled table `name`, as the JSON file holds it."""
    path = resources.files("cleaner.text") / "tables" / f"{name}.json"
    table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return table


@lru_cache(maxsize=512)
def base_language(language: str | None) -> str | None:
    """The primary subtag: `pt` of `pt-BR`; Norwegian and its Bokmål are one.

    >>> base_language("pt-BR"), base_language("no"), base_language(None)
    ('pt', 'nb', None)
    """
    base = (language or "").replace("_", "-").split("-")[0].lower()
    return {"no": "nb", "nn": "nb", "iw": "he", "in": "id", "tl": "fil", "sh": "sr"}.get(
        base, base
    ) or None


@lru_cache(maxsize=128)
def lexicon(base: str | None) -> Lexicon:
    """The lexicon of a language (`base_language`); of all languages together for None."""
    senses: dict[str, Senses] = _all_senses() if base is None else _foreign_senses()
    for name in ("en", base) if base is not None else ():
        senses = senses | _senses_of(name)
    return Lexicon(senses, _lengths(senses), _ago(base), _dense(senses, _ago(base)))


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, Any]]:
    dates, words = load_table("dates"), load_table("stamp_words")
    return {
        name: {"dates": dates.get(name, {}), "words": words.get(name, {})}
        for name in sorted({*dates, *words} - {""})
    }


@lru_cache(maxsize=1)
def _shared() -> dict[str, Senses]:
    """Months of other calendars, eras and zones: the same in every language."""
    table = load_table("calendars")
    found: dict[str, dict[str, frozenset[int]]] = {}
    for letter, key in (("L", "jalali"), ("K", "hijri"), ("E", "eras")):
        for word, number in table[key].items():
            found.setdefault(phrase_key(word), {})[letter] = frozenset({number})
    for word in table["zones"]:
        found.setdefault(phrase_key(word), {})["Z"] = frozenset()
    return dict(found)


@lru_cache(maxsize=128)
def _senses_of(name: str) -> dict[str, Senses]:
    found: dict[str, dict[str, frozenset[int]]] = {}
    for letter, word, number in _entries(name):
        key = phrase_key(word)
        numbers = found.setdefault(key, {}).get(letter, frozenset())
        found[key][letter] = numbers | ({number} if number is not None else frozenset())
    for key, meanings in found.items():
        if "g" in meanings:  # German "am" is no half of the day
            meanings.pop("a", None)
        for letter, numbers in _shared().get(key, {}).items():
            meanings.setdefault(letter, numbers)
    return dict(found)


def _entries(name: str) -> Iterator[tuple[str, str, int | None]]:
    table = _tables().get(name, {"dates": {}, "words": {}})
    dates, words = table["dates"], table["words"]
    for letter, key in (("M", "months"), ("W", "days")):
        for word, number in {**dates.get(key, {}), **words.get(key, {})}.items():
            yield letter, word, number
            if name == "he" and letter == "M":
                yield letter, "ב" + word, number  # "in November" is one word
    for letter, key in _WORD_LISTS.items():
        for word in (*dates.get(key, ()), *words.get(key, ())):
            yield letter, word, None
    for word in by_words(name):
        yield "b", word, None


@lru_cache(maxsize=1)
def _byline_tables() -> dict[str, Any]:
    return load_table("byline_words")


def by_words(name: str) -> tuple[str, ...]:
    """The words of a language that introduce a writer: `by`, `von`, `текст`."""
    table = _byline_tables().get(name, {})
    return (*table.get("by", ()), *table.get("label", ()))


@lru_cache(maxsize=1)
def _all_senses() -> dict[str, Senses]:
    found: dict[str, dict[str, frozenset[int]]] = {
        key: dict(meanings) for key, meanings in _shared().items()
    }
    for name in _tables():
        for key, meanings in _senses_of(name).items():
            known = found.setdefault(key, {})
            for letter, numbers in meanings.items():
                known[letter] = known.get(letter, frozenset()) | numbers
    return dict(found)


@lru_cache(maxsize=1)
def _foreign_senses() -> dict[str, Senses]:
    """What a page may hold of a language not its own: the words that cannot be taken for others."""
    found: dict[str, Senses] = {}
    for key, meanings in _all_senses().items():
        kept = {letter: numbers for letter, numbers in meanings.items() if letter in "MLKEupZ"}
        if "W" in meanings and len(key) > 2:
            kept["W"] = meanings["W"]
        if kept:
            found[key] = kept
    return found


def _ago(base: str | None) -> frozenset[str]:
    names: Iterable[str] = _tables() if base is None else {"en", base}
    forms = {key for name in names for key in _ago_of(name)}
    return frozenset(forms | {form.replace(" ", "") for form in forms if is_dense(form[-1])})


@lru_cache(maxsize=128)
def _ago_of(name: str) -> tuple[str, ...]:
    table = _tables().get(name, {"dates": {}, "words": {}})
    forms = (*table["dates"].get("ago", ()), *table["words"].get("ago", ()))
    split = (form.partition("#") for form in forms)
    return tuple(f"{phrase_key(before)}#{phrase_key(after)}" for before, _, after in split)


def _lengths(senses: Mapping[str, Senses]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for phrase in senses:
        words = phrase.split(" ")
        found.setdefault(words[0], set()).add(len(words))
    return {word: tuple(sorted(counts, reverse=True)) for word, counts in found.items()}


def _dense(senses: Mapping[str, Senses], ago: frozenset[str]) -> dict[str, tuple[str, ...]]:
    words = {word for phrase in senses for word in phrase.split(" ")}
    words |= {word for form in ago for word in form.replace("#", " ").split()}
    found: dict[str, set[str]] = {}
    for word in words:
        if is_dense(word[:1]):
            found.setdefault(word[0], set()).add(word)
    return {
        first: tuple(sorted(group, key=lambda word: (-len(word), word)))
        for first, group in found.items()
    }


def is_dense(text: str) -> bool:
    """Whether a script that runs its words together stands in the text (Hangul included)."""
    return not text.isascii() and _DENSE_RE.search(text) is not None


_DENSE_RE = re.compile(
    "[\u0e01-\u0eff"  # Thai, Lao
    "\u1780-\u17ff"  # Khmer
    "\u3005-\u30ff"  # kana
    "\u3400-\u9fff"  # Han
    "\uac00-\ud7a3]"  # Hangul: spaces, but "입력2021.11.22"
)
