"""Story text that stands in the scripts of a page alone: JSON-LD, state of a framework, streams."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

from cleaner.segment.html.parse import parse
from cleaner.segment.html.pieces import Piece, gather
from cleaner.segment.html.said import Said

MAX_SCRIPTS = 12_000_000
SHORTEST = 80
ENOUGH = 400

_SCRIPT_RE = re.compile(r"<script\b[^>]{0,2000}+>", re.IGNORECASE)
_STRING_RE = re.compile(r'(?:"(\w{1,40})"\s{0,4}:\s{0,4})?"((?:[^"\\]++|\\.)*+)"')
_SENTENCE_RE = re.compile(r"[^\W\d_][.!?。！？…]")
_LINES_RE = re.compile(r"\n\s*\n|\r\n|\n")


def story_in_scripts(content: str, said: Said) -> list[Piece]:
    """The paragraphs of a story that only the page's scripts hold; none when there is none."""
    if len(said.body) >= ENOUGH:
        return _pieces(said.raw_body)
    short: dict[str, list[str]] = {}
    for key, text in _texts(content):
        if len(text) < ENOUGH:
            short.setdefault(key, []).append(text)
            continue
        pieces = _pieces(text)
        if _prose(pieces) > ENOUGH:  # the page's own story comes before others in its state
            return pieces
    for texts in sorted(short.values(), key=lambda one: -sum(map(len, one))):
        pieces = _pieces("\n".join(dict.fromkeys(texts)))
        return pieces if _prose(pieces) > ENOUGH else []
    return []


def _prose(pieces: list[Piece]) -> int:
    return sum(one.size for one in pieces if one.is_prose and _SENTENCE_RE.search(one.text))


def _texts(content: str) -> Iterator[tuple[str, str]]:
    """The longer strings of the scripts, with the name they have in an object, in page order."""
    for script in _scripts(content):
        for key, text in _strings(script):
            if '"' in text and text.lstrip()[:1] in "[{0123456789abcdef":
                yield from _strings(text)  # a stream: JSON in a string
            else:
                yield key, text


def _scripts(content: str) -> Iterator[str]:
    size = 0
    for tag in _SCRIPT_RE.finditer(content):
        end = content.find("</script", tag.end())
        if end == -1:
            return
        size += end - tag.end()
        if size > MAX_SCRIPTS:
            return
        if end - tag.end() > SHORTEST:
            yield content[tag.end() : end]


def _strings(script: str) -> Iterator[tuple[str, str]]:
    for found in _STRING_RE.finditer(script):
        if len(found[2]) < SHORTEST:
            continue
        try:
            text = json.loads(f'"{found[2]}"', strict=False)
        except ValueError:  # a string of a script, not of JSON
            continue
        if " " in text or not text.isascii():
            yield found[1] or "", text


def _pieces(text: str) -> list[Piece]:
    """The paragraphs of a text that is HTML, or has a paragraph a line."""
    if "&lt;" in text:
        text = html.unescape(text)
    if "</" not in text and "<p" not in text and "<br" not in text:
        lines = (html.escape(one) for one in _LINES_RE.split(text) if one.strip())
        text = "".join(f"<p>{one}</p>" for one in lines)
    pieces, _ = gather(parse(text).tree)
    return pieces
