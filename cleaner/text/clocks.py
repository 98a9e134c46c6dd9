"""Page clocks, weather and tickers: what a page shows of the hour it was fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cleaner.text.dates.chars import has_digit, phrase_key, read_chars, word_key
from cleaner.text.dates.lexicon import base_language, lexicon, load_table
from cleaner.text.stamps import Kind, Stamps, find_stamps

_LONGEST, _LONGEST_TICKER = 120, 60
_MOST_WORDS = 4
_DEGREES_RE = re.compile(
    r"[-−+]?\s?\d{1,3}(?:[.,]\d)?\s?(?:°\s?[CFcf]?|º\s?[CFcf]|[℃℉])(?![^\W\d_])"
)
_GLUED_OFFSET_RE = re.compile(r"\b((?:GMT|UTC)\s?[+-])(\d{2,4})(?=\s?[^\W\d_]{3})", re.IGNORECASE)
_GLUED_RE = re.compile(r"(?:GMT|UTC)\d", re.IGNORECASE)
_WORD_RE = re.compile(r"[^\W\d_]+")
_NUMBER_RE = re.compile(r"\d[\d.,  ]*")
_PLAIN_DECIMAL_RE = re.compile(r"[+-]?\d{1,3}(?:[.,]?\d{3})*[.,]\d{1,4}\s?%?")
_CODE_RE = re.compile(r"\([A-Z]{3}\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageClock:
    """A page's clock or weather line.

    Attributes:
        value: ISO 8601, as precise as printed, `Z` or an offset only where printed; None for a
            weather line without a day, and where day and month cannot be told apart.
        certain: whether the line can be nothing but a clock; a bare day may be a stamp, and its
            place on the page decides.
    """

    value: str | None
    certain: bool


def find_clock(text: str, *, language: str | None) -> PageClock | None:
    """The page clock that a line is, or None.

    >>> find_clock("01:10 GMT20 June 2021", language="en")
    PageClock(value='2021-06-20T01:10Z', certain=True)
    >>> find_clock("Saturday, November 16, 2024", language="en")
    PageClock(value='2024-11-16', certain=False)
    >>> find_clock("Published: November 16, 2024", language="en") is None
    True
    """
    return _read(text, language) if len(text) <= _LONGEST and has_digit(text) else None


@lru_cache(maxsize=2048)
def _read(text: str, language: str | None) -> PageClock | None:
    weather = _DEGREES_RE.search(text) is not None
    plain = _DEGREES_RE.sub(lambda match: " " * len(match[0]), text) if weather else text
    plain = _GLUED_OFFSET_RE.sub(_split_offset, plain)
    stamps = find_stamps(plain, language=language)
    if stamps is None and not weather:
        return None
    if stamps is None or not _is_clock(stamps, weather=weather):
        words = _WORD_RE.findall(plain)
        bare = (
            weather
            and stamps is None
            and len(words) <= _MOST_WORDS
            and not _NUMBER_RE.search(plain)
        )
        return PageClock(value=None, certain=True) if bare else None
    glued = plain != text or _GLUED_RE.search(text) is not None
    return PageClock(value=stamps.items[0].value, certain=glued)


def _is_clock(stamps: Stamps, *, weather: bool) -> bool:
    stamp = stamps.items[0]
    if len(stamps.items) > 1 or stamp.relative or stamp.kind is not Kind.UNKNOWN:
        return False
    words = len(_WORD_RE.findall(stamps.rest))
    return words <= _MOST_WORDS if weather else not words


def _split_offset(match: re.Match[str]) -> str:
    """`GMT +327` before a month as `GMT +3 27`; as it was where the cut is not certain."""
    digits = match[2]
    cuts = [
        (digits[:at], digits[at:])
        for at in (1, 2)
        if 1 <= len(digits[at:]) <= 2 and int(digits[:at]) <= 14 and 1 <= int(digits[at:]) <= 31
        if not digits[at:].startswith("0") or len(digits[at:]) == 2
    ]
    return f"{match[1]}{cuts[0][0]} {cuts[0][1]}" if len(cuts) == 1 else match[0]


def prints_weekday(text: str, *, language: str | None) -> bool:
    """Whether the line names a day of the week, in the language or in English.

    >>> prints_weekday("11:22, 03 June 2018 Sunday", language="en")
    True
    """
    senses = lexicon(base_language(language)).senses
    words = (phrase_key(word) for word in _WORD_RE.findall(text[:_LONGEST]))
    return any("W" in senses.get(word, {}) for word in words)


def is_ticker(text: str) -> bool:
    """Whether a line is weather, a rate of exchange or an index, and nothing else.

    >>> is_ticker("Доллар 92.01"), is_ticker("BIST 100"), is_ticker("34.25"), is_ticker("41.0°F")
    (True, True, True, True)
    >>> is_ticker("The euro fell 3 percent"), is_ticker("Euro"), is_ticker("2021")
    (False, False, False)
    """
    line = text.strip(" |•·\t")
    if not line or len(line) > _LONGEST_TICKER:
        return False
    numbered = has_digit(line)
    if numbered and _PLAIN_DECIMAL_RE.fullmatch(line):
        return True
    if numbered and _DEGREES_RE.search(line):
        rest = _DEGREES_RE.sub(" ", line)
        return len(_WORD_RE.findall(rest)) <= _MOST_WORDS and not _NUMBER_RE.search(rest)
    words = _WORD_RE.findall(line)
    known = _ticker_words()
    if not words or not all(word_key(word) in known for word in words):
        return False
    return (
        len(words) > 1
        or _NUMBER_RE.search(read_chars(line)) is not None
        or (_CODE_RE.search(line) is not None)
    )


@lru_cache(maxsize=1)
def _ticker_words() -> frozenset[str]:
    return frozenset(word_key(word) for word in load_table("ticker_words")["words"])
