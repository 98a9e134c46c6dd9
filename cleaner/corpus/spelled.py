"""Documents whose records are spelled already, by the process that cleaned them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cleaner.model import Category, Document, Metadata

Speller = Callable[[Mapping[str, Any]], bytes]
"""A spelling of records; a function of a module, so that other processes find it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpelledDocument(Document):
    """A document without content and blocks, but with its record.

    Attributes:
        spelled: the record.
        speller: what spelled it.
        labels: what `lines` gives, in one text with spaces: they go from process to process.
    """

    spelled: bytes
    speller: Speller
    labels: str

    def record(self) -> dict[str, Any]:
        """The document as one JSON object."""
        record: dict[str, Any] = json.loads(self.spelled)
        return record

    @property
    def text(self) -> str:
        """The body paragraphs, an empty line between them."""
        return str(self.record()["text"])

    @property
    def lines(self) -> tuple[Category, ...]:
        """The label of each block, in page order."""
        return tuple(map(Category, self.labels.split()))


def spell(document: Document, speller: Speller) -> Document:
    """The document with its record spelled; as it is, but for its content, where it cannot be."""
    page = replace(document.page, content="")
    try:
        spelled = speller(document.record())
    except UnicodeEncodeError:  # an id that no file can hold; whoever keeps it tells
        return replace(document, page=page)
    return SpelledDocument(
        page=page,
        blocks=(),
        metadata=Metadata(outlet=document.metadata.outlet),
        flags=document.flags,
        rules_sha256=document.rules_sha256,
        rules_key=document.rules_key,
        spelled=spelled,
        speller=speller,
        labels=" ".join(document.lines),
    )


def spelled_by(document: Document, speller: Speller) -> bytes:
    """The record in that spelling; what has it already is not spelled again.

    Raises:
        UnicodeEncodeError: it holds half of a surrogate pair, which no file can hold.
    """
    if isinstance(document, SpelledDocument) and document.speller is speller:
        return document.spelled
    return speller(document.record())
