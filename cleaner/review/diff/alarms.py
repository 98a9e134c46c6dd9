"""What of a change a person should look at first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cleaner.review.diff.values import Alarm, Cause, LineChange, Warned, What

Record = dict[str, Any]
_LOST = 0.35
_LONG = 120  # characters of a sentence that is no boilerplate by its length
_SENTENCE = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*$")
# what is a sentence by its nature, and not the reporter's
_NO_NEWS = frozenset(
    {"caption", "caption_dup", "paywall", "newsletter", "notice", "bio", "tracking"}
)
_SHORT = 60
_NEAR_THE_END = 3  # paragraphs


def alarms_of(
    old: Record | None, new: Record | None, causes: tuple[Cause, ...], lines: tuple[LineChange, ...]
) -> Iterator[Warned]:
    """The alarms of one document, in the order of their cost."""
    id_ = (new or old or {})["id"]
    if Cause.UNEXPLAINED in causes:
        yield Warned(alarm=Alarm.UNEXPLAINED, id=id_, detail="its record alone differs")
    if old is not None and new is not None:
        yield from _between(old, new, lines)
    if new is not None:
        yield from _junk(old, new)


def _between(old: Record, new: Record, lines: tuple[LineChange, ...]) -> Iterator[Warned]:
    id_ = new["id"]
    if old["date"] != new["date"]:
        yield Warned(alarm=Alarm.DATE, id=id_, detail=f"{old['date']} → {new['date']}")
    paragraphs = old["text"].split("\n\n")
    removed = [one for one in lines if one.what is What.REMOVED]
    for one in removed:
        if one.text in (paragraphs[0], paragraphs[-1]):
            yield Warned(alarm=Alarm.EDGE, id=id_, detail=one.text, rule=one.rule)
    lost = 1 - len(new["text"]) / len(old["text"]) if old["text"] else 0
    if lost > _LOST:
        yield Warned(
            alarm=Alarm.LOST, id=id_, detail=f"{lost:.0%} of {len(old['text']):,} characters"
        )
    for one in removed:
        if len(one.text) >= _LONG and _SENTENCE.search(one.text[-4:]) and not _told(one):
            yield Warned(alarm=Alarm.SENTENCE, id=id_, detail=one.text, rule=one.rule)


def _told(one: LineChange) -> bool:
    return one.category in _NO_NEWS


def _junk(old: Record | None, new: Record) -> Iterator[Warned]:
    """Short lines without an end mark, new in the text, among its last paragraphs."""
    known = frozenset(old["text"].split("\n\n")) if old else frozenset[str]()
    last = new["text"].split("\n\n")[1:][-_NEAR_THE_END:]
    for one in last:
        if one not in known and 0 < len(one) <= _SHORT and not _SENTENCE.search(one[-4:]):
            yield Warned(alarm=Alarm.JUNK, id=new["id"], detail=one)
