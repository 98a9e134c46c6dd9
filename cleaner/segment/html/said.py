"""What the page's data scripts and metas say of the story: headline, description, text."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass

from cleaner.segment.html.tree import Tree

MAX_SCRIPT = 4_000_000
_DECODER = json.JSONDecoder(strict=False)
_TAG_RE = re.compile(r"<[^<>]{0,2000}>")


@dataclass(frozen=True, slots=True)
class Said:
    """What the page says of itself; empty strings where it says nothing."""

    headlines: tuple[str, ...] = ()
    description: tuple[str, ...] = ()
    body: str = ""
    raw_body: str = ""
    types: frozenset[str] = frozenset()
    kind: str = ""


def read_said(tree: Tree) -> Said:
    """The statements of the head, without parsing whole scripts: broken JSON costs no more than its rest."""
    headlines: list[str] = []
    description: list[str] = []
    for meta in tree.metas:
        name = meta.get("property") or meta.get("name")
        if not name or not (content := meta.get("content")):
            continue
        name = name.lower()
        if name in ("og:title", "twitter:title", "dc.title"):
            headlines.append(content)
        elif name == "og:type":
            kind = content.strip().lower()
        elif name in ("description", "og:description", "twitter:description", "dc.description"):
            description.append(content)
    if tree.title:
        headlines.append(tree.title)
    body = ""
    types: set[str] = set()
    kind = ""
    for attrs, script in tree.scripts:
        if "ld+json" not in (attrs.get("type") or "").lower() or len(script) > MAX_SCRIPT:
            continue
        headlines += strings_after(script, '"headline"')
        description += strings_after(script, '"description"')[:2]
        types.update(strings_after(script, '"@type"'))
        bodies = strings_after(script, '"articleBody"')
        body = max([body, *bodies], key=len)
    return Said(
        headlines=tuple(dict.fromkeys(plain(one) for one in headlines if one)),
        description=tuple(dict.fromkeys(plain(one) for one in description if one)),
        body=plain(body),
        raw_body=body,
        types=frozenset(types),
        kind=kind,
    )


def strings_after(script: str, key: str, limit: int = 50) -> list[str]:
    """The strings that stand as values of `key` in JSON, however broken the rest is."""
    found: list[str] = []
    position = script.find(key)
    while position != -1 and len(found) < limit:
        start = position + len(key)
        while start < len(script) and script[start] in " \t\r\n:":
            start += 1
        if script[start : start + 1] == '"':
            try:
                value, start = _DECODER.raw_decode(script, start)
            except ValueError:
                return found
            found.append(str(value))
        position = script.find(key, start)
    return found


def plain(text: str) -> str:
    """Text without markup and entities, spaces normalised."""
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG_RE.sub(" ", text)
        if "&" in text:
            text = html.unescape(text)
    return " ".join(text.split())
