"""One document on a terminal: every line with its label and rule, every value with its origin.

gutter  line number of the page, and what became of the line:
(none) kept · → lifted into a field · − removed
text    kept lines shortened to one row, removed ones to two; cuts inside a line in brackets
right   the category; the rule stands under the last of the lines that it took in a row
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rich.cells import cell_len
from rich.text import Text

from cleaner.model import LIFTED, Block, Category, Document
from cleaner.review.evidence import evidence_rows
from cleaner.review.rows import STRUCK, joined, row_styles, shorten, wrap
from cleaner.text.visible import visible

KEPT, LIFTS, REMOVES = " ", "→", "−"
_GUTTER = 7  # four digits of the line number, a space, the mark, a space
_LABEL = 12  # the longest category and a space
_LEAST = 40


def explain(doc: Document, width: int, *, full: bool = False) -> Iterator[Text]:
    """The rows of the explanation, none wider than `width` cells (at least 40).

    Args:
        doc: a cleaned document.
        width: cells of a row.
        full: no line is shortened.
    """
    width = max(width, _LEAST)
    yield from _head(doc, width)
    for block, after in pairwise((*doc.blocks, None)):
        if block is None:
            continue
        yield from _block(block, width, full=full)
        if block.cuts or after is None or _label(after) != _label(block):
            yield from _rule(block, width)
    yield Text()
    yield from evidence_rows(doc, width)


def _head(doc: Document, width: int) -> Iterator[Text]:
    """Where the page comes from, what became of its lines, and what the marks mean."""
    name = visible(doc.page.source or doc.id, one_line=True)
    kept = sum(category is Category.BODY for category in doc.lines)
    lifted = sum(category in LIFTED for category in doc.lines)
    removed = len(doc.lines) - kept - lifted
    yield Text(shorten(name, width), style="bold")
    yield joined(
        width,
        ("", f"{len(doc.lines)} {'line' if len(doc.lines) == 1 else 'lines'}: {kept} kept, "),
        (row_styles(LIFTS), f"{LIFTS} {lifted} lifted into fields"),
        ("", ", "),
        (row_styles(REMOVES).removesuffix(STRUCK), f"{REMOVES} {removed} removed"),
    )
    yield Text()


def _label(block: Block) -> tuple[Category, str]:
    return block.category or Category.OTHER, block.rule or ""


def _mark(category: Category) -> str:
    if category is Category.BODY:
        return KEPT
    return LIFTS if category in LIFTED else REMOVES


def _block(block: Block, width: int, *, full: bool) -> Iterator[Text]:
    category, _ = _label(block)
    mark = _mark(category)
    room = width - _GUTTER - (_LABEL if mark != KEPT else 0)
    most = 1 if mark == KEPT and not block.cuts else 2
    if block.cuts:
        body = _with_cuts(block, mark, full=full)
        most = 0
    else:
        body = Text(visible(block.text or block.source.strip(), one_line=True))
        body.stylize(row_styles(mark))
    rows = wrap(body, room, most=0 if full else most)
    for number, row in enumerate(rows):
        gutter = f"{block.line:>4} {mark} " if number == 0 else " " * _GUTTER
        line = Text().append(gutter, style=row_styles(mark).removesuffix(STRUCK))
        line.append_text(row)
        if number == 0 and mark != KEPT:
            line.append(" " * (room - cell_len(row.plain) + 1))
            line.append(str(category), style=row_styles(mark).removesuffix(STRUCK))
        yield line


def _with_cuts(block: Block, mark: str, *, full: bool) -> Text:
    """The text with its cuts in brackets, the category in front: `[−caption: Photo: AP]`."""
    text = Text()
    position = 0
    for cut in block.cuts:
        _stay(text, block.text[position : cut.start], mark, full=full)
        sign = _mark(cut.category)
        whole = block.text[cut.start : cut.end]
        inside = visible(whole.strip(), one_line=True)
        text.append(f"[{sign}{cut.category}: {inside}]", style=row_styles(sign))
        text.append(" " if whole[-1:].isspace() else "")
        position = cut.end
    _stay(text, block.text[position:], mark, full=full)
    return text


def _stay(text: Text, part: str, mark: str, *, full: bool) -> None:
    """Appends what stays around a cut; only its ends, where the cut can be seen, unless full."""
    shown = visible(part, one_line=True)
    if not full and len(shown) > 2 * _CONTEXT:
        shown = f"{_begin(shown)} … {_end(shown)}"
    text.append(shown, style=row_styles(mark))


_CONTEXT = 40
_WORD = 15  # what is longer may be cut: some scripts have no spaces


def _begin(text: str) -> str:
    """The first words of the text."""
    if text[_CONTEXT].isspace():
        return text[:_CONTEXT].rstrip()
    space = text.rfind(" ", _CONTEXT - _WORD, _CONTEXT)
    return text[: space if space > 0 else _CONTEXT].rstrip()


def _end(text: str) -> str:
    """The last words of the text."""
    start = len(text) - _CONTEXT
    if text[start - 1].isspace():
        return text[start:].lstrip()
    space = text.find(" ", start, start + _WORD)
    return text[space if space > 0 else start :].lstrip()


def _rule(block: Block, width: int) -> Iterator[Text]:
    """Under a line that was not kept, and under cuts: which rule or step did it."""
    category, rule = _label(block)
    told = [] if category is Category.BODY or not rule else [f"by {rule}"]
    told += [f"{cut.category} by {cut.rule}" for cut in block.cuts]
    values = [f"{name} = {value}" for name, value in block.values]
    for line in (*told, *values):
        text = Text(visible(line, one_line=True), style="dim")
        for row in wrap(text, width - _GUTTER, most=2):
            yield Text(" " * _GUTTER).append_text(row)
