"""How the characters of a stamp are read: one digit system, one case, one spelling."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that one language's keyboards write in two ways.
_SAME = {
    **dict.fromkeys("يىئ", "ی"),
    **dict.fromkeys("ك", "ک"),
    **dict.fromkeys("أإآ", "ا"),
    **dict.fromkeys("ةۀ", "ه"),
    **dict.fromkeys("ı", "i"),
    **dict.fromkeys("ё", "е"),
    **dict.fromkeys("ә", "ə"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("’ʼ‘`׳", "'"),
    **dict.fromkeys("״", '"'),
    **dict.fromkeys("，、،", ","),
    **dict.fromkeys("。٫", "."),
    **dict.fromkeys("•·∙‧●｜│¦♦►»", "|"),
    **dict.fromkeys("：∶", ":"),
    **dict.fromkeys("／⁄", "/"),
    **dict.fromkeys("【「〔", "["),
    **dict.fromkeys("】」〕", "]"),
}
_SILENT = {
    code: None
    for low, high in ((0x0300, 0x036F), (0x0591, 0x05BD), (0x064B, 0x065F), (0x200C, 0x200D))
    for code in range(low, high + 1)
}
"""Accents, points and joiners, which tables leave out."""


class _Read(dict[int, str]):
    """Number of a character → the one that it is read as; filled as they come."""

    def __missing__(self, code: int) -> str:
        read = _read_char(chr(code))
        if len(self) < _MOST_READ:
            self[code] = read
        return read


_MOST_READ = 8192


def _read_char(char: str) -> str:
    """The one character that `char` is read as."""
    if char in _SAME:
        return _SAME[char]
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.digit(char))
    if category in {"Zs", "Zl", "Zp", "Cc"} or (category == "Cf" and char not in "\u200c\u200d"):
        return " "
    plain = unicodedata.normalize("NFKC", char)
    lower = plain.lower() if len(plain) == 1 else char.lower()
    lower = lower if len(lower) == 1 else lower[:1]
    return _SAME.get(lower, lower)


_READ = _Read()


def read_chars(text: str) -> str:
    """The text as the grammar reads it: as long as `text`, in lower case, with ASCII digits.

    Odd spaces, direction marks and control characters become spaces, dashes `-`, bullets `|`.

    >>> read_chars("٢٢ Nov–2021 ２１：０５")
    '22 nov-2021 21:05'
    """
    if text.isascii() and text.isprintable():
        return text.lower()
    return _read_line(text) if _WORD < len(text) <= _LINE else text.translate(_READ)


_WORD, _LINE = 16, 240


@lru_cache(maxsize=2048)
def _read_line(text: str) -> str:
    """The same for a line, which several readers ask for."""
    return text.translate(_READ)


@lru_cache(maxsize=8192)
def word_key(word: str) -> str:
    """The word as tables hold it: read, without accents, points and joiners.

    >>> word_key("Février"), word_key("Säkerhet"), word_key("KASIM")
    ('fevrier', 'sakerhet', 'kasim')
    """
    read = word
    if not word.isascii():
        plain = unicodedata.normalize("NFD", read_chars(word)).translate(_SILENT)
        read = unicodedata.normalize("NFC", plain)
    return read.lower().replace("'", "")


_WORD_OR_NUMBER_RE = re.compile(r"[^\W\d_][^\s\d.,]*|\d+")


@lru_cache(maxsize=8192)
def phrase_key(phrase: str) -> str:
    """The phrase as tables hold it: keys of its words by single spaces, without points.

    >>> phrase_key("Mis à jour"), phrase_key("p.m.")
    ('mis a jour', 'p m')
    """
    return " ".join(map(word_key, _WORD_OR_NUMBER_RE.findall(phrase)))


_ASCII_DIGIT_RE = re.compile("[0-9]")
_DIGIT_RE = re.compile(
    r"[\d²³¹\u1369-\u1371\u19da⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒"
    r"\U00010a40-\U00010a43\U00010e60-\U00010e68\U00011052-\U0001105a\U0001f100-\U0001f10a]"
)


def has_digit(text: str) -> bool:
    """Whether a digit stands in the text, of any script, raised or in a circle: `str.isdigit`.

    >>> has_digit("٢٢ Nov"), has_digit("m²"), has_digit("May")
    (True, True, False)
    """
    digits = _ASCII_DIGIT_RE if text.isascii() else _DIGIT_RE
    return digits.search(text) is not None
