"""A diff as Markdown that fits into a comment on a pull request, its documents folded."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from cleaner.review.diff.gather import Diff
from cleaner.review.diff.outline import Item, Part, headline, parts, summary
from cleaner.text.visible import visible

LIMIT = 60_000
"""Characters at most: GitHub refuses comments of more than 65,536."""

_LONGEST = 300  # characters of a line of a page
_TICKS = re.compile("`+")
_UNFOLDED = 3  # items that stand open
_ITEMS = 20


def markdown(diff: Diff, limit: int = LIMIT) -> str:
    """The diff; what would make it longer than `limit` characters is left out, and told.

    Nothing that a page says is markup, a link, an address or a name that somebody is called by.
    """
    head = [f"### Corpus: {headline(diff)}", "", *(f"* {_code(line)}" for line in summary(diff))]
    text = "\n".join(head) + "\n"
    left_out = 0
    for part in parts(diff):
        block = "\n".join(_part(part)) + "\n"
        if left_out or len(text) + len(block) > limit - 100:
            left_out += 1
        else:
            text += "\n" + block
    if left_out:
        text += f"\n*{left_out} more parts are left out; `clean diff` shows them.*\n"
    return text


def _part(part: Part) -> Iterator[str]:
    if not part.items:
        yield _code(part.heading)
        return
    if part.level == 1 and len(part.items) <= _UNFOLDED:
        yield f"**{_code(part.heading)}**"
        yield ""
        yield from _items(part)
        return
    heading = html.escape(visible(part.heading, one_line=True), quote=False)
    yield f"<details><summary><code>{heading}</code></summary>"
    yield ""
    yield from _items(part)
    yield ""
    yield "</details>"


def _items(part: Part) -> Iterator[str]:
    yield from (_item(item) for item in part.items[:_ITEMS])
    if len(part.items) > _ITEMS:
        yield f"* and {len(part.items) - _ITEMS} more"


def _item(item: Item) -> str:
    mark = f"{item.mark} " if item.mark else ""
    note = f" ← {_code(item.note)}" if item.note else ""
    return f"* {mark}{_code(item.text)}{note}"


def _code(text: str) -> str:
    """The text as a span of code: in it nothing is markup, a link, or the name of a person.

    >>> _code("[x](http://a.b) @all <b>")
    '`[x](http://a.b) @all <b>`'
    >>> _code("a ``b``")
    '``` a ``b`` ```'
    """
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "…"
    shown = visible(text, one_line=True) or " "
    if "`" not in shown:
        return f"`{shown}`"
    fence = "`" * (max(map(len, _TICKS.findall(shown))) + 1)
    return f"{fence} {shown} {fence}"
