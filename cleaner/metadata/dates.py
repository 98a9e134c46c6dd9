"""The day of publication and of the last update; no other date of a page is ever one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from cleaner.metadata.evidence import Evidence
from cleaner.metadata.last_resort import search_date
from cleaner.metadata.moments import (
    day_of,
    days_between,
    is_after_fetch,
    is_day,
    is_earlier_hour,
    is_same_instant,
    read_moment,
)
from cleaner.metadata.settle import settle
from cleaner.metadata.stamped import UNCLEAR, read_stamps
from cleaner.metadata.statements import (
    Role,
    Statement,
    json_ld_statements,
    line_statements,
    mark_statements,
    meta_statements,
    side_statements,
    url_statements,
)
from cleaner.model import Finding

_SOURCES = {
    "hint": "hint",
    "rule": "rule",
    "json-ld": "json-ld",
    "meta": "meta",
    "time": "time",
    "line": "text",
    "htmldate": "text",
    "url": "url",
}


def find_dates(evidence: Evidence, found: Mapping[str, str]) -> tuple[Finding, ...]:
    """Findings for `date` and `modified`.

    Sources in the order of trust: the user, a rule, JSON-LD, meta, time elements, stamps on the
    page, its address, htmldate. A day after the fetch, an ambiguous one and one of an update
    are never the day of publication. Where a page's data writes the update into both fields,
    the earlier day that a reader sees is the publication's.
    """
    retrieved = found.get("retrieved")
    statements = [_checked(one, retrieved) for one in _told_apart(list(_statements(evidence)))]
    published = _published(statements)
    if all(one.against for one in published) and (found_last := search_date(evidence)):
        statements.append(_checked(found_last, retrieved))
        published = _published(statements)
    dates = settle(_finding("date", one) for one in published)
    day = next((one.value for one in dates if one.used), None)
    updates = [_not_before(one, day) for one in statements if one.role is Role.MODIFIED]
    return (*dates, *settle(_finding("modified", one) for one in updates))


def date_source(findings: Iterable[Finding]) -> str | None:
    """Where the date that is used was found, in the words of the record; None without a date."""
    for one in findings:
        if one.field == "date" and one.used:
            return _SOURCES[one.origin.split()[0]]
    return None


def _statements(evidence: Evidence) -> Iterator[Statement]:
    if evidence.hints.date:
        yield Statement(value=evidence.hints.date, origin="hint", role=Role.PUBLISHED)
    yield from _rule_statements(evidence)
    if evidence.is_html:
        told = [*json_ld_statements(evidence), *meta_statements(evidence)]
        yield from told
        known = _days(told, Role.PUBLISHED) - _days(told, Role.MODIFIED)
        yield from mark_statements(evidence, lines=not known)
    yield from line_statements(evidence)
    yield from url_statements(evidence)
    yield from side_statements(evidence)


def _rule_statements(evidence: Evidence) -> Iterator[Statement]:
    """What rules read; a stamp that says itself that it is an update is one, whatever the rule."""
    for field, role in (("date", Role.PUBLISHED), ("modified", Role.MODIFIED)):
        for value, origin in evidence.read_by_rules(field):
            moment = read_moment(value)
            if moment is not None:
                yield Statement(value=moment, origin=origin, role=role, visible=True)
                continue
            for stamp in read_stamps(value, evidence):
                yield Statement(
                    value=stamp.value,
                    origin=origin,
                    role=Role.MODIFIED if stamp.role == Role.MODIFIED else role,
                    visible=True,
                    against=stamp.against,
                    readings=stamp.readings,
                )


def _told_apart(statements: list[Statement]) -> Iterator[Statement]:
    """The statements, day and month told apart where just one reading is a day said elsewhere."""
    sure = {day_of(one.value) for one in statements if not one.readings and is_day(one.value)}
    for one in statements:
        said = [reading for reading in one.readings if day_of(reading) in sure]
        if one.against == UNCLEAR and len(said) == 1:
            yield replace(one, value=said[0], against=None, readings=())
        else:
            yield one


def _checked(one: Statement, retrieved: str | None) -> Statement:
    """The statement, with what speaks against it by itself; what the user says is not judged."""
    if one.against is not None or one.origin == "hint":
        return one
    if not is_day(one.value):
        return replace(one, against="says no day")
    if retrieved and is_after_fetch(one.value, retrieved):
        return replace(one, against=f"after the fetch of the page, {retrieved}")
    return one


def _published(statements: list[Statement]) -> list[Statement]:
    """Statements of a publication, in the order of trust, those of an update ruled out."""
    updates = _days(statements, Role.MODIFIED)
    said = _days(statements, Role.PUBLISHED)
    printed_updates = [
        one.value
        for one in statements
        if one.visible and one.role is Role.MODIFIED and one.against is None
        if day_of(one.value) not in said
    ]
    candidates: list[Statement] = []
    for one in statements:
        against = one.against
        if against is None and one.role is Role.MODIFIED:
            against = "the day of an update"
        elif against is None and one.role is Role.UNSAID and _repeats(one, printed_updates):
            against = "the day of an update, without a word"
        elif against is None and one.origin == "htmldate" and day_of(one.value) in updates:
            against = "the day of an update"
        candidates.append(one if against is one.against else replace(one, against=against))
    return _corrected(candidates, updates)


def _repeats(one: Statement, updates: list[str]) -> bool:
    """Whether a stamp without a word may be that of an update again: its day, no hour before it."""
    same_day = [update for update in updates if day_of(update) == day_of(one.value)]
    return any(not is_earlier_hour(one.value, update) for update in same_day)


def _days(statements: Iterable[Statement], role: Role) -> set[str]:
    return {day_of(one.value) for one in statements if one.role is role and one.against is None}


def _corrected(candidates: list[Statement], updates: set[str]) -> list[Statement]:
    """The candidates with a better day in front where what a reader sees contradicts the first."""
    standing = [one for one in candidates if one.against is None]
    if not standing or standing[0].origin == "hint" or standing[0].visible:
        return candidates
    first = standing[0]
    others = [one for one in standing[1:] if days_between(one.value, first.value) != 0]
    if not others:
        return candidates
    better = _better(first, others, updates)
    if better is None:
        return candidates
    return [better, *(one for one in candidates if one is not better)]


def _better(first: Statement, others: list[Statement], updates: set[str]) -> Statement | None:
    """What the first statement has to give way to; None when it stands.

    Three cases. The page's data has the day of its update as that of its publication, and
    elsewhere says an earlier one. The statements of the data differ, and a reader sees the
    other's day. The data says it in UTC, and address and print agree on the day before or
    after, which it is where the outlet is.
    """
    seen = [one for one in others if one.visible]
    told = [one for one in others if one.visible or one.origin.startswith("meta")]
    earlier = [one for one in told if days_between(one.value, first.value) > 1]
    if day_of(first.value) in updates and earlier:
        return earlier[0]
    days = {day_of(one.value) for one in seen}
    for one in others:
        distance = abs(days_between(one.value, first.value))
        if distance > 1 and not one.visible and day_of(one.value) in days:
            return one
    return _local(first, seen)


def _local(first: Statement, seen: list[Statement]) -> Statement | None:
    """The same moment as the outlet's own clock has it; None where nothing says so."""
    if not first.value.endswith(("Z", "+00:00")):
        return None
    for one in seen:
        if is_same_instant(one.value, first.value):
            return one
    addressed = {day_of(one.value) for one in seen if one.origin == "url"}
    for one in seen:
        near = abs(days_between(one.value, first.value)) == 1
        if near and one.origin != "url" and day_of(one.value) in addressed:
            return one
    return None


def _not_before(one: Statement, day: str | None) -> Statement:
    if one.against is None and day and is_day(day) and days_between(day, one.value) < 0:
        return replace(one, against="before the publication")
    return one


def _finding(field: str, one: Statement) -> Finding:
    return Finding(field=field, value=one.value, origin=one.origin, why=one.against)
