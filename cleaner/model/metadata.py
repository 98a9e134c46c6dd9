"""What is known of a page beside its text, and how it is known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Place, agency and day that open a story: `BEIRUT, June 2 (UPI) —`.

    Attributes:
        raw: as printed, with the dash; in front of the text it gives the text back.
        places: the places in their usual spelling, in order.
        country: ISO 3166-1 alpha-2; None when the places do not settle it.
        agency: the wire service named in it.
        date: `MM-DD`, or ISO 8601 where it prints a year; a year is never added.
    """

    raw: str
    places: tuple[str, ...] = ()
    country: str | None = None
    agency: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A candidate for a field.

    Attributes:
        field: name of the record's field.
        value: as text.
        origin: where it was found: `line 4`, `meta article:published_time`, `rule aa.com.tr/credit`.
        used: whether the record has it.
        why: why it was not used, or what it rests on; None when the origin says all.
    """

    field: str
    value: str
    origin: str
    used: bool = False
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The fields of the record beside its text; None or () where nothing is known for sure."""

    outlet: str | None = None
    title: str | None = None
    standfirst: str | None = None
    section: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    modified: str | None = None
    date_source: str | None = None
    retrieved: str | None = None
    dateline: Dateline | None = None
    language: str | None = None
    findings: tuple[Finding, ...] = ()
