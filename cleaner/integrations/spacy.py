"""Records as spaCy documents: the text with its metadata as extensions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

FIELDS = ("id", "url", "outlet", "title", "authors", "date", "dateline", "language", "flags")
"""The fields of the record that a document carries, as `doc._.news_outlet` and so on."""


def docs_of(nlp: Language, records: Iterable[Mapping[str, Any]]) -> Iterator[Doc]:
    """A spaCy `Doc` for each record, in order, with its fields as extensions `news_…`."""
    from spacy.tokens import Doc  # noqa: PLC0415 - an extra, slow to load

    for name in FIELDS:
        if not Doc.has_extension(f"news_{name}"):
            Doc.set_extension(f"news_{name}", default=None)
    pairs = ((record["text"], record) for record in records)
    for doc, record in nlp.pipe(pairs, as_tuples=True):
        for name in FIELDS:
            doc._.set(f"news_{name}", record[name])
        yield doc
