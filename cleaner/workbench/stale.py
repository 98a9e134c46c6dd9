"""Rules that nobody has looked at for long."""

from __future__ import annotations

from datetime import date, timedelta

from cleaner.errors import Problem
from cleaner.rules import RuleSet, Status

_LONG = timedelta(days=366)


def stale_rules(rules: RuleSet, today: date) -> tuple[Problem, ...]:
    """A warning for each day of `verified` in an outlet or template that is over a year ago.

    Args:
        rules: all that is known.
        today: the day to count from.
    """
    found: dict[tuple[str, str], Problem] = {}
    for rule in rules.rules:
        if rule.verified is None or rule.status is not Status.ACTIVE:
            continue
        if today - date.fromisoformat(rule.verified) > _LONG:
            home = rule.id.partition("/")[0]
            found.setdefault(
                (home, rule.verified),
                Problem(
                    file=rule.file,
                    line=rule.line,
                    what=f"{home}: verified on {rule.verified}, more than a year ago",
                    remedy="look at new pages and set 'verified'",
                ),
            )
    return tuple(sorted(found.values(), key=lambda one: (one.file, one.line)))
