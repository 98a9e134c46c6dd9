"""A line → what of it may stay the same while numbers, days, names or its rest vary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cleaner.text.dates.lexicon import lexicon
from cleaner.text.folding import fold

LONGEST = 300
"""Characters of a line whose shape is looked at; longer ones are compared whole."""
_MOST_WORDS = 30
_PREFIXES = (3, 4, 6)
_LABEL_ENDS = frozenset(":：|»›>–—-")
_TOKEN_RE = re.compile(
    r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*|\s+|.",
    re.DOTALL,
)
NUMBER, DAY, NAME, SPACE = "\x01", "\x02", "\x03", " "


@dataclass(frozen=True, slots=True)
class Shape:
    """A line with what varies replaced.

    Attributes:
        kind: `number` (numbers and words of dates vary), `name` (capitalised words too), `prefix`
            (all after the beginning varies), `suffix` (all before the end varies).
        parts: folded words and marks, or NUMBER, DAY, NAME.
    """

    kind: str
    parts: tuple[str, ...]

    @property
    def key(self) -> str:
        """What equal shapes share."""
        return f"{self.kind}\x1e" + "\x1f".join(self.parts)


def tokens(line: str) -> list[str]:
    """Words, numbers, spaces and single marks of a line, in order; joined they are the line."""
    return _TOKEN_RE.findall(line)


def shapes(line: str) -> Iterator[Shape]:
    """The shapes that a line may share with others; none of a line that is long or one word."""
    if len(line) > LONGEST:
        return
    found = tokens(line)
    parts = parts_of(found)
    words = [place for place, part in enumerate(parts) if _is_word(part)]
    if len(words) < 2 or len(words) > _MOST_WORDS:
        return
    if any(part in (NUMBER, DAY) for part in parts):
        yield Shape("number", tuple(parts))
    named = with_names(found, parts)
    if named != parts and _says_enough(named):
        yield Shape("name", tuple(named))
    yield from _openings(parts, words)
    yield from _closings(parts, words)


def _openings(parts: list[str], words: list[int]) -> Iterator[Shape]:
    ends = {words[size - 1] + 1 for size in _PREFIXES if len(words) > size}
    label = next((n for n, part in enumerate(parts) if part in _LABEL_ENDS), None)
    if label is not None and words[0] < label < words[-1]:
        ends.add(label + 1)
    for end in sorted(ends):
        opening = tuple(parts[:end])
        if any(part not in (NUMBER, DAY) and _is_word(part) for part in opening):
            yield Shape("prefix", opening)


def _closings(parts: list[str], words: list[int]) -> Iterator[Shape]:
    for size in _PREFIXES:
        if len(words) > size:
            yield Shape("suffix", tuple(parts[words[-size] :]))


def parts_of(found: Sequence[str]) -> list[str]:
    """The tokens folded, numbers as NUMBER, and words of dates beside them as DAY."""
    parts = [_part(token) for token in found]
    places = [place for place, part in enumerate(parts) if part == NUMBER or _is_word(part)]
    for number, place in enumerate(places):
        neighbours = (*places[max(0, number - 1) : number], *places[number + 1 : number + 2])
        beside = {parts[one] for one in neighbours}
        if parts[place] in _day_words() and beside & {NUMBER, DAY}:
            parts[place] = DAY
    return parts


def _part(token: str) -> str:
    if token[0].isdigit():
        return NUMBER
    return SPACE if token.isspace() else fold(token)


def with_names(found: Sequence[str], parts: Sequence[str]) -> list[str]:
    """The parts with each run of capitalised words as one NAME; the first word is none."""
    named: list[str] = []
    first = next((n for n, part in enumerate(parts) if _is_word(part)), 0)
    for place, (token, part) in enumerate(zip(found, parts, strict=True)):
        capital = place > first and _is_word(part) and part != DAY and token[:1].isupper()
        if not capital:
            named.append(part)
        elif len(named) > 1 and named[-1] == SPACE and named[-2] == NAME:
            named.pop()
        else:
            named.append(NAME)
    return named


def _says_enough(parts: Sequence[str]) -> bool:
    """Whether what stays the same could hardly stand in a story by chance."""
    words = [part for part in parts if _is_word(part) and part not in (NAME, DAY)]
    return len(words) >= 3 or (bool(words) and any(part in _LABEL_ENDS for part in parts))


def _is_word(part: str) -> bool:
    return part[0].isalpha() or part in (NUMBER, DAY, NAME)


@lru_cache(maxsize=1)
def _day_words() -> frozenset[str]:
    """Names of months and weekdays, in all languages; beside a number they are part of a date."""
    senses = lexicon(None).senses
    return frozenset(word for word, sense in senses.items() if sense.keys() & set("MWLK"))
