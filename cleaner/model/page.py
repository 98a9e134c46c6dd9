"""One fetched thing, decoded, before cleaning."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the user knows of a page; it wins over whatever the page says.

    Dates are ISO 8601 strings, as precise as they are known; `language` is BCP 47.
    """

    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] | None = None
    date: str | None = None
    language: str | None = None
    retrieved: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page, as the readers give it.

    Attributes:
        id: stable over versions; the record's `id`.
        content: the decoded text or HTML.
        media_type: `text/plain` or `text/html`.
        sha256: digest of the bytes read, in hexadecimal.
        source: file, and record in it, relative to the input folder; None when there is none.
        url: address of the page, if known.
        hints: what the user knows.
        flags: what the reader noticed, such as `truncated`.
    """

    id: str
    content: str
    media_type: str = "text/plain"
    sha256: str = ""
    source: str | None = None
    url: str | None = None
    hints: Hints = field(default_factory=Hints)
    flags: tuple[str, ...] = ()
