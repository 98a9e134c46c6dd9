"""One block of a page: labelled, never deleted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from cleaner.model.category import Category


class Element(StrEnum):
    """What a block was on the page; a text dump has lines only."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE_ROW = "table_row"
    CAPTION = "caption"
    PREFORMATTED = "preformatted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A kind of normalisation and how many characters of the block it changed."""

    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A part of a block that is not what the rest is: `text[start:end]` of the block."""

    start: int
    end: int
    category: Category
    rule: str


@dataclass(frozen=True, kw_only=True, init=False)
class Block:
    """A paragraph, heading, list item or line.

    Attributes:
        line: its number; counts the non-empty lines (text) or the blocks (HTML) from 1.
        source: as read; never changes.
        text: normalised; never changes. What cleaning takes out of it stands in `cuts`.
        element: what it was on the page.
        gap: an empty line stands before it (text), or a border of blocks (always, in HTML).
        category: its label; None until a step has decided.
        rule: id of the rule, or name of the step, that gave the label.
        cuts: parts with a label of their own, in order, not overlapping.
        values: what the rule read in the block, as (field, value).
        glue: None when the block is a paragraph of its own; else what joins its text
            to the paragraph before it ("" or " "): one sentence that the scraper broke.
        link_share: the share of its characters that stand in links, 0 to 1 (HTML).
        repairs: what normalisation changed.
    """

    line: int
    source: str
    text: str
    element: Element = Element.LINE
    gap: bool = False
    category: Category | None = None
    rule: str | None = None
    cuts: tuple[Cut, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    glue: str | None = None
    link_share: float = 0.0
    repairs: tuple[Repair, ...] = ()

    def __init__(  # noqa: PLR0913 - the fields; one `update` is a fifth of twelve assignments
        self,
        *,
        line: int,
        source: str,
        text: str,
        element: Element = Element.LINE,
        gap: bool = False,
        category: Category | None = None,
        rule: str | None = None,
        cuts: tuple[Cut, ...] = (),
        values: tuple[tuple[str, str], ...] = (),
        glue: str | None = None,
        link_share: float = 0.0,
        repairs: tuple[Repair, ...] = (),
    ) -> None:
        self.__dict__.update(
            line=line,
            source=source,
            text=text,
            element=element,
            gap=gap,
            category=category,
            rule=rule,
            cuts=cuts,
            values=values,
            glue=glue,
            link_share=link_share,
            repairs=repairs,
        )

    def labelled(
        self, category: Category, rule: str, *, values: tuple[tuple[str, str], ...] = ()
    ) -> Block:
        """The block with its label, the rule that gave it, and what the rule read in it."""
        made = object.__new__(Block)  # every line of a page comes here: `replace` is slow
        made.__dict__.update(self.__dict__)
        made.__dict__.update(category=category, rule=rule, values=values or self.values)
        return made

    def with_cut(self, start: int, end: int, category: Category, rule: str) -> Block:
        """The block with `text[start:end]` cut out; the part stays on record.

        Raises:
            ValueError: the span is empty, outside the text, or overlaps another cut.
        """
        if not 0 <= start < end <= len(self.text):
            msg = f"no such span in block {self.line}: {start}:{end}"
            raise ValueError(msg)
        if any(start < cut.end and cut.start < end for cut in self.cuts):
            msg = f"overlapping cuts in block {self.line}: {start}:{end}"
            raise ValueError(msg)
        cut = Cut(start=start, end=end, category=category, rule=rule)
        return replace(self, cuts=tuple(sorted((*self.cuts, cut), key=lambda one: one.start)))

    @property
    def kept(self) -> str:
        """The text without its cuts, outer spaces stripped."""
        if not self.cuts:
            return self.text
        parts: list[str] = []
        position = 0
        for cut in self.cuts:
            parts.append(self.text[position : cut.start])
            position = cut.end
        parts.append(self.text[position:])
        return " ".join(part for part in (part.strip() for part in parts) if part)
