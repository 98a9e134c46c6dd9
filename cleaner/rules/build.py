"""A checked tree → the values of one file.

What has no sound shape is left out; it stands in the notes already, and the rest can still be
checked in the same run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.model import XPATH, Category, Scope, Zone
from cleaner.rules.book import (
    Book,
    Fingerprint,
    Layout,
    OutletEntry,
    Phrase,
    Place,
    Rule,
    Section,
    Span,
    Status,
    Template,
    Words,
)
from cleaner.rules.cases import check_span, rule_faults
from cleaner.rules.notes import Notes, quoted
from cleaner.rules.scalars import KINDS, split_attribute
from cleaner.rules.tree import Listing, Table, Text, Tree
from cleaner.text.folding import fold

_LIFE = ("status", "since", "until", "verified")


@dataclass(frozen=True, slots=True)
class _Home:
    """Where a part belongs: what its ids begin with, and what it inherits."""

    name: str
    notes: Notes
    layer: int
    life: dict[str, Text]

    def place(self, line: int) -> Place:
        return Place(file=self.notes.file, line=line, layer=self.layer)

    def settled(self, table: Table) -> dict[str, Text]:
        """Status and days of a part: its own, else those of its home."""
        return {**self.life, **_life(table)}


def build_book(tree: Tree | None, notes: Notes, layer: int) -> Book:
    """All sound parts of a file; cases that fail and ids given twice go into the notes."""
    if not isinstance(tree, Table):
        return Book()
    return Book(
        outlets={
            str(key): _outlet(key, part, notes, layer) for key, part in _parts(tree, "outlets")
        },
        templates={
            str(key): _template(key, part, notes, layer) for key, part in _parts(tree, "templates")
        },
        general={
            str(key): _section(part, _Home(_general_name(key), notes, layer, {}))
            for key, part in _parts(tree, "general")
        },
        agencies={
            str(key): tuple(map(str, _texts(value)))
            for key, value in _table(tree, "agencies").items()
        },
        disable=tuple(
            (str(one), Place(file=notes.file, line=one.line, layer=layer))
            for one in _texts(tree.get(Text("disable")))
        ),
    )


def _general_name(language: str) -> str:
    return "general" if language == "*" else f"general.{language}"


def _outlet(key: Text, table: Table, notes: Notes, layer: int) -> OutletEntry:
    home = _Home(str(key), notes, layer, _life(table))
    check_span(table, notes)
    return OutletEntry(
        key=str(key),
        place=home.place(key.line),
        name=_maybe(table, "name") or (str(key) if "name" in table else None),
        hosts=tuple(map(str, _texts(table.get(Text("hosts"))))),
        country=_maybe(table, "country"),
        language=_maybe(table, "language"),
        verified=_str(home.life.get("verified")),
        uses=tuple((str(one), home.place(one.line)) for one in _texts(table.get(Text("uses")))),
        fingerprints=_fingerprints(table),
        layout=_layout(table, home),
        section=_section(table, home),
    )


def _template(key: Text, table: Table, notes: Notes, layer: int) -> Template:
    home = _Home(str(key), notes, layer, _life(table))
    check_span(table, notes)
    return Template(
        key=str(key),
        fingerprints=_fingerprints(table),
        layout=_layout(table, home),
        section=_section(table, home),
    )


def _section(table: Table, home: _Home) -> Section:
    return Section(
        phrases=tuple(_phrases(table, home)),
        rules=tuple(_rules(table, home)),
        words=tuple(
            Words(kind=str(kind), words=tuple(fold(one) for one in _texts(value)))
            for kind, value in _table(table, "words").items()
        ),
    )


def _phrases(table: Table, home: _Home) -> Iterator[Phrase]:
    status, span = _status(home.life), _span(home.life)
    for category, entries in _table(table, "phrases").items():
        if KINDS["category"].wrong(str(category)) is not None or not isinstance(entries, Listing):
            continue
        name, meant = f"{home.name}/phrases/{category}", Category(category)
        for entry in entries:
            own = status
            if isinstance(entry, Text):
                text, zone = entry, Zone.ANY
            elif isinstance(entry, Table) and entry.sound:
                text, zone = _text(entry, "text"), Zone(_text(entry, "zone", "any"))
                own = _status(home.settled(entry))
            else:
                continue
            yield Phrase(
                id=name,
                category=meant,
                text=str(text),
                folded=fold(text),
                zone=zone,
                status=own,
                span=span,
                place=home.place(text.line),
            )


def _rules(table: Table, home: _Home) -> Iterator[Rule]:
    seen: dict[str, int] = {}
    entries = table.get(Text("rules"))
    for entry in entries if isinstance(entries, Listing) else ():
        if not isinstance(entry, Table) or not entry.sound:
            continue
        rule = _rule(entry, home)
        if rule.id in seen:
            first = f"first on line {seen[rule.id]}"
            home.notes.add(
                rule.line, f"the id {quoted(rule.id)} stands twice, {first}", "rename one"
            )
        seen.setdefault(rule.id, rule.line)
        check_span(entry, home.notes)
        for line, what, remedy in rule_faults(rule):
            home.notes.add(line, what, remedy)
        yield rule


def _rule(table: Table, home: _Home) -> Rule:
    life = home.settled(table)
    scope = table.get(Text("scope"), Text("block"))
    ends = _text(scope, "until") if isinstance(scope, Table) else None
    return Rule(
        id=f"{home.name}/{_text(table, 'id')}",
        category=Category(_text(table, "category")),
        pattern=str(_text(table, "pattern")),
        scope=Scope.UNTIL if ends is not None else Scope(str(scope)),
        zone=Zone(_text(table, "zone", "any")),
        ends=None if ends is None else str(ends),
        removes=tuple((str(one), one.line) for one in _texts(table[Text("removes")])),
        keeps=tuple((str(one), one.line) for one in _texts(table[Text("keeps")])),
        status=_status(life),
        span=_span(life),
        why=_maybe(table, "why"),
        verified=life.get("verified"),
        place=home.place(table.line),
    )


def _layout(table: Table, home: _Home) -> Layout:
    html = table.get(Text("html"))
    if not isinstance(html, Table) or not html.sound:
        return Layout()
    return Layout(
        status=_status(home.settled(html)),
        detect=tuple(map(str, _texts(html.get(Text("detect"))))),
        content=tuple(_selectors(html.get(Text("content")))),
        drop=tuple(
            (Category(category), one, f"{home.name}/html/{category}")
            for category, value in _table(html, "drop").items()
            for one in _selectors(value)
        ),
        fields=tuple(
            (str(name), *split_attribute(one), f"{home.name}/html/{name}")
            for name, value in _table(html, "fields").items()
            for one in _selectors(value)
        ),
    )


def _selectors(tree: Tree | None) -> Iterator[str]:
    """Each selector of a list, or the one that stands alone; of XPath with what tells it."""
    for one in tree if isinstance(tree, Listing) else (tree,):
        if isinstance(one, Text):
            yield str(one)
        elif isinstance(one, Table):
            yield XPATH + _text(one, "xpath")


def _fingerprints(table: Table) -> tuple[Fingerprint, ...]:
    found = []
    entries = table.get(Text("fingerprints"))
    for entry in entries if isinstance(entries, Listing) else ():
        if isinstance(entry, Text):
            text, decisive, life = str(entry), False, {}
        elif isinstance(entry, Table) and entry.sound:
            text, decisive, life = str(_text(entry, "text")), "decisive" in entry, _life(entry)
        else:
            continue
        status = _status(life)
        found.append(Fingerprint(text=text, folded=fold(text), decisive=decisive, status=status))
    return tuple(found)


def _life(table: Table) -> dict[str, Text]:
    found = {}
    for key in _LIFE:
        value = table.get(Text(key))
        kind = KINDS["status" if key == "status" else "date"]
        if isinstance(value, Text) and kind.wrong(str(value)) is None:
            found[key] = value
    return found


def _status(life: dict[str, Text]) -> Status:
    return Status(life.get("status", "active"))


def _span(life: dict[str, Text]) -> Span:
    return Span(since=_str(life.get("since")), until=_str(life.get("until")))


def _str(text: Text | None) -> str | None:
    return None if text is None else str(text)


def _parts(tree: Table, key: str) -> Iterator[tuple[Text, Table]]:
    for name, part in _table(tree, key).items():
        if isinstance(part, Table):
            yield name, part


def _table(table: Table, key: str) -> Table:
    found = table.get(Text(key))
    return found if isinstance(found, Table) else Table(0)


def _texts(tree: Tree | None) -> list[Text]:
    return [one for one in tree if isinstance(one, Text)] if isinstance(tree, Listing) else []


def _text(table: Table, key: str, default: str = "") -> Text:
    found = table.get(Text(key))
    return found if isinstance(found, Text) else Text.at(default, table.line)


def _maybe(table: Table, key: str) -> str | None:
    found = table.get(Text(key))
    return str(found) if isinstance(found, Text) else None
