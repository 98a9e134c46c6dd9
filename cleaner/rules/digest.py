"""Rules as canonical JSON: what acts on pages, and nothing of how it was written down."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from cleaner.rules.book import (
    Book,
    Fingerprint,
    Layout,
    OutletEntry,
    Rule,
    Section,
    Span,
    Status,
    Template,
)


def digest(value: object) -> str:
    """SHA-256 of a value of lists, mappings and scalars, in hexadecimal."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def book_value(book: Book) -> dict[str, Any]:
    """The whole book, for the digest of a rule set."""
    return {
        "agencies": {key: list(value) for key, value in book.agencies.items()},
        "general": {key: section_value(one) for key, one in book.general.items()},
        "templates": {key: template_value(one) for key, one in book.templates.items()},
        "outlets": {key: outlet_value(one) for key, one in book.outlets.items()},
    }


def selection_value(book: Book) -> list[object]:
    """What decides which outlet and templates a page gets, in the order that decides ties."""
    outlets = [
        [key, one.name, one.hosts, [name for name, _ in one.uses], _fingerprints(one.fingerprints)]
        for key, one in book.outlets.items()
    ]
    templates = [
        [key, _fingerprints(one.fingerprints), list(one.layout.acting.detect)]
        for key, one in book.templates.items()
    ]
    return [outlets, templates]


def section_value(section: Section) -> dict[str, Any]:
    """What of a section acts: active phrases, active rules in their order, words; what is on trial."""
    acting = {
        "phrases": sorted(
            [one.folded, one.category, one.zone, one.id, *_days(one.span), one.place.layer]
            for one in section.phrases
            if one.status is Status.ACTIVE
        ),
        "rules": [_rule(rule) for rule in section.rules if rule.status is Status.ACTIVE],
        "words": {one.kind: sorted(one.words) for one in section.words},
    }
    trial = [_rule(rule) for rule in section.rules if rule.status is Status.TRIAL]
    trial += [
        [one.id, one.folded, one.zone, *_days(one.span)]
        for one in section.phrases
        if one.status is Status.TRIAL
    ]
    return {**acting, "trial": trial} if trial else acting


def _rule(rule: Rule) -> list[object]:
    parts = [rule.id, rule.category, rule.pattern, rule.scope, rule.zone, rule.ends or ""]
    return [*parts, *_days(rule.span), rule.place.layer]


def template_value(template: Template) -> dict[str, Any]:
    """What of a template acts."""
    return {
        "fingerprints": _fingerprints(template.fingerprints),
        "html": _layout(template.layout.acting),
        **section_value(template.section),
    }


def outlet_value(outlet: OutletEntry) -> dict[str, Any]:
    """What of an outlet acts."""
    return {
        "name": outlet.name,
        "hosts": sorted(outlet.hosts),
        "country": outlet.country,
        "language": outlet.language,
        "uses": [name for name, _ in outlet.uses],
        "fingerprints": _fingerprints(outlet.fingerprints),
        "html": _layout(outlet.layout.acting),
        **section_value(outlet.section),
    }


def _days(span: Span) -> list[str]:
    return [span.since or "", span.until or ""]


def _fingerprints(fingerprints: tuple[Fingerprint, ...]) -> list[list[object]]:
    return sorted([one.folded, one.decisive] for one in fingerprints if one.status is Status.ACTIVE)


def _layout(layout: Layout) -> dict[str, Any]:
    return {
        "detect": list(layout.detect),
        "content": list(layout.content),
        "drop": sorted(map(list, layout.drop)),
        "fields": [list(one) for one in sorted(layout.fields, key=lambda one: one[0])],
    }
