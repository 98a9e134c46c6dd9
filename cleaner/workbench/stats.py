"""Which rules fire in a corpus, and which have fallen silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cleaner.model import LIFTED, Category
from cleaner.rules import Phrase, Rule, RuleSet, Status
from cleaner.text.folding import fold

_TRIAL = "trial:"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleStats:
    """What is told of a rule.

    Attributes:
        rule: id; phrases of one list share theirs.
        status: of the rule.
        hits: lines that it took in the newest version; for one on trial, pages where it would.
        last: the newest version in which it fired; None: in none that was read.
    """

    rule: str
    status: Status
    hits: int
    last: int | None


def rule_stats(
    versions: Iterable[tuple[int, Iterable[Mapping[str, Any]]]], rules: RuleSet
) -> tuple[RuleStats, ...]:
    """Hits of each rule that could touch these outlets, the silent ones last, else by hits.

    What a rule lifts into a field or protects leaves no trace in the records, so such rules are
    not told of.

    Args:
        versions: (version, its records), the newest first.
        rules: whose hits are counted.
    """
    newest: Counter[str] = Counter()
    last: dict[str, int] = {}
    outlets: set[str] = set()
    for place, (version, records) in enumerate(versions):
        for record in records:
            hits = _hits(record)
            if place == 0:
                newest.update(hits)
                outlets.add(fold(record.get("outlet") or ""))
            for rule in hits:
                last.setdefault(rule, version)
    told = _told(rules, outlets)
    made = [
        RuleStats(rule=rule, status=status, hits=newest[rule], last=last.get(rule))
        for rule, status in told.items()
    ]
    return tuple(sorted(made, key=lambda one: (-one.hits, -(one.last or -1), one.rule)))


def _hits(record: Mapping[str, Any]) -> list[str]:
    taken = [one["rule"] for one in record.get("removed") or ()]
    flags = record.get("flags") or ()
    return taken + [one.removeprefix(_TRIAL) for one in flags if one.startswith(_TRIAL)]


def _told(rules: RuleSet, outlets: set[str]) -> dict[str, Status]:
    """Ids of the rules and phrases that leave a trace: general ones, and those of these outlets."""
    absent = {one.key for one in rules.outlets if fold(one.name) not in outlets}
    parts: list[Rule | Phrase] = [*rules.rules, *rules.phrases]
    return {
        one.id: one.status
        for one in parts
        if one.status in {Status.ACTIVE, Status.TRIAL}
        and one.category not in LIFTED
        and one.category is not Category.BODY
        and one.id.partition("/")[0] not in absent
    }
