"""A page that is being cleaned, or is cleaned: its blocks, its metadata, its record."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from cleaner.model.block import Block, Repair
from cleaner.model.category import LIFTED, Category
from cleaner.model.markup import Markup
from cleaner.model.metadata import Metadata
from cleaner.model.page import Page
from cleaner.version import __version__

RECORD = 1
"""Version of the record's form; a change of a field's meaning raises it."""

DESCRIPTION = (
    "url",
    "source",
    "outlet",
    "title",
    "standfirst",
    "section",
    "authors",
    "date",
    "modified",
    "date_source",
    "retrieved",
    "dateline",
    "language",
)
"""The record's fields that describe the page beside its text, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What a label takes out of the text: one line, or a part of one."""

    line: int
    category: Category
    rule: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A page with its blocks labelled and its metadata found.

    Attributes:
        page: what was read.
        blocks: all blocks of the page, in order; none is ever dropped.
        metadata: the fields beside the text.
        flags: what a reader should know: `paywalled`, `truncated`, `empty` …
        rules_sha256: digest of the rules that could touch the page.
        rules_key: what chose them; it says later, without the page, which rules these are now.
        markup: what the page's HTML tells beside its text; None for text.
    """

    page: Page
    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)
    flags: tuple[str, ...] = ()
    rules_sha256: str = ""
    rules_key: str = ""
    markup: Markup | None = None

    @property
    def id(self) -> str:
        """The page's id; stable over versions."""
        return self.page.id

    def with_blocks(self, blocks: Iterable[Block]) -> Document:
        """The document with these blocks; itself, where they are its own already."""
        made = tuple(blocks)
        return self if made == self.blocks else replace(self, blocks=made)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body, paragraph by paragraph; blocks that a scraper broke are joined."""
        paragraphs: list[str] = []
        for block in self.blocks:
            if block.category is not Category.BODY or not (kept := block.kept):
                continue
            if block.glue is None or not paragraphs:
                paragraphs.append(kept)
            else:
                paragraphs[-1] += block.glue + kept
        return tuple(paragraphs)

    @property
    def text(self) -> str:
        """The body paragraphs, an empty line between them."""
        return "\n\n".join(self.paragraphs)

    @property
    def main_content(self) -> str:
        """Standfirst, dateline as printed, and text: main content as extraction benchmarks count it."""
        paragraphs = list(self.paragraphs)
        dateline = self.metadata.dateline
        if dateline is not None and paragraphs:
            paragraphs[0] = f"{dateline.raw} {paragraphs[0]}"
        if self.metadata.standfirst:
            paragraphs.insert(0, self.metadata.standfirst)
        return "\n\n".join(paragraphs)

    @property
    def removed(self) -> tuple[Removal, ...]:
        """What is neither text nor a field, in page order."""
        return tuple(_removals(self.blocks))

    @property
    def lines(self) -> tuple[Category, ...]:
        """The label of each block, in page order."""
        return tuple(block.category or Category.OTHER for block in self.blocks)

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """What normalisation changed, summed over the blocks, by name."""
        counts: Counter[str] = Counter()
        for block in self.blocks:
            for repair in block.repairs:
                counts[repair.name] += repair.count
        return tuple(Repair(name=name, count=counts[name]) for name in sorted(counts))

    def record(self) -> dict[str, Any]:
        """The document as one JSON object; its fields are fixed by `record`, their version."""
        meta = self.metadata
        text = self.text
        return {
            "id": self.page.id,
            "url": self.page.url,
            "source": self.page.source,
            "outlet": meta.outlet,
            "title": meta.title,
            "standfirst": meta.standfirst,
            "section": meta.section,
            "authors": list(meta.authors),
            "date": meta.date,
            "modified": meta.modified,
            "date_source": meta.date_source,
            "retrieved": meta.retrieved,
            "dateline": _dateline(meta),
            "language": meta.language,
            "text": text,
            "lines": [str(category) for category in self.lines],
            "removed": [{**asdict(one), "category": str(one.category)} for one in self.removed],
            "repairs": [asdict(one) for one in self.repairs],
            "flags": list(self.flags),
            "findings": [
                {"field": one.field, "value": one.value, "origin": one.origin}
                for one in meta.findings
            ],
            "input_sha256": self.page.sha256,
            "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
            "rules_sha256": self.rules_sha256,
            "cleaner": __version__,
            "record": RECORD,
        }


def _dateline(meta: Metadata) -> dict[str, Any] | None:
    if meta.dateline is None:
        return None
    return {**asdict(meta.dateline), "places": list(meta.dateline.places)}


def _removals(blocks: tuple[Block, ...]) -> list[Removal]:
    """Removed blocks and cut parts; a lifted part is a field and not removed."""
    removals: list[Removal] = []
    for block in blocks:
        category = block.category or Category.OTHER
        if category is not Category.BODY and category not in LIFTED:
            text = block.text or block.source.strip()
            removals.append(
                Removal(line=block.line, category=category, rule=block.rule or "", text=text)
            )
            continue
        removals.extend(
            Removal(
                line=block.line,
                category=cut.category,
                rule=cut.rule,
                text=block.text[cut.start : cut.end].strip(),
            )
            for cut in block.cuts
            if cut.category not in LIFTED
        )
    return removals
