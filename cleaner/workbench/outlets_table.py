"""The outlets that rules know, as a Markdown table."""

from __future__ import annotations

from cleaner.rules import RuleSet, Status
from cleaner.rules.book import OutletEntry

_HEAD = """\
# Outlets

What the packaged rules know of each outlet. Pages of other outlets are cleaned too, with the rules of
their language and of their publishing system. `clean rules docs -o docs/outlets.md` writes this page.

{outlets} outlets in {countries} countries, {languages} languages.

| outlet | host | country | language | selectors | lines | patterns | status |
|---|---|---|---|---|---|---|---|
"""


def outlets_table(rules: RuleSet) -> str:
    """The page `docs/outlets.md`: a row for each outlet, by country and name."""
    entries = sorted(
        rules.book.outlets.values(),
        key=lambda one: (one.country or "~", (one.name or one.key).casefold(), one.key),
    )
    head = _HEAD.format(
        outlets=len(entries),
        countries=len({one.country for one in entries if one.country}),
        languages=len({(one.language or "").partition("-")[0] for one in entries if one.language}),
    )
    return head + "".join(map(_row, entries))


def _row(entry: OutletEntry) -> str:
    layout = entry.layout
    cells = (
        entry.name or entry.key,
        entry.key,
        entry.country or "",
        entry.language or "",
        str(len(layout.content) + len(layout.drop) + len(layout.fields)),
        str(len(entry.section.phrases)),
        str(len(entry.section.rules)),
        _status(entry),
    )
    return "| " + " | ".join(one.replace("|", "\\|") for one in cells) + " |\n"


def _status(entry: OutletEntry) -> str:
    parts = [entry.layout.status, *(one.status for one in entry.section.phrases)]
    parts += [one.status for one in entry.section.rules]
    return next((str(one) for one in parts if one is not Status.ACTIVE), "active")
