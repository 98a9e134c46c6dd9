"""What rules would change on pages: line by line, nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cleaner.model import Category, Document, Hints, Page
from cleaner.pipeline import clean_page
from cleaner.rules import RuleSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A line of a page that gets another label; `now` and `then` are (category, rule)."""

    page: str
    line: int
    text: str
    now: tuple[Category, str]
    then: tuple[Category, str]

    @property
    def takes(self) -> bool:
        """Whether the line leaves the text."""
        return self.now[0] is Category.BODY and self.then[0] is not Category.BODY


def try_rules(pages: Iterable[Page], now: RuleSet, then: RuleSet) -> Iterator[Change]:
    """Every line whose label differs between the two sets of rules, in page order."""
    for page in pages:
        yield from _changes(clean_page(page, now), clean_page(page, then))


def _changes(old: Document, new: Document) -> Iterator[Change]:
    """Lines are matched by their text: other selectors may give other blocks."""
    before = _labels(old)
    after = _labels(new)
    for (text, number), (line, label) in before.items():
        _, then = after.pop((text, number), (line, (Category.OTHER, "left out")))
        if then != label:
            yield Change(page=old.id, line=line, text=text, now=label, then=then)
    for (text, _), (line, label) in after.items():
        was = (Category.OTHER, "left out")
        yield Change(page=old.id, line=line, text=text, now=was, then=label)


def _labels(doc: Document) -> dict[tuple[str, int], tuple[int, tuple[Category, str]]]:
    """(text, which of its like) → line and label; cut parts of a line count as lines of their own."""
    labels: dict[tuple[str, int], tuple[int, tuple[Category, str]]] = {}
    seen: Counter[str] = Counter()
    for block in doc.blocks:
        label = (block.category or Category.OTHER, block.rule or "")
        for text, one in (
            (block.text, label),
            *((block.text[cut.start : cut.end], (cut.category, cut.rule)) for cut in block.cuts),
        ):
            labels[text, seen[text]] = (block.line, one)
            seen[text] += 1
    return labels


def record_page(record: Mapping[str, Any]) -> Page:
    """The text of a corpus record as a page, with all that is known of it as hints.

    What was removed before is not in it: only what rules would take in addition shows.
    """
    lines = [record.get("title") or "", record["text"]]
    return Page(
        id=record["id"],
        content="\n\n".join(one for one in lines if one),
        url=record.get("url"),
        hints=Hints(
            outlet=record.get("outlet"),
            title=record.get("title"),
            date=record.get("date"),
            language=record.get("language"),
        ),
    )
