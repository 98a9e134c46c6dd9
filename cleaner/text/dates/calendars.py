"""Days of other calendars as days of the Gregorian one, by exact rules."""

from __future__ import annotations

from datetime import date, timedelta

FIRST_YEAR = 1990
"""Earlier days are history, not publication: the web's first news pages are of 1993."""

_LAST_YEAR = 2199
_BREAKS = (
    -61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181,
    1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178,
)  # fmt: skip


def gregorian(year: int, month: int, day: int) -> date | None:
    """The day, if there is one and it lies in 1990 … 2199; None otherwise.

    >>> gregorian(2021, 11, 22), gregorian(2021, 2, 30), gregorian(1789, 7, 14)
    (datetime.date(2021, 11, 22), None, None)
    """
    if not FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def solar_hijri(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a day of the Solar Hijri (Jalali) calendar of Iran and Afghanistan.

    Leap years follow the 2,820-year break table of K. Borkowski, "The Persian calendar for
    3000 years" (1996), which agrees with the official calendar for the years of the web.

    >>> solar_hijri(1397, 2, 26), solar_hijri(1400, 12, 30)
    (datetime.date(2018, 5, 16), None)
    """
    if not 1369 <= year <= 1577 or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    if day == 31 and month > 6:
        return None
    if month == 12 and day == 30 and _new_year(year + 1) - _new_year(year) == timedelta(365):
        return None
    found = _new_year(year) + timedelta((month - 1) * 31 - max(0, month - 7) + day - 1)
    return gregorian(found.year, found.month, found.day)


def _new_year(year: int) -> date:
    """The Gregorian day of the first of Farvardin."""
    gregorian_year = year + 621
    leaps = -14
    before = _BREAKS[0]
    jump = 0
    for at in _BREAKS[1:]:
        jump = at - before
        if year < at:
            break
        leaps += jump // 33 * 8 + jump % 33 // 4
        before = at
    passed = year - before
    leaps += passed // 33 * 8 + (passed % 33 + 3) // 4
    if jump % 33 == 4 and jump - passed == 4:
        leaps += 1
    gregorian_leaps = gregorian_year // 4 - (gregorian_year // 100 + 1) * 3 // 4 - 150
    return date(gregorian_year, 3, 20 + leaps - gregorian_leaps)


def plain_year(year: int, *, buddhist: bool) -> int:
    """The year of the common era: Thai pages count from 543 BC.

    >>> plain_year(2564, buddhist=True), plain_year(2021, buddhist=True)
    (2021, 2021)
    """
    return year - 543 if buddhist and year >= FIRST_YEAR + 543 else year
