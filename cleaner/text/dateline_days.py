"""The day in a dateline: its forms, and the names of months and weekdays in them."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from cleaner.text.dates.chars import has_digit
from cleaner.text.folding import fold

_TABLES = Path(__file__).parent / "tables"

_MONTH = r"[^\s\d,.;:()\[\]/–—-]{2,14}"
_DAY = r"\d{1,2}"
_YEAR = r"(?:,?\s{1,2}(?:de\s|del\s)?(?P<year>(?:19|20)\d\d)(?!\d))?(?:\s?г\.)?"
_DATE_RES = (
    re.compile(rf"(?P<month>{_MONTH})\.?\s{{0,2}}(?P<day>{_DAY})(?:st|nd|rd|th)?(?!\d){_YEAR}"),
    re.compile(
        rf"(?<!\d)(?P<day>{_DAY})(?:\.|º|°|er|st|nd|rd|th)?\s{{0,2}}(?:de\s|d['’])?(?P<month>{_MONTH})\.?{_YEAR}"
    ),
)
_NUMERIC_DATE_RE = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-]((?:19|20)\d\d)(?!\d)")


def take_day(text: str, language: str | None) -> tuple[str | None, str] | None:
    """The day in the text (MM-DD, ISO 8601; None if its order is open), and the text without it.

    None when there is no day in it.

    >>> take_day("BAKU, Nov. 22 (AP)", "en")
    ('11-22', 'BAKU, ,  (AP)')
    """
    if not has_digit(text):
        return None
    if (match := _NUMERIC_DATE_RE.search(text)) is not None:
        day, month, year = (int(one) for one in match.groups())
        if day > 12 >= month >= 1:  # else the order is not known
            return _without(text, match, f"{year}-{month:02}-{day:02}")
        return _without(text, match, None)
    for pattern in _DATE_RES:
        for match in pattern.finditer(text):
            number, day = month_number(match["month"], language), int(match["day"])
            if number is not None and 1 <= day <= 31:
                date = f"{number:02}-{day:02}"
                return _without(
                    text, match, f"{int(match['year'])}-{date}" if match["year"] else date
                )
    return None


def _without(text: str, match: re.Match[str], date: str | None) -> tuple[str | None, str]:
    return date, f"{text[: match.start()]}, {text[match.end() :]}"


def month_number(word: str, language: str | None) -> int | None:
    """1 to 12 for a month's name or abbreviation in the language or in English.

    Where the language is not known, in any, if all that have the word agree.

    >>> month_number("Sept", "en"), month_number("янв", "ru"), month_number("listopad", None)
    (9, 1, None)
    """
    key = fold(word).strip(".")
    own = _months().get(_base(language), {}).get(key) or _months()["en"].get(key)
    if own or _base(language) in _months():
        return own
    numbers = {table[key] for table in _months().values() if key in table}
    return numbers.pop() if len(numbers) == 1 else None


def _base(language: str | None) -> str:
    base = (language or "").partition("-")[0]
    return "nb" if base in ("no", "nn") else base


def is_weekday(text: str) -> bool:
    """Whether the text is a weekday's name in any language."""
    return fold(text).strip(".") in _weekdays()


@cache
def _weekdays() -> frozenset[str]:
    tables = json.loads((_TABLES / "dates.json").read_text(encoding="utf-8"))
    days = (one.get("days", {}) for language, one in tables.items() if language)
    return frozenset(fold(day).strip(".") for several in days for day in several)


@cache
def _months() -> dict[str, dict[str, int]]:
    tables = json.loads((_TABLES / "dates.json").read_text(encoding="utf-8"))
    months = {
        language: {fold(word).strip("."): number for word, number in table["months"].items()}
        for language, table in tables.items()
        if language and "months" in table
    }
    months["en"]["sept"] = 9
    return months
