"""A comparison as a person reviews it: alarms, decisions, documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cleaner.corpus.compare import Comparison, Pair
from cleaner.review.diff.alarms import alarms_of
from cleaner.review.diff.causes import Made, causes_of, line_cause
from cleaner.review.diff.fields import field_changes
from cleaner.review.diff.groups import Decision, Decisions
from cleaner.review.diff.lines import line_changes
from cleaner.review.diff.values import Alarm, Cause, Changed, Warned

_MOST_ALARMS = 1000  # of a kind that are kept; all are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """What differs between two versions.

    Attributes:
        before, after: versions; None: no corpus yet, or a run that has not been.
        counts: `added`, `updated`, `removed`, `unchanged`; `alike`: those updated documents whose
            text and fields are as they were, and only digests or versions in them differ.
        because: updated documents that do not look alike, by their causes in words.
        alarms: by their cost; no more than 1,000 of a kind.
        alarm_counts: all of them.
        decisions: lines by what did it, the largest first.
        documents: those that differ to the eye, in order of their ids; as many as were asked for.
        left_out: how many more there are.
        same: some unchanged documents.
    """

    before: int | None
    after: int | None
    counts: dict[str, int]
    because: dict[str, int]
    alarms: tuple[Warned, ...]
    alarm_counts: dict[Alarm, int]
    decisions: tuple[Decision, ...]
    documents: tuple[Changed, ...]
    left_out: int
    same: tuple[dict[str, Any], ...]


@dataclass(slots=True)
class _Gathering:
    most: int | None
    because: Counter[str] = field(default_factory=Counter)
    alarms: list[Warned] = field(default_factory=list)
    alarm_counts: Counter[Alarm] = field(default_factory=Counter)
    decisions: Decisions = field(default_factory=Decisions)
    documents: list[Changed] = field(default_factory=list)
    seen: int = 0
    alike: int = 0

    def add(self, changed: Changed) -> None:
        for one in changed.alarms:
            self.alarm_counts[one.alarm] += 1
            if self.alarm_counts[one.alarm] <= _MOST_ALARMS:
                self.alarms.append(one)
        if looks_alike(changed):
            self.alike += 1
            return
        if changed.kind == "updated":
            self.because[changed.because] += 1
        self.decisions.add(changed)
        self.seen += 1
        if self.most is None or len(self.documents) < self.most:
            self.documents.append(changed)


def gather(comparison: Comparison, most: int | None = None) -> Diff:
    """The comparison, ready to be shown; it is read once and in bounded memory.

    Args:
        comparison: of two versions, or of a version and a run.
        most: documents that are kept in detail; None: all. Counts are of all in any case.
    """
    state = _Gathering(most)
    for changed in changes(comparison):
        state.add(changed)
    order = list(Alarm)
    counts = comparison.counts
    return Diff(
        before=comparison.before,
        after=comparison.after,
        counts={
            "added": counts.added,
            "updated": counts.updated,
            "removed": counts.removed,
            "unchanged": counts.unchanged,
            "alike": state.alike,
        },
        because=dict(sorted(state.because.items(), key=lambda item: (-item[1], item[0]))),
        alarms=tuple(sorted(state.alarms, key=lambda one: order.index(one.alarm))),
        alarm_counts={one: state.alarm_counts[one] for one in order if state.alarm_counts[one]},
        decisions=state.decisions.ranked(),
        documents=tuple(state.documents),
        left_out=state.seen - len(state.documents),
        same=comparison.same,
    )


def changes(comparison: Comparison) -> Iterator[Changed]:
    """Each document that differs, in order of the ids."""
    for pair in comparison.pairs():
        yield _changed(pair, comparison.made)


def looks_alike(changed: Changed) -> bool:
    """Whether only digests and versions in the record differ, and for a known cause."""
    explained = Cause.UNEXPLAINED not in changed.causes
    return changed.kind == "updated" and explained and not changed.lines and not changed.fields


def _changed(pair: Pair, made: Made) -> Changed:
    old, new = pair.old, pair.new
    record = new or old
    assert record is not None
    characters = len(old["text"]) if old else 0, len(new["text"]) if new else 0
    if old is None or new is None:
        return Changed(
            id=pair.id,
            kind="added" if old is None else "removed",
            outlet=record["outlet"],
            alarms=tuple(alarms_of(old, new, (), ())),
            characters=characters,
        )
    causes, because = causes_of(pair, made)
    lines = line_changes(old, new, lambda rule: line_cause(causes, because, rule))
    return Changed(
        id=pair.id,
        kind="updated",
        outlet=record["outlet"],
        causes=causes,
        because=because,
        lines=lines,
        fields=tuple(field_changes(old, new, because)),
        alarms=tuple(alarms_of(old, new, causes, lines)),
        characters=characters,
    )
