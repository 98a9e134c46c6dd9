"""Hostile markup made harmless before a parser sees it; no text is lost by it.

A parser of HTML is quadratic in some things that no real page has: tens of thousands of open
elements, formatting elements never closed (each is opened again in each following paragraph),
thousands of attributes on one tag. Cheap counts tell pages that might hold such things from all
others; only these are read tag by tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.segment.html.tags import tags

MAX_SIZE = 64_000_000
"""Characters of HTML that are read; what follows is cut, and the page flagged `truncated`."""
FEW_TAGS = 3_000
MANY_TAGS = 16_000
MANY_UNCLOSED = 2_000
MOST_TAGS = 500_000
"""What follows so many tags is cut too."""
MANY_OPEN = 400
MANY_FORMATS = 4
LONG_TAG = 5_000
MANY_ATTRIBUTES = 400
MANY_SIGNS = 20_000
SPARSE = 300
"""Characters for each tag; with more, long tags may hide behind quoted brackets."""

_TAG_RE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})")
_QUOTED_TAG_RE = re.compile(
    r"<([a-zA-Z][a-zA-Z0-9:-]{0,30}+)((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)"
)
"""A tag whose quoted values may hold brackets; possessive, so that it never goes back."""
_FORMATS = tags("b big code em font i s small strike strong tt u option optgroup")
"""What stays open over the borders of blocks, or in a list of choices; few may be open at once."""
_VOID = tags("area base br col embed hr img input link meta param source track wbr")
_CLOSED_BY_NEXT = tags("p li td th tr dt dd thead tbody tfoot colgroup rp rt")
_RAW = tags("script style textarea title noscript xmp iframe")
_NEVER_DEEP = _VOID | _CLOSED_BY_NEXT | _RAW


def tame(html: str) -> tuple[str, bool]:
    """The page without what would choke a parser, and whether its end was cut off."""
    cut = len(html) > MAX_SIZE
    if cut:
        html = html[:MAX_SIZE]
    opened = html.count("<")
    if opened > MOST_TAGS:
        html = "<".join(html.split("<", MOST_TAGS)[:-1])
        opened, cut = MOST_TAGS, True
    html = _shorten_tags(html)
    if len(html) > SPARSE * (opened + 1_000) and html.count("=") > MANY_SIGNS:
        html = _QUOTED_TAG_RE.sub(_without_attributes, html)
    if opened > FEW_TAGS and (opened > MANY_TAGS or opened - 2 * html.count("</") > MANY_UNCLOSED):
        html = _flatten(html)
    return html, cut


def _shorten_tags(html: str) -> str:
    """The page without the attributes of tags that have hundreds of them."""
    parts: list[str] = []
    kept = 0
    for start, end in _long_gaps(html):
        found = _TAG_RE.match(html, start)
        if found is None or found[1] or found[2].lower() in _RAW:
            continue
        if _many_attributes(html[found.end() : end]):
            parts.append(html[kept : found.end()])
            kept = end
    return "".join([*parts, html[kept:]]) if parts else html


def _long_gaps(html: str) -> Iterator[tuple[int, int]]:
    """Where a `<` is not followed by a `>` for long: from the `<` to the `>` or the end.

    It leaps from one `>` to the last one within reach, so that it looks at few characters.
    """
    position = 0
    while position < len(html):
        last = html.rfind(">", position, position + LONG_TAG)
        if last != -1:
            position = last + 1
            continue
        end = html.find(">", position + LONG_TAG)
        end = len(html) if end == -1 else end
        start = html.rfind("<", position, end)
        if start != -1 and end - start > LONG_TAG:
            yield start, end
        position = end + 1


def _without_attributes(found: re.Match[str]) -> str:
    raw = found[1].lower() in _RAW
    return f"<{found[1]}" if not raw and _many_attributes(found[2]) else found[0]


def _many_attributes(rest: str) -> bool:
    """Whether what follows a tag's name may be hundreds of attributes, however they are set apart."""
    return max(rest.count("="), rest.count("/")) > MANY_ATTRIBUTES or (
        len(rest.split(None, MANY_ATTRIBUTES + 1)) > MANY_ATTRIBUTES
    )


def _flatten(html: str) -> str:
    """The page without the tags that would be open beside `MANY_OPEN` others."""
    parts: list[str] = []
    start = 0
    depth = formats = 0
    raw: str | None = None
    for found in _TAG_RE.finditer(html):
        name = found[2].lower()
        if raw is not None:
            if name != raw or not found[1]:
                continue
            raw = None
        elif name in _RAW and not found[1]:
            raw = name
        if name in _NEVER_DEEP:
            continue
        step = -1 if found[1] else 1
        if name in _FORMATS:
            drop = formats > MANY_FORMATS or depth > MANY_OPEN
            formats = max(formats + step, 0)
        else:
            drop = depth > MANY_OPEN
            depth = max(depth + step, 0)
        if drop:
            parts.append(html[start : found.start()])
            # a bare closing tag of no element is read as nothing, with its attributes
            parts.append("</x-")
            start = found.end()
    parts.append(html[start:])
    return "".join(parts)
