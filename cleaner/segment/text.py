"""A text dump → blocks: one for each non-empty line."""

from __future__ import annotations

import re

from cleaner.model import Block, Category
from cleaner.text.normalise import normalise

_LINE_END_RE = re.compile(r"\r\n|\n|\r")
"""Only what editors call a line: U+2028 and form feeds stand inside scraped lines."""


def segment_text(content: str) -> tuple[Block, ...]:
    """The non-empty lines of a dump as blocks, numbered from 1, with normalised text.

    A line that holds nothing but invisible characters is a block too, so that every
    non-empty line is accounted for; it is labelled at once, since no step can read it.
    """
    blocks: list[Block] = []
    gap = False
    for source in content.split("\n") if "\r" not in content else _LINE_END_RE.split(content):
        if not source.strip():
            gap = True
            continue
        text, repairs = normalise(source)
        block = Block(line=len(blocks) + 1, source=source, text=text, gap=gap, repairs=repairs)
        if not text:
            block = block.labelled(Category.OTHER, "structure/invisible")
        blocks.append(block)
        gap = False
    return tuple(blocks)
