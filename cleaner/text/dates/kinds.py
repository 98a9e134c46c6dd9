"""What the words beside a line's moments say of them: published, updated."""

from __future__ import annotations

from enum import StrEnum

from cleaner.text.dates.moments import Moment
from cleaner.text.dates.tokens import Line


class Kind(StrEnum):
    """What a stamp says of the page."""

    PUBLISHED = "published"
    UPDATED = "updated"
    UNKNOWN = "unknown"


def has_stamp_word(line: Line) -> bool:
    """Whether a word such as "Published" or "Updated" stands in the line."""
    return "u" in line.shape or "p" in line.shape


def kinds_of(line: Line, moments: tuple[Moment, ...]) -> tuple[tuple[Kind, ...], list[str]]:
    """The kind of each moment, and a letter for each token: `s` stamp, `w` stamp word, `.` free."""
    taken = ["w" if letter in "pu" else "." for letter in line.shape]
    for moment in moments:
        taken[moment.first : moment.last] = "s" * (moment.last - moment.first)
    marks = [at for at, letter in enumerate(taken) if letter == "w"]
    behind = bool(marks) and marks[-1] > moments[-1].last - 1 and marks[0] > moments[0].first
    kinds = [Kind.UNKNOWN] * len(moments)
    for at in marks:
        owner = _owner(at, moments, line, behind=behind)
        if owner is not None:
            kinds[owner] = Kind.UPDATED if line.shape[at] == "u" else Kind.PUBLISHED
    if len(moments) == 2 and kinds == [Kind.UNKNOWN, Kind.UPDATED] and not moments[0].relative:
        kinds[0] = Kind.PUBLISHED
    return tuple(kinds), _swallow(line, taken)


def _owner(at: int, moments: tuple[Moment, ...], line: Line, *, behind: bool) -> int | None:
    """The moment that a stamp word speaks of: the next, unless it clings to the one before."""
    following = next((n for n, moment in enumerate(moments) if moment.first > at), None)
    previous = next((n for n in range(len(moments) - 1, -1, -1) if moments[n].last <= at), None)
    if following is None or previous is None:
        return previous if following is None else following
    clings = line.tokens[moments[previous].last - 1].end == line.tokens[at].start
    apart = line.tokens[at].end < line.tokens[moments[following].first].start
    return previous if behind or (clings and apart) else following


def _swallow(line: Line, taken: list[str]) -> list[str]:
    """`taken` with glue words that stand between stamps, stamp words and the line's ends."""
    result = list(taken)
    start = 0
    while start < len(taken):
        if taken[start] in "sw":
            start += 1
            continue
        end = start
        while end < len(taken) and taken[end] not in "sw":
            end += 1
        gap = line.shape[start:end]
        words = {letter for letter in gap if letter.isalnum()}
        beside_word = taken[start - 1 : start] == ["w"] or taken[end : end + 1] == ["w"]
        if words <= {"g"}:
            result[start:end] = ["s" if letter == "g" else "." for letter in gap]
        elif beside_word:
            result[start:end] = _trim_glue(gap)
        start = end
    return result


def _trim_glue(gap: str) -> list[str]:
    """A gap beside a stamp word: the glue at its ends belongs to the stamps."""
    letters = ["." for _ in gap]
    for places in (range(len(gap)), range(len(gap) - 1, -1, -1)):
        for at in places:
            if gap[at].isalnum() and gap[at] != "g":
                break
            letters[at] = "w" if gap[at] == "g" else "."
    return letters
