"""Where the story stands on a page: the span of units that holds the prose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from cleaner.model import Category
from cleaner.steps.resume import resumed_stop
from cleaner.steps.units import Unit
from cleaner.text.prose import ends_sentence, is_prose, word_count
from cleaner.text.stems import stems

_MOST_WORDS = 60.0
"""A paragraph counts no more than this: one long terms-of-use line must not outweigh a story."""

_WEIGHTS = {
    Category.BODY: 20.0,
    Category.CAPTION: 0.0,
    Category.CAPTION_DUP: 0.0,
    Category.TITLE: 0.0,
    Category.STANDFIRST: 0.0,
    Category.KICKER: 0.0,
    Category.BYLINE: 0.0,
    Category.DATE: 0.0,
    Category.DATELINE: 0.0,
    Category.AD: -1.0,
    Category.SHARE: -2.0,
    Category.NEWSLETTER: -2.0,
    Category.PAYWALL: -4.0,
    Category.RELATED: -5.0,
    Category.COMMENTS: -10.0,
}
_OTHER_WEIGHT = -3.0
_SHADOWING = frozenset({Category.RELATED, Category.COMMENTS, Category.NEWSLETTER, Category.BIO})
_FULL_PARAGRAPH = 25.0
_CROWDED_UNITS = 60
_CROWDED_SHARE = 0.5
_COSTLIEST_RUN = 60.0
"""A run of short lines speaks against a story no more than a long paragraph speaks for it."""
_RIVAL = 0.25
_HEADED = 1.0
_ABOVE = 15
_BODY_CHARACTERS = 3000
_ROW = 4
_HEAVIER = 1.0
_THINNER = 0.5
_MARKED = ("- ", "* ", "| ", "#", "1. ", "2. ", "3. ")
"""How extractors that keep structure mark list items, table rows and headings of a story."""
_PICTURES = frozenset({Category.CAPTION, Category.CAPTION_DUP})
_LEAST_FURNITURE, _FURNITURE_WORDS = 2, 12
"""So many lines in a row, each of no more words, are no crossheads."""
_GROWTH = 0.1
_TEASER_WORDS = 2.0
"""On a crowded page a paragraph must be longer than a teaser to speak for the story."""


_KEPT = 4096
"""Lines whose weights are kept: every step of a page weighs them again."""


@lru_cache(maxsize=_KEPT)
def _weight_of(text: str) -> float:
    """How much an unlabelled unit alone speaks for (above 0) or against being in the story."""
    words = word_count(text)
    if is_prose(text):
        return min(words, _MOST_WORDS)
    if ends_sentence(text):
        return words / 2
    if words >= 25:
        return words / 3
    if text.startswith(_MARKED):
        return -0.5
    return -2.0 if words >= 8 else -3.0


def is_crowded(found: Sequence[Unit]) -> bool:
    """Whether the page is mostly menus: a dump of all its texts, not of its story."""
    if len(found) < _CROWDED_UNITS:
        return False
    short = sum(1 for unit in found if unit.category is None and word_count(unit.text) < 8)
    return short > _CROWDED_SHARE * len(found)


def weights(found: Sequence[Unit]) -> list[float]:
    """The weights of the units among their neighbours.

    Short lines weigh more the more of them stand in a row; what follows a heading of related
    stories or comments weighs less, until a full paragraph shows that the story goes on. On a
    page that is mostly menus the shadow does not end: a list inside a story is rarer there.
    """
    crowded = is_crowded(found)
    values: list[float] = []
    run, spent, shadow = 0, 0.0, False
    for _, _, text, category in found:
        if category is not None:
            value = _WEIGHTS.get(category, _OTHER_WEIGHT)
            shadow = shadow or category in _SHADOWING
        elif (value := _weight_of(text)) < 0:
            run += 1
            value = max(value * (1 + _GROWTH * min(run - 1, 5)), min(0.0, -_COSTLIEST_RUN - spent))
            spent += value
        elif value >= _FULL_PARAGRAPH and not crowded:
            shadow = False
        if value > 0:
            run, spent = 0, 0.0
            if crowded:
                value -= _TEASER_WORDS
            if shadow:
                value *= 0.5
        values.append(value)
    return values


@lru_cache(maxsize=4)
def main_span(found: tuple[Unit, ...]) -> tuple[int, int]:
    """The run of units with the greatest sum of weights, as (first, after the last).

    (0, 0) when no unit speaks for a story. Menus before it and lists after it fall outside,
    however long they are; a caption or a prompt between paragraphs does not end it.
    """
    values = weights(found)
    best = _best_run(values, 0, len(values))
    if is_crowded(found):
        best = _headed(found, values, best)
    first, stop = _trimmed(found, best.first, best.stop)
    while first < stop and values[first] <= 0:
        first += 1
    return first, resumed_stop(found, first, stop)


def furniture(found: Sequence[Unit], first: int, stop: int) -> range:
    """Positions in the blocks of the lines that part a standfirst from the story.

    A standfirst of whole sentences opens the span; byline, stamps and buttons below it are still
    the head. Empty where the first paragraph of the span is the lede.
    """
    after = first + 1
    while after < stop and _may_part(found[after]):
        after += 1
    if after - first <= _LEAST_FURNITURE or after == stop or not is_prose(found[first].text):
        return range(0)
    return range(found[first + 1].start, found[after].start)


def _may_part(unit: Unit) -> bool:
    if unit.category is not None:
        return unit.category is not Category.BODY
    return word_count(unit.text) <= _FURNITURE_WORDS and not ends_sentence(unit.text)


@dataclass(frozen=True, slots=True)
class _Run:
    total: float
    first: int
    stop: int


def _best_run(values: Sequence[float], begin: int, end: int) -> _Run:
    """The run of values between `begin` and `end` with the greatest sum."""
    best, first, stop = 0.0, begin, begin
    start, running = begin, 0.0
    for position in range(begin, end):
        if running <= 0:
            start, running = position, 0.0
        running += values[position]
        if running > best:
            best, first, stop = running, start, position + 1
    return _Run(best, first, stop)


def _headed(found: Sequence[Unit], values: Sequence[float], best: _Run) -> _Run:
    """The run that has its headline above it, of the best one and those beside it.

    Consent texts and descriptions of other sites may be longer than a short story, but no
    line above them says in few words what they are about.
    """
    beside = (_best_run(values, 0, best.first), _best_run(values, best.stop, len(values)))
    rivals = [best, *(one for one in beside if one.total >= _RIVAL * best.total)]
    if len(rivals) == 1:
        return best
    return max(rivals, key=lambda one: one.total * (1 + _HEADED * _headline_share(found, one)))


def _headline_share(found: Sequence[Unit], run: _Run) -> float:
    """The greatest share of a line's words, among the lines above the run, that the run repeats."""
    body = " ".join(unit.text for unit in found[run.first : run.stop] if unit.category is None)
    words = stems(body[:_BODY_CHARACTERS])
    share = 0.0
    for unit in found[max(0, run.first - _ABOVE) : run.first]:
        if unit.category is None and 4 <= word_count(unit.text) <= 35:
            own = stems(unit.text)
            if len(own) >= 3:
                share = max(share, len(own & words) / len(own))
    return share


def _trimmed(found: Sequence[Unit], first: int, stop: int) -> tuple[int, int]:
    """The span without the thin ends that a row of short lines parts from the story.

    Teasers and comments are prose too, but thinner: between them stand names, stamps and
    buttons. A row of short lines with much and dense prose on one side of it, and little and
    thin prose on the other, is where the story ends or begins.
    """
    prose = [
        _prose_words(text) if category is None or category is Category.BODY else 0.0
        for _, _, text, category in found[first:stop]
    ]
    if prose.count(0.0) < _ROW:  # most stories have no row of short lines
        return first, stop
    mass = [0.0, *accumulate(prose)]
    begin, end = 0, len(prose)
    for start, after in _short_rows(found[first:stop], prose):
        if after <= begin or start >= end:
            continue
        left, right = mass[start] - mass[begin], mass[end] - mass[after]
        if _outweighs(left, start - begin, right, end - after):
            end = start
            break
        if _outweighs(right, end - after, left, start - begin):
            begin = after
    return first + begin, first + end


def _outweighs(mass: float, size: int, other: float, other_size: int) -> bool:
    """Whether one side holds more prose than the other, and holds it more densely."""
    if not size or not other_size or mass < _HEAVIER * other:
        return False
    return other / other_size < _THINNER * mass / size


@lru_cache(maxsize=_KEPT)
def _prose_words(text: str) -> float:
    words = word_count(text) if ends_sentence(text) else 0.0
    return min(words, _MOST_WORDS) if words >= 8 else 0.0


def _short_rows(found: Sequence[Unit], prose: Sequence[float]) -> list[tuple[int, int]]:
    """Rows of short or labelled lines, as (first, after the last); pictures do not count."""
    rows: list[tuple[int, int]] = []
    start: int | None = None
    for position, unit in enumerate(found):
        breaks = (
            not prose[position]
            and unit.category not in _PICTURES
            and not unit.text.startswith(_MARKED)
        )
        if breaks and start is None:
            start = position
        elif not breaks and start is not None:
            if position - start >= _ROW:
                rows.append((start, position))
            start = None
    return rows
