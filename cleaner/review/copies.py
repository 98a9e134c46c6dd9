"""Finds copies among the documents of a corpus: MinHash and locality-sensitive hashing.

Two documents are copies when most runs of words are the same and their dates are near. Wire stories
are printed by many outlets within days; what looks alike years apart is a column with a fixed form.

Source: Broder, "On the resemblance and containment of documents", 1997; Silcock et al., "Noise-robust
de-duplication at scale", 2022, for the window of dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cleaner.errors import UsageError
from cleaner.text.folding import fold

_SEED = 1
_HASHES = 128
_LEAST_WORDS = 30  # a shorter text has too few runs of words to be told from another
_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What makes copies.

    Attributes:
        threshold: the share of runs of words that two documents have in common, 0 to 1.
        days: between their dates, at most; None: however many. A document without a date is a
            copy of no other but one with the very same text.
        run: words in a run.
    """

    threshold: float = 0.7
    days: int | None = 14
    run: int = 5


def find_copies(records: Iterable[dict[str, Any]], how: Likeness) -> dict[str, str]:
    """The id of the document that stands for all copies, by the id of each of them.

    The earliest stands for the others; of several, the one whose id sorts first.

    Args:
        records: of a corpus; read once.
        how: what makes copies.

    Raises:
        UsageError: the library for it is not installed.
    """
    try:
        from datasketch import LeanMinHash, MinHash, MinHashLSH  # noqa: PLC0415 - an extra
    except ImportError as error:
        message = "clean dedup: needs the library datasketch; pip install 'cleaner[dedup]'"
        raise UsageError(message) from error
    buckets = MinHashLSH(threshold=how.threshold, num_perm=_HASHES)
    # its permutations are the same for all: most of a sketch, and of making one
    blank = MinHash(num_perm=_HASHES, seed=_SEED)
    seen: dict[str, tuple[str | None, LeanMinHash]] = {}
    same = _Same()
    groups = _Groups()
    for record in records:
        id_, day = record["id"], record["date"]
        if twin := same.of(record):
            groups.join(id_, twin)
        groups.dates[id_] = day or ""
        shingles = _shingles(record["text"], how.run)
        if not shingles:
            continue
        made = blank.copy()
        made.update_batch(shingles)
        sketch = LeanMinHash(made)
        for other in sorted(buckets.query(sketch)):
            near = _near(day, seen[other][0], how.days)
            if near and sketch.jaccard(seen[other][1]) >= how.threshold:
                groups.join(id_, other)
        buckets.insert(id_, sketch, check_duplication=False)
        seen[id_] = (day, sketch)
    return groups.leaders()


class _Same:
    """Texts that are the very same, whatever their dates."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def of(self, record: Mapping[str, Any]) -> str | None:
        """The first document with this text; None for the first itself, and for no text."""
        if not record["text"]:
            return None
        first = self._first.setdefault(record["text_sha256"], record["id"])
        return None if first == record["id"] else first


class _Groups:
    """Documents that are copies of each other, over others as well."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self.dates: dict[str, str] = {}

    def join(self, one: str, other: str) -> None:
        """The two are copies."""
        first, second = sorted((self._top(one), self._top(other)))
        self._above[second] = first

    def leaders(self) -> dict[str, str]:
        """The document that stands for the group, by each of its documents."""
        members: dict[str, list[str]] = {}
        for id_ in sorted({*self._above, *self._above.values()}):
            members.setdefault(self._top(id_), []).append(id_)
        found = {}
        for several in members.values():
            leader = min(several, key=lambda id_: (self.dates.get(id_) or "~", id_))
            found.update(dict.fromkeys(several, leader))
        return found

    def _top(self, id_: str) -> str:
        top = id_
        while (above := self._above.get(top, top)) != top:
            top = above
        while (above := self._above.get(id_, id_)) != top:
            self._above[id_], id_ = top, above
        return top


def _shingles(text: str, run: int) -> list[bytes]:
    """The different runs of words, folded; of characters where a script has no spaces."""
    words = list(_words(text))
    if len(words) < _LEAST_WORDS:
        return []
    runs = {" ".join(words[at : at + run]) for at in range(len(words) - run + 1)}
    return [one.encode() for one in sorted(runs)]


def _words(text: str) -> Iterator[str]:
    for match in _WORD.finditer(fold(text)):
        word = match[0]
        if _UNSPACED.search(word):
            yield from word
        else:
            yield word


def _near(one: str | None, other: str | None, days: int | None) -> bool:
    """Whether the dates are no more than so many days apart; days that are not known are not."""
    if days is None:
        return True
    if one is None or other is None:
        return False
    try:
        apart = date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])
    except ValueError:  # known to the month or the year alone
        return False
    return abs(apart.days) <= days
