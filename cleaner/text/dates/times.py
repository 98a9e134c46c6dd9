"""The times of day that a line prints, with their zones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from cleaner.text.dates.chars import phrase_key
from cleaner.text.dates.lexicon import load_table
from cleaner.text.dates.tokens import Line, Token

_OFFSET = r"(?:[+-](?:n:n|n|y))"
_ZONE = rf"(?:_?\(?(?P<zone>Z)(?:_?(?P<zone_offset>{_OFFSET}))?\)?)"
_HALF = "(?:_?(?P<half>[aqvm]))"
_TIME_RE = re.compile(
    r"(?<![nyhkz][.:/+-])(?:(?P<first_zone>Z)_?)?(?:(?P<first_half>[aqvm])_?)?"
    r"(?:(?P<colon>n:_?n(?::n(?:[.,][nhyz])?)?)"
    r"|(?P<units>n_?H(?:_?n(?![nR.]|_?H)(?:_?I(?:_?n_?C)?)?)?)"
    r"|(?P<dot>n\.n(?:\.n)?(?![.\d/-]))"
    r"|(?P<hour>n(?=_?[aqvm])))"
    rf"(?:(?P<offset>{_OFFSET})(?![nyh:.]))?(?:_?o)?{_HALF}?\.?(?:_?[gH]\.?(?![n_]_?M))?{_ZONE}?"
)
_DOT_TIME_WORDS = frozenset(
    {
        "kl", "klo", "klockan", "klokken", "klokka", "klukkan", "kello", "pukul", "jam", "alle",
        "ore", "ora", "uhr", "at", "godz",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clock:
    """A printed time of day.

    Attributes:
        time: `HH:MM` or `HH:MM:SS`; `HH` alone is never kept.
        zone: `Z`, `+03:00`, `+03:00 2014-10-26` (since that day; see `zone_on`), or None when
            no zone is printed or the one printed is not unique.
        first, last: the tokens it covers.
        dotted: whether it is written `14.31`, which may be another number.
        marked: whether a zone, half of the day or word such as `Uhr` says it is a time.
        by_24: whether it is written `09:05`, without half of the day.
    """

    time: str
    zone: str | None
    first: int
    last: int
    dotted: bool = False
    marked: bool = False
    by_24: bool = False

    def zone_on(self, day: str) -> str | None:
        """The zone on a day (ISO 8601): some offsets hold only since a day."""
        zone, _, since = (self.zone or "").partition(" ")
        return zone if zone and day >= since else None


def find_times(line: Line, covered: frozenset[int]) -> tuple[Clock, ...]:
    """The times of a line in order, outside the tokens that are `covered` already."""
    found = (_read(match, line) for match in _TIME_RE.finditer(line.masked(covered)))
    return tuple(time for time in found if time is not None)


def _read(match: re.Match[str], line: Line) -> Clock | None:
    form = next(name for name in ("colon", "units", "dot", "hour") if match.group(name))
    tokens = line.tokens[match.start(form) : match.end(form)]
    numbers = [token.text for token in tokens if token.letter in "nhyz"][:3]
    half = match.group("half") or match.group("first_half")
    if form != "units" and any(len(number) != 2 for number in numbers[1:]):
        return None
    time = _time(numbers, half)
    if time is None:
        return None
    after = line.tokens[match.end(form) : match.end()]
    told = any(token.letter in "gH" for token in after)
    by_24 = form == "colon" and half is None and len(numbers[0]) == 2
    marked = bool(
        half or told or match.group("zone") or match.group("first_zone") or form == "units"
    )
    return Clock(time, _zone(match, line), match.start(), match.end(), form == "dot", marked, by_24)


def is_told(time: Clock, line: Line) -> bool:
    """Whether `14.31` is a time: a word for it, a zone or a half of the day stands beside it."""
    if not time.dotted or time.marked:
        return True
    before = [token.text for token in line.tokens[max(0, time.first - 3) : time.first]]
    return not _DOT_TIME_WORDS.isdisjoint(word for text in before for word in text.split())


def _time(numbers: list[str], half: str | None) -> str | None:
    said, minute, second = (*(int(number) for number in numbers), 0, 0)[:3]
    hour = said if half is None else _hour(said, half)
    if hour is None or hour > 23 or minute > 59 or second > 59:
        return None
    return f"{hour:02}:{minute:02}" + (f":{second:02}" if len(numbers) > 2 else "")


def _hour(said: int, half: str) -> int | None:
    """The hour of 24 that a word for a part of the day makes of the one that is said."""
    if half == "v":  # of which day the hours past midnight are, no word says
        return said % 12 + 12 if 6 <= said < 12 or said >= 18 else None
    if half == "m":
        return said + 12 if 1 <= said <= 4 else said if 10 <= said <= 16 else None
    if said > 12:
        return said if half == "q" else None
    return said % 12 + (12 if half == "q" else 0)


def _zone(match: re.Match[str], line: Line) -> str | None:
    if match.group("offset"):
        return _offset(line.tokens[match.start("offset") : match.end("offset")])
    name = "zone" if match.group("zone") else "first_zone"
    if not match.group(name):
        return None
    zone = zones().get(line.tokens[match.start(name)].text, "")
    if match.group("zone_offset"):
        tokens = line.tokens[match.start("zone_offset") : match.end("zone_offset")]
        return _offset(tokens) if zone == "Z" else None
    return zone or None


def _offset(tokens: tuple[Token, ...]) -> str | None:
    """`+3`, `-04`, `+0300`, `+05:30` as `±HH:MM`; None when no zone on earth is so far off."""
    digits = "".join(token.text for token in tokens if token.letter in "ny")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    if int(hours) > 14 or minutes not in {"00", "30", "45"}:
        return None
    return f"{'-' if tokens[0].letter == '-' else '+'}{int(hours):02}:{minutes}"


@lru_cache(maxsize=1)
def zones() -> Mapping[str, str]:
    """Name of a zone → its offset; empty where the name is used for several zones."""
    table = load_table("calendars")["zones"]
    return {phrase_key(name): "Z" if zone == "+00:00" else zone for name, zone in table.items()}
