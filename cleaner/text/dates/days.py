"""The days that a line prints, each with every way it can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from cleaner.text.dates.calendars import gregorian, plain_year, solar_hijri
from cleaner.text.dates.tokens import Line, Token

_G = r"(?:g\.?_?)?"
_M = r"[MB]\.?"
_N = "no?"
_Y = "(?:y|_?'n(?![:.n]))"
_SHORT = "(?:y|'?n(?![:.Hn]))"
# The shapes of a day, the most telling first; letters as in tokens.Token.
_SHAPES = {
    "cjk": r"(?:y|E_?n|E_?h)_?Q_?(?:\(E?n?Q?\))?_?n_?R_?n_?S",
    "dmy": rf"{_N}\.?[_,]*[-/]?{_G}_?{_M}[_,]*[-/]?{_G}_?{_SHORT}",
    "mdy": rf"{_M}[_/-]?{_N}\.?[,_]*{_G}[/-]?{_Y}",
    "ymd": rf"y\.?[,_]*{_G}[/-]?{_M}[_/-]?{_N}(?![:H])\.?",
    "ydm": rf"y\.?[,_]*{_G}{_N}\.?_?{_G}{_M}",
    "solar_dmy": rf"{_N}_?{_G}L_?,?_?{_G}y",
    "solar_ymd": rf"y_?,?_?L_?{_N}",
    "lunar": rf"{_N}_?{_G}K_?,?_?{_G}[yh](?:_?g)?|[yh]_?K_?{_N}",
    "numbers_ymd": r"y_?(?P<s>[-/.])_?n_?(?P=s)_?n(?![:H\d])",
    "yearless": rf"{_N}\.?_?{_G}{_M}|{_M}_?{_N}(?!:)|n_?R_?n_?S",
    "numbers_y_last": r"n_?(?P<t>[-/.])_?n_?(?P=t)_?(?:y|n(?![:HnT]))",
}
_BEFORE = rf"(?:\(?[WB]\.?\)?[,_|/-]*{_G})?"
_AFTER = r"(?:,?_?\([WB]\.?\)|[,_]+W(?![,_]+n))?"
_DAY_RE = re.compile(
    _BEFORE
    + "(?<![nyhkz][/.:-])(?<!Q)(?:"
    + "|".join(f"(?P<{name}>{shape})" for name, shape in _SHAPES.items())
    + ")"
    + _AFTER
)
_DAY_FIRST_EXCEPT = frozenset({"en", "fil", "zh", "ja", "ko", "mn"})
_MONTH_FIRST_REGIONS = frozenset({"en-us"})
_DAY_FIRST_REGIONS = frozenset(
    {
        "en-gb", "en-au", "en-nz", "en-ie", "en-in", "en-pk", "en-bd", "en-lk",
        "en-za", "en-ng", "en-ke", "en-gh", "en-mt", "en-sg", "en-my",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Day:
    """A printed day.

    Attributes:
        readings: the days it may be; () for a lunar day, which no exact rule tells, and for a
            day without a year.
        first, last: the tokens it covers, weekday included.
        order: `dmy` or `mdy` where the numbers themselves settle the order, else None.
        short: whether the year has two digits only.
        weekday: whether a weekday is printed and agrees.
        numeric: whether it is three numbers with the year last; of two readings the first is
            then day first, the second month first.
        dotted: whether these numbers are parted by points.
        yearless: whether no year is printed; there are no readings then.
    """

    readings: tuple[date, ...]
    first: int
    last: int
    order: str | None = None
    short: bool = False
    weekday: bool = False
    numeric: bool = False
    dotted: bool = False
    yearless: bool = False


def language_order(language: str | None) -> str | None:
    """How a language orders day and month in numbers: `dmy`, `mdy`, or None where both are in use.

    English without a country is read both ways, with one as that country does.

    >>> language_order("de"), language_order("en"), language_order("en-US"), language_order("en-GB")
    ('dmy', None, 'mdy', 'dmy')
    """
    tag = (language or "").replace("_", "-").lower()
    if not tag or tag in _MONTH_FIRST_REGIONS:
        return "mdy" if tag else None
    if tag in _DAY_FIRST_REGIONS or tag.split("-")[0] not in _DAY_FIRST_EXCEPT:
        return "dmy"
    return None


def find_days(line: Line, covered: frozenset[int], *, base: str | None) -> tuple[Day, ...] | None:
    """The days of a line in order, outside the tokens `covered` already.

    None where one of them is impossible, or is not the weekday printed with it.
    """
    found: list[Day] = []
    for match in _DAY_RE.finditer(line.masked(covered)):
        day = _read(match, line, base)
        if day is None:
            return None
        found.append(day)
    return tuple(found)


def _read(match: re.Match[str], line: Line, base: str | None) -> Day | None:
    name = match.lastgroup
    while name is not None and name not in _SHAPES:
        name = next(key for key in _SHAPES if match.group(key) is not None)
    assert name is not None
    tokens = line.tokens[match.start(name) : match.end(name)]
    if name == "lunar":
        return Day((), match.start(), match.end())
    numbers = [token for token in tokens if token.letter in "nyh"]
    if name == "yearless":
        possible = all(int(token.text) <= 31 for token in numbers)
        return Day((), match.start(), match.end(), yearless=True) if possible else None
    short = "y" not in match.group(name) and "E" not in match.group(name)
    readings, order = _readings(name, tokens, numbers, base)
    weekday = _weekday(line.tokens[match.start() : match.start(name)]) or _weekday(
        line.tokens[match.end(name) : match.end()]
    )
    numeric = name == "numbers_y_last"
    dotted = numeric and "." in match.group(name)
    if weekday is not None:
        agreeing = tuple(day for day in readings if day.isoweekday() in weekday)
        if numeric and len(readings) == 2 and len(agreeing) == 1:
            order = "dmy" if agreeing[0] == readings[0] else "mdy"
        readings = agreeing
    if not readings:
        return None
    return Day(
        readings, match.start(), match.end(), order, short, weekday is not None, numeric, dotted
    )


def _weekday(tokens: tuple[Token, ...]) -> frozenset[int] | None:
    return next((token.senses["W"] for token in tokens if "W" in token.senses), None)


def _readings(
    name: str, tokens: tuple[Token, ...], numbers: list[Token], base: str | None
) -> tuple[tuple[date, ...], str | None]:
    values = [_value(token) for token in numbers]
    if name == "numbers_y_last":
        if base == "fa" and 1300 <= values[2] < 1600:
            return _only(solar_hijri(values[2], values[1], values[0])), "dmy"
        return _year_last(values, short=numbers[-1].letter != "y")
    if name == "numbers_ymd":
        return _only(_year_first(values, base)), None
    if name in {"solar_dmy", "solar_ymd"}:
        month = next(token.senses["L"] for token in tokens if token.letter == "L")
        year, day = (values[-1], values[0]) if name == "solar_dmy" else (values[0], values[-1])
        return _only(solar_hijri(year, min(month), day)), None
    if name == "cjk":
        return _only(_cjk(tokens, values)), None
    months = next(token.senses["M"] for token in tokens if "M" in token.senses)
    day, year = {"dmy": (0, -1), "mdy": (0, -1), "ymd": (-1, 0), "ydm": (-1, 0)}[name]
    full = numbers[year].letter == "y"
    wanted = _full_year(values[year]) if not full else values[year]
    thai = any("\u0e00" <= token.text[:1] <= "\u0e7f" for token in tokens)
    if thai:
        wanted = values[year] + 1957 if not full and 33 <= values[year] <= 89 else wanted
        wanted = plain_year(wanted, buddhist=True)
    found = (gregorian(wanted, month, values[day]) for month in sorted(months))
    return tuple(day for day in found if day is not None), None


def _only(day: date | None) -> tuple[date, ...]:
    return () if day is None else (day,)


def _value(token: Token) -> int:
    return 1 if token.text == "元" else int(token.text)


def _full_year(short: int) -> int:
    """1990 to 2049 for two digits; the others are no year (0)."""
    if short >= 90:
        return 1900 + short
    return 2000 + short if short < 50 else 0


def _cjk(tokens: tuple[Token, ...], values: list[int]) -> date | None:
    year, (month, day) = values[0], values[-2:]
    if tokens[0].letter == "E":
        year += min(tokens[0].senses["E"])
    return gregorian(year, month, day)


def _year_first(values: list[int], base: str | None) -> date | None:
    year, month, day = values
    if base == "fa" and year < 1600:
        return solar_hijri(year, month, day)
    return gregorian(plain_year(year, buddhist=base == "th"), month, day)


def _year_last(values: list[int], *, short: bool) -> tuple[tuple[date, ...], str | None]:
    """Both readings of three numbers, the year last; one reading where a number is over 12."""
    one, two, year = values
    year = _full_year(year) if short else year
    year = plain_year(year, buddhist=True)
    day_first, month_first = gregorian(year, two, one), gregorian(year, one, two)
    both = tuple(dict.fromkeys(day for day in (day_first, month_first) if day is not None))
    order = None
    if len(both) == 1 and one != two:
        order = "dmy" if day_first is not None else "mdy"
    return both, order


def settle(days: tuple[Day, ...], order: str | None) -> tuple[Day, ...]:
    """The days with the order of day and month settled by another day of the line, or by `order`.

    Days of one line share one order.
    """
    wanted = next((day.order for day in days if day.order), None) or order
    return tuple(day if wanted is None else _chosen(day, wanted) for day in days)


def _chosen(day: Day, order: str) -> Day:
    if len(day.readings) < 2 or not day.numeric:
        return day
    return replace(day, readings=(day.readings[0 if order == "dmy" else 1],), order=order)
