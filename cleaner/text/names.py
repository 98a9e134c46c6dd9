"""Names of persons: whether a text is one, and how it is usually written."""

from __future__ import annotations

import re
from functools import lru_cache

from cleaner.text.dates.chars import phrase_key, word_key
from cleaner.text.dates.lexicon import base_language, lexicon
from cleaner.text.name_words import (
    desk_words,
    given_names,
    honorifics,
    load_names,
    nobodies,
    not_names,
    organisation_words,
    particles,
)

_MOST_WORDS, _LONGEST = 6, 60
_WORD_RE = re.compile(r"[^\W\d_]+(?:['’ʼ.-]+[^\W\d_]+)*\.?")
_CASELESS_RE = re.compile(r"[\u0590-\u07bf\u0900-\u0fff\u1000-\u10ff\u1780-\u17ff\ufb1d-\ufefc]")
_HAN_RE = re.compile(r"[\u3400-\u9fff々]{2,4}")
_JAPANESE_RE = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff々]{1,8}(?:[ ・＝][\u3040-\u30ff\u3400-\u9fff々]{1,8}){0,3}"
)
_HANGUL_RE = re.compile(
    r"[\uac00-\ud7a3]{2,3}|(?:남궁|황보|제갈|선우|독고|사공)[\uac00-\ud7a3]{1,2}"
)
_EAST_ASIAN_RE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_HAN_NAMES_RE = re.compile(r"[\u3400-\u9fff]{2,4}(?: [\u3400-\u9fff]{2,4}){1,5}")
_ARABIC_AND_RE = re.compile(
    r"([\u0600-\u06ff]+(?: [\u0600-\u06ff]+){1,2}) و([\u0600-\u06ff]{3,}(?: [\u0600-\u06ff]+){1,2})"
)
_GLUED_RE = re.compile(r"(?<=[^\W\d_A-Z][^\W\d_A-Z])(?=[A-Z][^\W\d_A-Z]{2})")
_HAN_PAIR_RE = re.compile(r"[\u3400-\u9fff々]{1,3}[ \u3000][\u3400-\u9fff々]{1,3}")
_ROMAN_NUMERALS = frozenset({"II", "III", "IV", "JR", "SR"})


def is_person_name(text: str, language: str | None) -> bool:
    """Whether the text, standing alone, has the form of a person's name and of nothing else.

    Two to six capitalised words, none of them a word of newsrooms, menus or headlines. Scripts
    without capitals give no sign of a name, so there only an introduced one counts
    (`is_introduced_name`).

    >>> is_person_name("Wiktor Laskowski", "pl"), is_person_name("TOM GRAHAM", "en")
    (True, True)
    >>> is_person_name("Ömer ÇINAR", "tr"), is_person_name("Read MORE", "en")
    (True, False)
    >>> is_person_name("Most Popular", "en"), is_person_name("Ann", "en")
    (False, False)
    """
    if not _has_form(text, language):
        return False
    keys = _keys(text)
    return not any(key in not_names() for key in keys) and not _is_day_or_month(keys, language)


def has_given_name(name: str) -> bool:
    """Whether a name begins with a given name that the table knows, or with an initial.

    >>> has_given_name("Karim Sabbagh"), has_given_name("Macro Matters"), has_given_name("J. Doe")
    (True, False, True)
    """
    first = name.split(" ", maxsplit=1)[0]
    return len(first.rstrip(".")) == 1 or not given_names().isdisjoint(
        word_key(part) for part in first.split("-")
    )


def is_introduced_name(text: str, language: str | None) -> bool:
    """Whether the text is a name, where a word such as "By" or a role says that one stands here.

    >>> is_introduced_name("Jack London", "en"), is_introduced_name("Digital Desk", "en")
    (True, False)
    >>> is_introduced_name("مازن بدران", "ar"), is_introduced_name("김민수", "ko")
    (True, True)
    """
    if _EAST_ASIAN_RE.search(text):
        return _is_east_asian_name(text.strip(), base_language(language))
    if _CASELESS_RE.search(text):
        return _is_caseless_name(text)
    if not _has_form(text, language):
        return False
    keys = _keys(text)
    if _is_day_or_month(keys, language):
        return False
    odd = [key in not_names() for key in keys]
    return not (odd[0] or sum(odd) > 1 or any(key in organisation_words() for key in keys))


def tidy_name(text: str, language: str | None = None) -> str:
    """The name with single spaces, and in the usual case where all of it is in capitals.

    >>> tidy_name("TOM  O'NEILL-MCDONALD"), tidy_name("J. VAN DER BERG"), tidy_name("DJ Smith")
    ("Tom O'Neill-Mcdonald", 'J. van der Berg', 'DJ Smith')
    """
    words = text.split()
    letters = "".join(words)
    if not letters.isupper() or len(letters) < 5:
        return " ".join(words)
    turkic = base_language(language) in {"tr", "az"}
    return " ".join(_tidy_word(word, turkic=turkic, first=at == 0) for at, word in enumerate(words))


def _tidy_word(word: str, *, turkic: bool, first: bool) -> str:
    if word.rstrip(".") in _ROMAN_NUMERALS or len(word.rstrip(".")) == 1 or "." in word[:-1]:
        return word
    lower = word.replace("I", "ı").replace("İ", "i") if turkic else word
    lower = lower.lower()
    if not first and lower in {
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "van",
        "von",
        "der",
        "den",
        "di",
        "bin",
        "ben",
    }:
        return lower
    parts = re.split(r"(['’ʼ-])", lower)
    return "".join(_capital(part, turkic=turkic) for part in parts)


def _capital(word: str, *, turkic: bool) -> str:
    head = {"i": "İ", "ı": "I"}.get(word[:1], word[:1].upper()) if turkic else word[:1].upper()
    return head + word[1:]


def _has_form(text: str, language: str | None) -> bool:
    words = text.split()
    if not 2 <= len(words) <= _MOST_WORDS or len(text) > _LONGEST:
        return False
    if any(_WORD_RE.fullmatch(word.lstrip("'’")) is None for word in words):
        return False
    plain = [word for word in words if word_key(word) not in particles()]
    full = [word for word in plain if len(word.rstrip(".")) > 1]
    if (
        len(plain) < 2
        or not full
        or words[-1] not in plain
        or not all(word[:1].isupper() for word in plain)
    ):
        return False
    if phrase_key(text) in nobodies(language):
        return False
    shouted = [word for word in full if word.isupper() and word not in _ROMAN_NUMERALS]
    if len(shouted) in {0, len(full)} or (shouted == full[:1] and len(full[0]) == 2):
        return True
    return _has_shouted_surname(words)


def _has_shouted_surname(words: list[str]) -> bool:
    """Whether a known given name stands before a surname in capitals: `Ömer ÇINAR`."""
    small = [word for word in words if not word.isupper()]
    surname = words[len(small) :]
    return (
        words[: len(small)] == small != []
        and any(len(word) > 2 for word in surname)
        and has_given_name(words[0])
    )


def _keys(text: str) -> list[str]:
    return [word_key(word.rstrip(".")) for word in text.split() if len(word.rstrip(".")) > 1]


def part_names(text: str, language: str | None) -> tuple[str, ...]:
    """Names that no comma parts: glued (`Ann LeeJon Roe`), in Han, or joined by the Arabic waw."""
    if _HAN_NAMES_RE.fullmatch(text) and base_language(language) != "ja":
        return tuple(text.split())
    if (arabic := _ARABIC_AND_RE.fullmatch(text)) is not None:
        return arabic[1], arabic[2]
    return tuple(part.strip() for part in _GLUED_RE.split(text))


def without_honorific(text: str) -> str:
    """The name without "Dr" or "Prof." before it.

    >>> without_honorific("Dr. Jane Doe")
    'Jane Doe'
    """
    first, _, rest = text.strip().partition(" ")
    return rest.strip() if rest and word_key(first.rstrip(".")) in honorifics() else text


def is_desk(text: str) -> bool:
    """Whether the text ends as the name of a newsroom's part does: `Digital Desk`, `Redaktion`.

    >>> is_desk("IFP Editorial Staff"), is_desk("Latest News")
    (True, False)
    """
    words = phrase_key(text).split(" ")
    return words[-1] in desk_words() and len(words) <= 5


def _is_day_or_month(keys: list[str], language: str | None) -> bool:
    """Whether the first word is a day, or two of them are days or months: `Monday Night`."""
    senses = lexicon(base_language(language)).senses
    kinds = [senses.get(key, {}) for key in keys]
    return ("W" in kinds[0] and len(keys[0]) > 3) or sum(
        "W" in kind or "M" in kind for kind in kinds
    ) > 1


def _is_caseless_name(text: str) -> bool:
    words = text.split()
    if not 2 <= len(words) <= 5 or any(len(word) > 14 for word in words):
        return False
    if not all(
        char.isalpha() or char in " .-'’\u200c" or _CASELESS_RE.match(char) for char in text
    ):
        return False
    known = _no_caseless_names()
    return phrase_key(text) not in known and not any(word_key(word) in known for word in words)


@lru_cache(maxsize=1)
def _no_caseless_names() -> frozenset[str]:
    return organisation_words() | not_names() | nobodies(None)


def _is_east_asian_name(text: str, base: str | None) -> bool:
    if phrase_key(text) in nobodies(None):
        return False
    table = load_names()
    if _HANGUL_RE.fullmatch(text):
        return text[0] in table["surnames_ko"]
    if base == "ja":
        return _JAPANESE_RE.fullmatch(text) is not None and 2 <= len(text) <= 16
    return _HAN_RE.fullmatch(text) is not None and text[0] in table["surnames_zh"]


def is_han_name(text: str, language: str | None) -> bool:
    """Whether a line of Chinese or Japanese, standing alone, begins as names do and is as short.

    >>> is_han_name("林晓", "zh"), is_han_name("佐藤美咲", "ja"), is_han_name("地方自治", "ja")
    (True, True, False)
    """
    base, plain = base_language(language), text.strip()
    if phrase_key(plain) in nobodies(None):
        return False
    if base == "ja":
        if _HAN_PAIR_RE.fullmatch(plain):
            return True
        family = next((one for one in load_names()["surnames_ja"] if plain.startswith(one)), None)
        return family is not None and 1 <= len(plain) - len(family) <= 3 and _is_han_line(plain)
    if base != "zh" or not 2 <= len(plain) <= 3:
        return False
    return _HAN_RE.fullmatch(plain) is not None and plain[0] in load_names()["surnames_zh"]


def _is_han_line(text: str) -> bool:
    return _JAPANESE_RE.fullmatch(text) is not None and text[0] >= "\u3400"
