"""The publication and update stamps of a line, in the languages and calendars of the press."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from cleaner.text.dates.chars import has_digit, phrase_key, read_chars, word_key
from cleaner.text.dates.days import Day, find_days, language_order, settle
from cleaner.text.dates.kinds import Kind, has_stamp_word, kinds_of
from cleaner.text.dates.lexicon import Lexicon, base_language, is_dense, lexicon
from cleaner.text.dates.moments import Moment, moments_of
from cleaner.text.dates.relative import find_relative
from cleaner.text.dates.remains import is_stamp_line, pieces_of
from cleaner.text.dates.times import Clock, find_times, is_told
from cleaner.text.dates.tokens import WORD, Line, tokenise
from cleaner.text.prose import ends_sentence

__all__ = ["Kind", "Stamp", "Stamps", "find_stamps"]

_LONGEST, _SHORT = 240, 80
_MOST_WORDS, _MOST_WORDS_CLOSED = 32, 16
"""A line with more characters or words is prose, the sooner when it ends as a sentence does."""
_WORD_RE = re.compile(WORD)
_DATED_RE = re.compile(r"\d{4}|\d[:.h/時时시点點-] ?\d", re.IGNORECASE)

_YEAR_FIRST = frozenset({"ja", "ko", "zh", "hu", "lt", "fa", "mn", None})
"""Languages (None: not known) that may write 21.11.22 with the year in front."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A printed moment.

    Attributes:
        value: ISO 8601, as precise as printed (`2021-11-22`, `2021-11-22T14:31`); a zone offset
            or `Z` only where the line settles it. None where the line does not settle the day.
        kind: what the words beside it say.
        start, end: its place in the line, the words beside it not included.
        readings: what it may be, as ISO 8601, where day and month cannot be told apart; else ().
        relative: whether it counts from now ("9 min ago").
    """

    value: str | None
    kind: Kind
    start: int
    end: int
    readings: tuple[str, ...] = ()
    relative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamps:
    """The stamps of a line.

    Attributes:
        items: in the order of the line; at least one.
        rest: what of the line is no stamp: a name, a section; pieces parted by ` | `, or empty.
        evident: whether a time, a word such as "Updated" or the lack of a rest says it is a stamp.
    """

    items: tuple[Stamp, ...]
    rest: str = ""
    evident: bool = False


def find_stamps(
    text: str,
    *,
    language: str | None,
    words: Callable[[str], frozenset[str]] | None = None,
    order: str | None = None,
) -> Stamps | None:
    """The stamps of one line of a page; None for prose and for lines without a stamp.

    Args:
        text: one line, in NFC; over 240 characters it is taken for prose.
        language: BCP 47, with the country where known (`en-GB` settles 04.05.2021); None: any.
        words: more words of a kind, folded: `words("updated")`, `words("published")`.
        order: `dmy` or `mdy`, where the outlet is known to print numbers so; it wins over the
            language.

    An impossible day, or one that is not the weekday printed with it, makes the line no stamp.

    >>> find_stamps("Jane Doe | 22.11.2021 - Update : 23.11.2021", language="en").items[1].value
    '2021-11-23'
    >>> find_stamps("He was born on November 22, 1991, in Baku.", language="en") is None
    True
    """
    more = (words("published"), words("updated")) if words is not None else _NO_WORDS
    return _read(text, language, more, order) if len(text) <= _LONGEST else None


_NO_WORDS: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())


@lru_cache(maxsize=4096)
def _read(
    text: str,
    language: str | None,
    words: tuple[frozenset[str], frozenset[str]],
    order: str | None,
) -> Stamps | None:
    """What `find_stamps` gives; several steps and finders ask for the same line."""
    base = base_language(language)
    if _is_prose(text) or not _may_hold(text, base):
        return None
    vocabulary = lexicon(base)
    line = _with_words(tokenise(text.replace(" @ ", "   "), vocabulary), words)
    moments = _moments(line, vocabulary, base, order or language_order(language))
    if not moments:
        return None
    kinds, taken = kinds_of(line, moments)
    moments, kinds = _supported(line, moments, kinds)
    return _finish(line, moments, kinds, taken) if moments else None


def _is_prose(text: str) -> bool:
    """Whether a look at the line's length tells that it is no stamp."""
    if len(text) <= _SHORT:
        return False
    words = len(text.split())
    if words > _MOST_WORDS or _DATED_RE.search(text) is None:
        return True
    return words > _MOST_WORDS_CLOSED and ends_sentence(text)


def _may_hold(text: str, base: str | None) -> bool:
    """Whether the line has what a day, a time or a word such as "yesterday" is made of.

    A headline with a number in it has not, and most lines are spared a closer look.
    """
    if has_digit(text):
        read = read_chars(text)
        if _NUMBERS_RE.search(read) is not None or is_dense(read):
            return True
        return not _telling(base).isdisjoint(map(word_key, _WORD_RE.findall(read)))
    if len(text) > 60:
        return False
    words, dense = _numberless(base)
    read = read_chars(text)
    if not words.isdisjoint(map(phrase_key, read.split())):
        return True
    return not read.isascii() and any(word in read for word in dense)


_NUMBERS_RE = re.compile(r"\d\s*[-/.:]\s*\d|\d[^\W\d_]")
"""Numbers that may be a day or a time by themselves, or with the unit written to them."""
_SPACED_UNITS = frozenset({"h", "gio", "phut"})


@lru_cache(maxsize=128)
def _telling(base: str | None) -> frozenset[str]:
    """The words beside a number of which a line with a moment has one; see `tokens.Token`."""
    words = lexicon(base)
    phrases = (key for key, senses in words.senses.items() if not _TELLING.isdisjoint(senses))
    ago = (word for form in words.ago for word in form.replace("#", " ").split())
    return frozenset(key.split()[0] for key in phrases).union(ago, _SPACED_UNITS)


_TELLING = frozenset("MWLKEaqt")


@lru_cache(maxsize=128)
def _numberless(base: str | None) -> tuple[frozenset[str], tuple[str, ...]]:
    """Last words of relative times without a number; those of scripts without spaces apart."""
    phrases = [key for key, senses in lexicon(base).senses.items() if "t" in senses]
    dense = tuple(sorted(key for key in phrases if is_dense(key[0])))
    return frozenset(key.split()[-1] for key in phrases), dense


def _with_words(line: Line, words: tuple[frozenset[str], frozenset[str]]) -> Line:
    """The line with the rules' words for "published" and "updated" marked as such."""
    if not any(words):
        return line
    tokens = list(line.tokens)
    for letter, several in zip("pu", words, strict=True):
        keys = _keys(several)
        tokens = [
            replace(token, letter=letter)
            if token.letter in "xg" and phrase_key(token.text) in keys
            else token
            for token in tokens
        ]
    return Line(line.text, tuple(tokens), "".join(token.letter for token in tokens))


@lru_cache(maxsize=128)
def _keys(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(phrase_key, words))


def _moments(
    line: Line, vocabulary: Lexicon, base: str | None, order: str | None
) -> tuple[Moment, ...]:
    """The moments of the line; none where one of its days is impossible."""
    relative = find_relative(line, vocabulary)
    covered = frozenset(at for span in relative for at in range(*span))
    days = find_days(line, covered, base=base)
    if days is None:
        return ()
    covered |= {at for day in days for at in range(day.first, day.last)}
    times = tuple(
        time
        for time in find_times(line, covered)
        if is_told(time, line) or days or relative or has_stamp_word(line)
    )
    days = settle(days, order or _order_of(days, times))
    moments = moments_of(line, (*days, *times, *relative))
    shorts = [moment for moment in moments if moment.day is not None and moment.day.short]
    if any(not _is_year(moment, line, base, len(moments)) for moment in shorts):
        return ()
    return moments


def _order_of(days: tuple[Day, ...], times: tuple[Clock, ...]) -> str | None:
    """Day first, where 12.02.2022 stands with a 24-hour clock: pages of the US print neither."""
    dotted = any(day.dotted and not day.short for day in days)
    return "dmy" if dotted and any(time.by_24 for time in times) else None


def _is_year(moment: Moment, line: Line, base: str | None, moments: int) -> bool:
    """Whether the two digits at the end of a day are a year: something must say it is a stamp."""
    day = moment.day
    if day is None or (day.numeric and base in _YEAR_FIRST):
        return False
    return day.weekday or moment.time is not None or moments > 1 or has_stamp_word(line)


def _supported(
    line: Line, moments: tuple[Moment, ...], kinds: tuple[Kind, ...]
) -> tuple[tuple[Moment, ...], tuple[Kind, ...]]:
    """The moments that are stamps: a time or a "today" alone needs a stamp word."""
    pairs = zip(moments, kinds, strict=True)
    if any(kind is Kind.UNKNOWN and not _stands_alone(line, moment) for moment, kind in pairs):
        return (), ()
    return moments, kinds


def _stands_alone(line: Line, moment: Moment) -> bool:
    """Whether the moment is a stamp without a word that says so; `Today` and `May 5` are not."""
    if moment.relative:
        phrase = line.tokens[moment.first : moment.last]
        return moment.time is not None or any(
            " " in token.text or token.letter in "nh" for token in phrase
        )
    if moment.day is None:
        return False
    return not moment.day.yearless or moment.time is not None


def _finish(
    line: Line, moments: tuple[Moment, ...], kinds: tuple[Kind, ...], taken: list[str]
) -> Stamps | None:
    pieces = pieces_of(line, taken)
    timed = any(moment.time is not None for moment in moments)
    evident = not pieces or timed or has_stamp_word(line)
    if not is_stamp_line(pieces, line, evident=evident, timed=timed):
        return None
    items = tuple(_stamp(line, moment, kind) for moment, kind in zip(moments, kinds, strict=True))
    return Stamps(items=items, rest=" | ".join(piece.text for piece in pieces), evident=evident)


def _stamp(line: Line, moment: Moment, kind: Kind) -> Stamp:
    start, end = line.tokens[moment.first].start, line.tokens[moment.last - 1].end
    readings = (
        tuple(_iso(moment, at) for at in range(len(moment.day.readings))) if moment.day else ()
    )
    return Stamp(
        value=readings[0] if len(readings) == 1 else None,
        kind=kind,
        start=start,
        end=end,
        readings=readings if len(readings) > 1 else (),
        relative=moment.relative,
    )


def _iso(moment: Moment, at: int) -> str:
    assert moment.day is not None
    day = moment.day.readings[at].isoformat()
    return (
        day if moment.time is None else f"{day}T{moment.time.time}{moment.time.zone_on(day) or ''}"
    )
