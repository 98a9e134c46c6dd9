"""Entries and rules that nobody has looked at for long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from cleaner.errors import Problem
from cleaner.rules import RuleSet, Status
from cleaner.rules.book import Place

_LONG = timedelta(days=366)


def stale_rules(rules: RuleSet, today: date) -> tuple[Problem, ...]:
    """A warning for each day of `verified` of an outlet or template that is over a year ago.

    Args:
        rules: all that is known.
        today: the day to count from.
    """
    found: dict[tuple[str, str], Problem] = {}
    for home, verified, place in _verified(rules):
        if today - date.fromisoformat(verified) > _LONG:
            found.setdefault(
                (home, verified),
                Problem(
                    file=place.file,
                    line=place.line,
                    what=f"{home}: verified on {verified}, more than a year ago",
                    remedy="look at new pages and set 'verified'",
                ),
            )
    return tuple(sorted(found.values(), key=lambda one: (one.file, one.line)))


def _verified(rules: RuleSet) -> Iterator[tuple[str, str, Place]]:
    """(outlet or template, day, place) of all that says when it was verified."""
    for entry in rules.book.outlets.values():
        if entry.verified is not None:
            yield entry.key, entry.verified, entry.place
    for rule in rules.rules:
        if rule.verified is not None and rule.status is Status.ACTIVE:
            yield rule.id.partition("/")[0], rule.verified, rule.place
