"""The same change in many documents is one decision for the person who reviews it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from cleaner.review.diff.values import Changed, LineChange, What

_GROUPED = frozenset({What.REMOVED, What.RESTORED, What.RELABELLED})
_MOST_TEXTS = 10_000  # different lines of a decision that are told apart
_SAMPLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SameLine:
    """One line in the documents of a decision.

    Attributes:
        text: the line.
        count: documents with it.
        samples: ids of some of them, the first ones.
    """

    text: str
    count: int
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What one cause does to lines.

    Attributes:
        what: what became of them.
        cause: what did it, in words.
        category: of the lines where they were taken.
        before: of relabelled lines, what they were before.
        documents, lines: how many.
        same: lines that stand in several documents, the most frequent first.
        odd: lines that stand in one document alone, the longest first: what does not fit the rest.
        more: different lines that are neither in `same` nor in `odd`.
    """

    what: What
    cause: str
    category: str | None
    before: str | None
    documents: int
    lines: int
    same: tuple[SameLine, ...]
    odd: tuple[SameLine, ...]
    more: int


@dataclass(slots=True)
class _Open:
    documents: int = 0
    lines: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    samples: dict[str, list[str]] = field(default_factory=dict)
    untold: int = 0

    def add(self, text: str, id_: str) -> None:
        self.lines += 1
        if text not in self.counts and len(self.counts) >= _MOST_TEXTS:
            self.untold += 1
            return
        self.counts[text] += 1
        samples = self.samples.setdefault(text, [])
        if len(samples) < _SAMPLES and id_ not in samples:
            samples.append(id_)


_Key = tuple[What, str, str | None, str | None]


class Decisions:
    """Decisions while documents are added."""

    def __init__(self) -> None:
        self._open: dict[_Key, _Open] = {}

    def add(self, changed: Changed) -> None:
        """Takes in the lines of a document."""
        met = set()
        for one in changed.lines:
            if one.what not in _GROUPED:
                continue
            key = _key(one)
            decision = self._open.setdefault(key, _Open())
            decision.add(one.text, changed.id)
            met.add(key)
        for key in met:
            self._open[key].documents += 1

    def ranked(self) -> tuple[Decision, ...]:
        """All decisions, that with the most lines first."""
        made = [_decision(key, one) for key, one in self._open.items()]
        return tuple(sorted(made, key=lambda one: (-one.lines, one.cause, one.what)))


def _key(one: LineChange) -> _Key:
    before = one.before if one.what is What.RELABELLED else None
    return one.what, one.cause, one.category, before


def _decision(key: _Key, found: _Open) -> Decision:
    what, cause, category, before = key
    ranked = sorted(found.counts.items(), key=lambda item: (-item[1], item[0]))
    lines = [
        SameLine(text=text, count=count, samples=tuple(found.samples[text]))
        for text, count in ranked
    ]
    same = [one for one in lines if one.count > 1][:_SAMPLES]
    alone = [one for one in lines if one.count == 1]
    odd = sorted(alone, key=lambda one: (-len(one.text), one.text))[:_SAMPLES]
    return Decision(
        what=what,
        cause=cause,
        category=category,
        before=before,
        documents=found.documents,
        lines=found.lines,
        same=tuple(same),
        odd=tuple(odd),
        more=len(lines) - len(same) - len(odd) + found.untold,
    )
