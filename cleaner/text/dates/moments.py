"""Days and times of a line put together: which time belongs to which day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cleaner.text.dates.days import Day
from cleaner.text.dates.times import Clock
from cleaner.text.dates.tokens import Line

_GAP_RE = re.compile(r"[_,.|/()\[\]gT-]{0,6}")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, a time, or both; `relative` when it counts from now; tokens `first` to `last`."""

    first: int
    last: int
    day: Day | None = None
    time: Clock | None = None
    relative: bool = False


def moments_of(line: Line, parts: Iterable[Day | Clock | tuple[int, int]]) -> tuple[Moment, ...]:
    """The moments of a line in order; a time joins the day next to it, nothing but glue between.

    >>> from cleaner.text.dates.lexicon import lexicon
    >>> from cleaner.text.dates.tokens import tokenise
    >>> moments_of(tokenise("", lexicon("en")), ())
    ()
    """
    waiting: Moment | None = None
    found: list[Moment] = []
    for part in _single(sorted(parts, key=_first)):
        if waiting is None:
            waiting = part
        elif (joined := _join(waiting, part, line)) is not None:
            waiting = joined
        else:
            found.append(waiting)
            waiting = part
    return (*found, waiting) if waiting is not None else tuple(found)


def _first(part: Day | Clock | tuple[int, int]) -> int:
    return part[0] if isinstance(part, tuple) else part.first


def _single(parts: Iterable[Day | Clock | tuple[int, int]]) -> Iterator[Moment]:
    for part in parts:
        if isinstance(part, Day):
            yield Moment(part.first, part.last, day=part)
        elif isinstance(part, Clock):
            yield Moment(part.first, part.last, time=part)
        else:
            yield Moment(part[0], part[1], relative=True)


def _join(one: Moment, two: Moment, line: Line) -> Moment | None:
    """The two as one moment, if they are; the second of two times gives the zone of the first."""
    if not _GAP_RE.fullmatch(line.shape[one.last : two.first]):
        return None
    day, time = one.day or two.day, one.time or two.time
    if one.time is not None and two.time is not None:
        if one.day is None or two.day is not None:
            return None
        time = same_moment(one.time, two.time)
    elif one.time is None and two.time is None:
        if one.day is None or two.day is None or (one.day.readings and two.day.readings):
            return None  # two days are two moments, unless one of them is lunar
        day = one.day if one.day.readings else two.day
    elif (one.day or one.relative) and (two.day or two.relative):
        return None
    return Moment(one.first, two.last, day, time, one.relative or two.relative)


def same_moment(one: Clock, two: Clock) -> Clock:
    """The first of two times of one moment, with the offset that the second tells.

    `10:06 … 07:06 GMT` is 10:06+03:00. Differences that two zones share tell nothing.
    """
    if two.zone != "Z" or one.zone is not None:
        return one if one.zone is not None or two.zone is None else two
    minutes = (_minutes(one.time) - _minutes(two.time)) % 1440
    if 12 * 60 <= minutes <= 14 * 60 or minutes % 15:
        return one
    sign, size = ("+", minutes) if minutes < 12 * 60 else ("-", 1440 - minutes)
    zone = f"{sign}{size // 60:02}:{size % 60:02}" if size else "Z"
    return Clock(one.time, zone, one.first, two.last, one.dotted, marked=True)


def _minutes(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:5])
