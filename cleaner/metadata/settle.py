"""How candidates become a field: one rule for all fields, so that all are explained alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cleaner.model import Finding

MAX_FINDINGS = 12
"""Candidates on record for a field; a page of a thousand dates is not worth more."""

_LONGEST_LOSER = 300


def settle(offers: Iterable[Finding]) -> tuple[Finding, ...]:
    """The candidates, the best marked as used: it comes first, the others follow in order.

    Candidates come in the order of trust. One that carries a reason against itself (`why`) is
    never used. What says the same as the winner, or is only less trusted, is told so.
    """
    offered = tuple(offers)
    if not offered:
        return ()
    distinct = [_cut(one) for one in _distinct(offered)]
    winner = next((one for one in distinct if one.why is None), None)
    if winner is None:
        return tuple(distinct[:MAX_FINDINGS])
    others = [_cut(_against(one, winner)) for one in distinct if one is not winner]
    used = Finding(field=winner.field, value=winner.value, origin=winner.origin, used=True)
    return (used, *others)[:MAX_FINDINGS]


def settle_all(offers: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same for a field of several values: each without a reason against it is used."""
    distinct = [_cut(one) for one in _distinct(offers)]
    used = [replace(one, used=True) for one in distinct if one.why is None]
    return (*used, *(one for one in distinct if one.why is not None))[
        : max(MAX_FINDINGS, len(used))
    ]


def used_value(findings: Iterable[Finding]) -> str | None:
    """The value of the candidate that is used, if one is."""
    return next((one.value for one in findings if one.used), None)


def _distinct(offers: Iterable[Finding]) -> list[Finding]:
    """Each value of an origin once; without a reason against it where it stands there without."""
    distinct: dict[tuple[str, str, str], Finding] = {}
    for one in offers:
        known = distinct.setdefault((one.field, one.value, one.origin), one)
        if known.why is not None and one.why is None:
            distinct[one.field, one.value, one.origin] = one
    return list(distinct.values())


def _cut(one: Finding) -> Finding:
    """What is not used need not be told in full."""
    if one.why is None or len(one.value) <= _LONGEST_LOSER:
        return one
    return replace(one, value=one.value[:_LONGEST_LOSER] + "…")


def _against(one: Finding, winner: Finding) -> Finding:
    if one.why is not None:
        return one
    same = one.value == winner.value
    return replace(one, why="says the same" if same else f"{winner.origin} is trusted more")
