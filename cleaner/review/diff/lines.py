"""The lines of a document that are not where they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from cleaner.review.diff.values import LineChange, What

Record = dict[str, Any]
_BREAK = "\n\n"
_MOST = 2000  # paragraphs that are aligned one by one; a document with more is no article


def line_changes(
    old: Record, new: Record, cause: Callable[[str | None], str]
) -> tuple[LineChange, ...]:
    """What became of the lines, in the order of the page.

    Args:
        old: record of the document.
        new: record of the same document, later.
        cause: from the rule that takes or took a line, or None, to what did it.
    """
    then, now = _removals(old), _removals(new)
    taken = [one for key, one in now.items() if key not in then]
    freed = [one for key, one in then.items() if key not in now]
    changes = list(_relabelled(then, now))
    removed, restored = _Texts(taken), _Texts(freed)
    for before, after in _paragraphs(old["text"], new["text"]):
        changes.extend(_paragraph(before, after, removed, restored))
    causes = {rule: cause(rule) for rule in {one.rule for one in changes}}
    told = (replace(one, cause=causes[one.rule]) for one in changes)
    return tuple(sorted(told, key=lambda one: (one.line is None, one.line or 0)))


class _Texts:
    """Removals by their text, each to be found once in the text of the other version."""

    def __init__(self, removals: list[Record]) -> None:
        self._removals = removals

    def within(self, paragraph: str) -> list[Record]:
        """Those whose text is the paragraph or a part of it; they are not found again."""
        found = [one for one in self._removals if one["text"] and one["text"] in paragraph]
        for one in found:
            self._removals.remove(one)
        return found


def _paragraph(
    before: str | None, after: str | None, removed: _Texts, restored: _Texts
) -> Iterator[LineChange]:
    """What became of one paragraph; None: it was not, or is not there."""
    taken = removed.within(before) if before else []
    freed = restored.within(after) if after else []
    yield from (_change(What.REMOVED, one) for one in taken)
    yield from (_change(What.RESTORED, one) for one in freed)
    if before and after and not taken and not freed:
        yield LineChange(what=What.CHANGED, text=after, before=before)
        return
    if before and not after and not taken:
        yield LineChange(what=What.GONE, text=before)
    if after and not before and not freed:
        yield LineChange(what=What.NEW, text=after)


def _change(what: What, removal: Record) -> LineChange:
    return LineChange(
        what=what,
        text=removal["text"],
        line=removal["line"],
        category=removal["category"],
        rule=removal["rule"],
    )


def _removals(record: Record) -> dict[tuple[str, int], Record]:
    """Removals by their text, and by how many with the same text stood before."""
    seen: Counter[str] = Counter()
    found = {}
    for one in record["removed"]:
        found[one["text"], seen[one["text"]]] = one
        seen[one["text"]] += 1
    return found


def _relabelled(
    then: dict[tuple[str, int], Record], now: dict[tuple[str, int], Record]
) -> Iterator[LineChange]:
    for key in then.keys() & now.keys():
        old, new = then[key], now[key]
        if (old["category"], old["rule"]) != (new["category"], new["rule"]):
            label = f"{old['category']} by {old['rule']}"
            yield replace(_change(What.RELABELLED, new), before=label)


def _paragraphs(old: str, new: str) -> Iterator[tuple[str | None, str | None]]:
    """The paragraphs that differ, paired where one stands in the place of the other."""
    then = old.split(_BREAK)[:_MOST] if old else []
    now = new.split(_BREAK)[:_MOST] if new else []
    for tag, i, j, k, m in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        gone, come = then[i:j], now[k:m]
        if tag == "replace" and len(gone) == len(come):
            yield from zip(gone, come, strict=True)
        else:
            yield from ((one, None) for one in gone)
            yield from ((None, one) for one in come)
