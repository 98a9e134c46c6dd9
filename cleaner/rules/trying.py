"""A book as if a person had accepted what it proposes."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from cleaner.rules.book import Book, Fingerprint, Layout, Phrase, Rule, Section, Status

_TRIED = frozenset({Status.PROPOSED, Status.TRIAL})
P = TypeVar("P", Phrase, Rule, Fingerprint, Layout)


def accepted(book: Book) -> Book:
    """The book with everything active that is proposed or on trial."""
    return replace(
        book,
        outlets={
            key: replace(
                one,
                fingerprints=tuple(map(_active, one.fingerprints)),
                layout=_active(one.layout),
                section=_section(one.section),
            )
            for key, one in book.outlets.items()
        },
        templates={
            key: replace(
                one,
                fingerprints=tuple(map(_active, one.fingerprints)),
                layout=_active(one.layout),
                section=_section(one.section),
            )
            for key, one in book.templates.items()
        },
        general={key: _section(one) for key, one in book.general.items()},
    )


def _section(section: Section) -> Section:
    return replace(
        section,
        phrases=tuple(map(_active, section.phrases)),
        rules=tuple(map(_active, section.rules)),
    )


def _active(part: P) -> P:
    return replace(part, status=Status.ACTIVE) if part.status in _TRIED else part
