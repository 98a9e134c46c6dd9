"""Points in time as ISO 8601 strings: read from values of programs, compared, never refined."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

_ISO_RE = re.compile(
    r"""(?P<year>\d{4})(?P<sep>[-/.]?)(?P<month>\d\d?)(?P=sep)(?P<day>\d\d?)
        (?:(?:[T_]|[ ,]{1,3}(?:at[ ])?)?(?P<hour>\d\d?)[:.]?(?P<minute>\d\d)
        (?:[:.]?(?P<second>\d\d)(?:[.,]\d{1,9})?)?
        \s?(?P<zone>Z|UTC|GMT|(?:(?:UTC|GMT)?[+-]\d\d:?(?:\d\d)?(?:[ ](?:UTC|GMT))?))?)?
        (?:\[[\w/+-]{1,40}\])?""",
    re.VERBOSE | re.IGNORECASE,
)
_EPOCH_RE = re.compile(
    r"(?:\d{9,10}|\d{13})(?:\.\d{1,6})?"
)  # 12 and 14 digits are ISO 8601 without signs
_JS_DATE_RE = re.compile(
    r"[A-Z][a-z]{2} (?P<rest>[A-Z][a-z]{2} \d\d \d{4} \d\d:\d\d:\d\d) GMT(?P<zone>[+-]\d{4})"
)
_MAX_LENGTH = 64
_EARLIEST_YEAR = 1600  # the first newspapers; placeholders such as 0001-01-01 lie before
_CLOCK_SKEW = timedelta(hours=1)


def read_moment(value: str) -> str | None:
    """The point in time that a machine-readable value says, in ISO 8601; None when it says none.

    Reads ISO 8601 and its everyday misspellings, RFC 2822, the form of JavaScript and Unix time.
    The zone stays as printed. Fractions of a second go. An exact midnight is how programs
    write a day of which they know no hour, so it gives the day alone; Unix time 0 is no date.

    >>> read_moment("2021-11-22T10:05:00.000+0300")
    '2021-11-22T10:05:00+03:00'
    >>> read_moment("2021-11-22 00:00:00")
    '2021-11-22'
    >>> read_moment("Mon, 22 Nov 2021 10:05:00 GMT")
    '2021-11-22T10:05:00Z'
    >>> read_moment("2021-02-30") is None
    True
    """
    text = " ".join(value[:_MAX_LENGTH].split()).strip("\"' ")
    if len(text) < 6 or not any(char.isdigit() for char in text):
        return None
    if _EPOCH_RE.fullmatch(text):
        return _from_epoch(text)
    if match := _ISO_RE.fullmatch(text):
        return _from_match(match)
    if text[:3].isalpha():
        return _from_letter(text)
    return None


def day_of(moment: str) -> str:
    """The calendar day of a moment, in the zone in which it is written."""
    return moment[:10]


def is_later(one: str, other: str, *, slack: timedelta = timedelta(0)) -> bool:
    """Whether `one` is later than `other`: by the instant where both say a zone, else by the day.

    A day without an hour, or an hour without a zone, may lie a day off in another zone; the
    comparison by days is of the days as written.

    >>> is_later("2021-11-22T01:00:00+03:00", "2021-11-21T23:30:00Z")
    False
    >>> is_later("2021-11-23", "2021-11-22T10:00:00Z")
    True
    """
    first, second = _instant(one), _instant(other)
    if first is not None and second is not None:
        return first > second + slack
    return day_of(one) > day_of(other)


def is_after_fetch(moment: str, retrieved: str) -> bool:
    """Whether a moment lies after the fetch of its page, which no publication can.

    Clocks may differ by an hour, and days written in different zones by one.
    """
    if not (is_day(moment) and is_day(retrieved)):
        return False
    if _instant(moment) is not None and _instant(retrieved) is not None:
        return is_later(moment, retrieved, slack=_CLOCK_SKEW)
    return days_between(retrieved, moment) > 1


def days_between(one: str, other: str) -> int:
    """How many calendar days `other` is after `one`, both as written."""
    return (date.fromisoformat(day_of(other)) - date.fromisoformat(day_of(one))).days


def is_same_instant(one: str, other: str) -> bool:
    """Whether two moments that say their zones are the same one.

    >>> is_same_instant("2021-11-22T19:05:00-08:00", "2021-11-23T03:05:00Z")
    True
    """
    first, second = _instant(one), _instant(other)
    return first is not None and first == second


def is_earlier_hour(one: str, other: str) -> bool:
    """Whether both say an hour of the same day, and `one` an earlier.

    >>> is_earlier_hour("2021-11-22T10:05", "2021-11-22T12:40")
    True
    >>> is_earlier_hour("2021-11-22", "2021-11-22T12:40")
    False
    """
    first, second = _instant(one), _instant(other)
    if first is not None and second is not None:
        return first < second
    if "T" not in one or "T" not in other or day_of(one) != day_of(other):
        return False
    return one[11:16] < other[11:16]


def is_day(moment: str) -> bool:
    """Whether a moment is precise to a day: a year or a month alone is not."""
    return len(moment) >= 10


def _from_match(match: re.Match[str]) -> str | None:
    if not match["sep"] and (len(match["month"]) < 2 or len(match["day"]) < 2):
        return None
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    hour, minute = int(match["hour"] or 0), int(match["minute"] or 0)
    second = min(int(match["second"] or 0), 59)
    try:
        moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  the zone is kept as text
    except ValueError:
        return None
    seconds = match["second"] is not None
    return _written(moment, _zone(match["zone"]), seconds=seconds)


def _from_epoch(text: str) -> str | None:
    whole = text.partition(".")[0]
    seconds = int(whole) / 1000 if len(whole) == 13 else int(whole)
    return _written(datetime.fromtimestamp(seconds, tz=UTC).replace(tzinfo=None), "Z", seconds=True)


def _from_letter(text: str) -> str | None:
    """RFC 2822 and what JavaScript prints."""
    if match := _JS_DATE_RE.match(text):
        try:
            moment = datetime.strptime(match["rest"], "%b %d %Y %H:%M:%S")  # noqa: DTZ007  zone kept as text
        except ValueError:
            return None
        return _written(moment, _zone(match["zone"]), seconds=True)
    if "," not in text[:10]:
        return None
    try:
        parsed = parsedate_to_datetime(text)
    except ValueError:
        return None
    offset = parsed.strftime("%z")
    zone = "Z" if offset == "+0000" else _zone(offset)
    return _written(parsed.replace(tzinfo=None), zone, seconds=True)


def _zone(printed: str | None) -> str:
    if not printed:
        return ""
    digits = re.sub(r"(?i)utc|gmt|:| ", "", printed)
    if digits.upper() in {"", "Z"}:
        return "Z"
    digits = digits.ljust(5, "0")
    hours, minutes = int(digits[1:3]), int(digits[3:5])
    if hours > 14 or minutes > 59:
        return ""
    return f"{digits[:3]}:{digits[3:5]}"


def _written(moment: datetime, zone: str, *, seconds: bool) -> str | None:
    if moment.year < _EARLIEST_YEAR or (moment.year, moment.month, moment.day) == (1970, 1, 1):
        return None
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds" if seconds else "minutes") + zone


def _instant(moment: str) -> datetime | None:
    """The instant of a moment that says an hour and a zone; None for others."""
    if len(moment) <= 10:
        return None
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return parsed if parsed.tzinfo is not None else None
