"""A diff as parts with a heading and items, for whatever shows it: terminal, Markdown, a page.

Text of pages is in it as it was read: whoever shows it makes it safe in its own way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.review.diff.gather import Diff
from cleaner.review.diff.groups import Decision, SameLine
from cleaner.review.diff.values import Changed, LineChange, What

MARKS = {
    What.REMOVED: "−",
    What.RESTORED: "+",
    What.RELABELLED: "≠",
    What.CHANGED: "~",
    What.GONE: "−",
    What.NEW: "+",
}
"""How a line stands in a diff."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of a part.

    Attributes:
        mark: one of `MARKS`, "!" of an alarm, "" of a remark.
        text: what it says; of a page, or our own words.
        note: our own words on it: cause, count, samples.
    """

    mark: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading with what belongs to it; `level` 2 stands below 1."""

    heading: str
    level: int
    items: tuple[Item, ...]


def headline(diff: Diff) -> str:
    """What is compared: `version 3 → version 4`."""
    old = "nothing" if diff.before is None else f"version {diff.before}"
    new = "the run" if diff.after is None else f"version {diff.after}"
    return f"{old} → {new}"


def summary(diff: Diff) -> list[str]:
    """How many documents differ, and why, a line each."""
    counts = diff.counts
    told = [f"{counts[name]} {name}" for name in ("added", "updated", "removed") if counts[name]]
    lines = [f"documents: {', '.join(told) or 'none differ'}; {counts['unchanged']} unchanged"]
    lines += [f"{_documents(count)}: {because}" for because, count in diff.because.items()]
    if counts["alike"]:
        lines.append(f"{_documents(counts['alike'])}: text and fields as before, digests differ")
    return lines


def parts(diff: Diff) -> Iterator[Part]:
    """The parts in the order in which a person should look at them."""
    yield from _alarms(diff)
    yield from (_decision(one) for one in diff.decisions)
    yield from (_document(one) for one in diff.documents)
    if diff.left_out:
        more = f"{_documents(diff.left_out)} more; --documents N shows more of them"
        yield Part(heading=more, level=1, items=())
    if diff.same:
        items = [Item(mark="", text=one["id"], note=_opening(one["text"])) for one in diff.same]
        yield Part(heading="Some that did not change", level=1, items=tuple(items))


def _alarms(diff: Diff) -> Iterator[Part]:
    for alarm, count in diff.alarm_counts.items():
        shown = [one for one in diff.alarms if one.alarm is alarm]
        items = [
            Item(mark="!", text=one.detail, note=", ".join(filter(None, (one.id, one.rule))))
            for one in shown
        ]
        yield Part(heading=f"Alarm: {alarm} ({count})", level=1, items=tuple(items))


def _decision(one: Decision) -> Part:
    category = f" as {one.category}" if one.category else ""
    was = f" (was {one.before})" if one.before else ""
    number = "1 line" if one.lines == 1 else f"{one.lines} lines"
    heading = f"{one.what}{category}: {number} in {_documents(one.documents)}, by {one.cause}{was}"
    items = [_line(MARKS[one.what], line) for line in (*one.same, *one.odd)]
    if one.more:
        items.append(Item(mark="", text=f"and {one.more} other lines"))
    return Part(heading=heading, level=1, items=tuple(items))


def _line(mark: str, line: SameLine) -> Item:
    return Item(
        mark=mark, text=line.text, note=f"{_documents(line.count)}: {', '.join(line.samples)}"
    )


def _document(one: Changed) -> Part:
    before, after = one.characters
    size = f"{before} → {after} characters" if before != after else f"{after} characters"
    heading = f"{one.id}: {one.kind}" + (f", {one.because}" if one.because else "")
    items = [Item(mark="", text=size)]
    items += [
        Item(mark="~", text=f"{it.field}: {it.before or '–'} → {it.after or '–'}", note=it.cause)
        for it in one.fields
    ]
    items += [item for line in one.lines for item in _changed_line(line)]
    return Part(heading=heading, level=2, items=tuple(items))


def _changed_line(line: LineChange) -> Iterator[Item]:
    place = f"line {line.line}: " if line.line is not None else ""
    if line.what is What.CHANGED:
        yield Item(mark="−", text=line.before or "")
        yield Item(mark="+", text=line.text, note=line.cause)
        return
    category = f"{line.category}, " if line.category else ""
    was = f", was {line.before}" if line.before else ""
    yield Item(mark=MARKS[line.what], text=line.text, note=f"{place}{category}{line.cause}{was}")


def _opening(text: str) -> str:
    first = text.partition("\n")[0]
    return first if len(first) <= 80 else first[:79] + "…"


def _documents(count: int) -> str:
    return "1 document" if count == 1 else f"{count} documents"
