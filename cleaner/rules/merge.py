"""Files on top of each other: a later file adds, replaces by id, and switches off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from cleaner.rules.book import (
    Book,
    Layout,
    OutletEntry,
    Section,
    Status,
    Template,
    Words,
)
from cleaner.rules.notes import Notes, quoted, suggestion

T = TypeVar("T")


def merge(lower: Book, upper: Book, notes: Notes) -> Book:
    """The lower book with the upper one on top; what does not fit together is noted."""
    merged = Book(
        outlets=_merged(lower.outlets, upper.outlets, lambda a, b: _outlet(a, b, notes)),
        templates=_merged(lower.templates, upper.templates, lambda a, b: _template(a, b, notes)),
        general=_merged(lower.general, upper.general, lambda a, b: _section(a, b, notes)),
        agencies={**lower.agencies, **upper.agencies},
    )
    _check_outlets(merged, upper, notes)
    return _disabled(merged, upper, notes)


def _merged(lower: dict[str, T], upper: dict[str, T], join: Callable[[T, T], T]) -> dict[str, T]:
    merged = dict(lower)
    for key, value in upper.items():
        merged[key] = join(lower[key], value) if key in lower else value
    return merged


def _outlet(lower: OutletEntry, upper: OutletEntry, notes: Notes) -> OutletEntry:
    return OutletEntry(
        key=lower.key,
        place=upper.place,
        name=upper.name or lower.name,
        hosts=upper.hosts or lower.hosts,
        country=upper.country or lower.country,
        language=upper.language or lower.language,
        verified=upper.verified or lower.verified,
        uses=tuple(dict.fromkeys((*upper.uses, *lower.uses))),
        fingerprints=(*lower.fingerprints, *upper.fingerprints),
        layout=_layout(lower.layout, upper.layout),
        section=_section(lower.section, upper.section, notes),
    )


def _template(lower: Template, upper: Template, notes: Notes) -> Template:
    return Template(
        key=lower.key,
        fingerprints=(*lower.fingerprints, *upper.fingerprints),
        layout=_layout(lower.layout, upper.layout),
        section=_section(lower.section, upper.section, notes),
    )


def _layout(lower: Layout, upper: Layout) -> Layout:
    """The upper layout's selectors before the lower one's; what does not act gives way."""
    if upper.status is not Status.ACTIVE or lower.status is not Status.ACTIVE:
        return lower if lower.status is Status.ACTIVE else upper
    return Layout(
        detect=(*upper.detect, *lower.detect),
        content=(*upper.content, *lower.content),
        drop=(*upper.drop, *lower.drop),
        fields=(*upper.fields, *lower.fields),
    )


def _section(lower: Section, upper: Section, notes: Notes) -> Section:
    """Rules of the upper one replace those of the same id; a phrase moves to its new category."""
    new_rules = {rule.id: rule for rule in upper.rules}
    new_phrases = {phrase.folded for phrase in upper.phrases}
    for rule in lower.rules:
        new = new_rules.get(rule.id)
        if new is not None and new.place.layer == rule.place.layer == 0:
            what = f"the id {quoted(rule.id)} stands in {rule.file}:{rule.line} too"
            notes.add(new.line, what, "rename one")
    return Section(
        phrases=(
            *(one for one in lower.phrases if one.folded not in new_phrases),
            *upper.phrases,
        ),
        rules=(*(one for one in lower.rules if one.id not in new_rules), *upper.rules),
        words=_words(lower.words, upper.words),
    )


def _words(lower: tuple[Words, ...], upper: tuple[Words, ...]) -> tuple[Words, ...]:
    merged = {one.kind: one for one in lower}
    for one in upper:
        before = merged[one.kind].words if one.kind in merged else ()
        merged[one.kind] = Words(kind=one.kind, words=tuple(dict.fromkeys((*before, *one.words))))
    return tuple(merged.values())


def _check_outlets(merged: Book, upper: Book, notes: Notes) -> None:
    """Notes outlets of the upper book without a name, of unknown templates, on taken hosts."""
    owners: dict[str, str] = {}
    for entry in merged.outlets.values():
        if entry.key not in upper.outlets:
            owners.update(dict.fromkeys((entry.key, *entry.hosts), entry.key))
    for key, entry in upper.outlets.items():
        line = entry.place.line
        if merged.outlets[key].name is None:
            notes.add(line, f"the outlet {quoted(key)} has no name", "add 'name'")
        for name, place in entry.uses:
            if name not in merged.templates:
                remedy = suggestion(name, merged.templates)
                notes.add(place.line, f"{quoted(name)} is no template", remedy)
        for host in dict.fromkeys((key, *entry.hosts)):
            owner = owners.setdefault(host, key)
            if owner != key:
                what = f"the host {quoted(host)} of {quoted(key)} belongs to {quoted(owner)}"
                notes.add(line, what, "name it in one of them")


def _disabled(merged: Book, upper: Book, notes: Notes) -> Book:
    """The book without what the upper one switches off; rules stay on record as disabled."""
    if not upper.disable:
        return merged
    off = {name for name, _ in upper.disable}
    known = set(ids(merged))
    for name, place in upper.disable:
        if name not in known:
            notes.add(place.line, f"{quoted(name)} is the id of no rule", suggestion(name, known))
    return replace(
        merged,
        outlets={
            key: replace(one, section=_without(one.section, off), layout=_bare(one.layout, off))
            for key, one in merged.outlets.items()
        },
        templates={
            key: replace(one, section=_without(one.section, off), layout=_bare(one.layout, off))
            for key, one in merged.templates.items()
        },
        general={key: _without(one, off) for key, one in merged.general.items()},
    )


def _without(section: Section, off: set[str]) -> Section:
    rules = tuple(
        replace(rule, status=Status.DISABLED) if rule.id in off else rule for rule in section.rules
    )
    phrases = tuple(
        replace(one, status=Status.DISABLED) if one.id in off else one for one in section.phrases
    )
    return replace(section, rules=rules, phrases=phrases)


def _bare(layout: Layout, off: set[str]) -> Layout:
    return replace(
        layout,
        drop=tuple(one for one in layout.drop if one[2] not in off),
        fields=tuple(one for one in layout.fields if one[3] not in off),
    )


def ids(book: Book) -> Iterator[str]:
    """The ids of all that can be switched off."""
    for section in sections(book):
        yield from (rule.id for rule in section.rules)
        yield from (phrase.id for phrase in section.phrases)
    layouts = [one.layout for one in book.outlets.values()]
    layouts += [one.layout for one in book.templates.values()]
    for layout in layouts:
        yield from (one[2] for one in layout.drop)
        yield from (one[3] for one in layout.fields)


def sections(book: Book) -> Iterator[Section]:
    """All sections: general, templates, outlets."""
    yield from book.general.values()
    yield from (one.section for one in book.templates.values())
    yield from (one.section for one in book.outlets.values())
