"""Every rule against its own cases: what it must take and what it must leave."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.rules.book import Rule
from cleaner.rules.notes import Notes, quoted
from cleaner.rules.patterns import compiled
from cleaner.rules.tree import Table, Text

Fault = tuple[int, str, str]


def takes(rule: Rule, text: str) -> bool:
    """Whether the rule matches the text, wherever on a page it stands."""
    found = compiled(rule.pattern).search(text)
    return found is not None and found.end() > found.start()


def rule_faults(rule: Rule) -> Iterator[Fault]:
    """(line, what, remedy) of each case that does not hold."""
    for text, line in rule.removes:
        if not takes(rule, text):
            what = f"{rule.id}: the rule does not take its own removes {quoted(text)}"
            yield line, what, "mend the pattern or the case"
    for text, line in rule.keeps:
        if takes(rule, text):
            what = f"{rule.id}: keeps would be removed: {quoted(text)}"
            yield line, what, "make the pattern narrower"
    if rule.ends is not None:
        ends = compiled(rule.ends)
        for text, line in rule.removes:
            if ends.search(text) is not None:
                what = f"{rule.id}: 'until' ends on the line where the run begins: {quoted(text)}"
                yield line, what, "let it match the line after the run"


def check_span(table: Table, notes: Notes) -> None:
    """Notes days in the wrong order: `until` before `since`."""
    since, until = table.get(Text("since")), table.get(Text("until"))
    if not isinstance(since, Text) or not isinstance(until, Text):
        return
    if len(since) == len(until) == 10 and until < since:
        notes.add(until.line, f"'until' {until} is before 'since' {since}", "swap them")
