"""The relative times that a line prints: `9 min ago`, `vor 2 Stunden`, `3 時間前`."""

from __future__ import annotations

from cleaner.text.dates.chars import word_key
from cleaner.text.dates.lexicon import Lexicon
from cleaner.text.dates.tokens import Line

_BEFORE, _AFTER = 3, 4
"""The most words of a relative time before and after its number."""


def find_relative(line: Line, words: Lexicon) -> tuple[tuple[int, int], ...]:
    """(first, last) tokens of each relative time, in order."""
    found: list[tuple[int, int]] = []
    for at, letter in enumerate(line.shape):
        span = _around(line, at, words, found[-1][1] if found else 0) if letter in "nh" else None
        if span is not None:
            found.append(span)
    counted = {at for span in found for at in range(*span)}
    found += [
        (at, at + 1) for at, letter in enumerate(line.shape) if letter == "t" and at not in counted
    ]
    return tuple(sorted(found))


def _around(line: Line, at: int, words: Lexicon, free: int) -> tuple[int, int] | None:
    before = _words(line, range(at - 1, free - 1, -1), _BEFORE)
    after = _words(line, range(at + 1, len(line.tokens)), _AFTER)
    for used_before in range(len(before), -1, -1):
        head = " ".join(word for word, _ in reversed(before[:used_before]))
        for used_after in range(len(after), -1, -1):
            tail = " ".join(word for word, _ in after[:used_after])
            form = f"{head}#{tail}"
            if form != "#" and (form in words.ago or form.replace(" ", "") in words.ago):
                first = before[used_before - 1][1] if used_before else at
                last = after[used_after - 1][1] + 1 if used_after else at + 1
                return first, last
    return None


def _words(line: Line, places: range, limit: int) -> list[tuple[str, int]]:
    """Up to `limit` words next to a number, each with its token; spaces and points are skipped."""
    found: list[tuple[str, int]] = []
    for place in places:
        token = line.tokens[place]
        if token.letter in "_.'":
            continue
        if not token.text[:1].isalpha() or len(found) == limit:
            break
        found.append((word_key(token.text), place))
    return found
