"""Lines of one shape → an anchored pattern that takes them."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.rules.patterns import compiled, wrong_with_pattern
from cleaner.workbench.learn.shapes import (
    DAY,
    NAME,
    NUMBER,
    SPACE,
    Shape,
    parts_of,
    tokens,
    with_names,
)

_SPECIAL = frozenset("\\.+*?()[]{}^$|")
_STYLES = (frozenset("'‘’‚‛′`´ʼ"), frozenset('"“”„‟″«»'), frozenset("-‐‑‒–—―−"))
_VARYING = {NUMBER: r"\d[\d.,:/-]*", DAY: r"\pL+\.?", NAME: r"\pL.{0,80}", SPACE: " "}
_REST = 250


def literal_pattern(line: str) -> str:
    """The pattern of one line, whatever its case, spacing and style of quotes."""
    return _anchored("".join(map(_literal, tokens(line))))


def shape_pattern(shape: Shape, examples: Iterable[str]) -> str | None:
    """The pattern of a shape, written as its examples are; None where they need different ones."""
    several = list(examples)
    pattern = _pattern(shape, several[0])
    if wrong_with_pattern(pattern) is not None:
        return None
    made = compiled(pattern)
    return pattern if all(made.search(one) is not None for one in several) else None


def _pattern(shape: Shape, example: str) -> str:
    found = tokens(example)
    if shape.kind == "prefix":
        opening = found[: len(shape.parts)]
        return _anchored(f"{_joined(opening, parts_of(found)[: len(opening)])}.{{1,{_REST}}}")
    if shape.kind == "suffix":
        start = len(found) - len(shape.parts)
        return _anchored(f".{{1,{_REST}}}{_joined(found[start:], parts_of(found)[start:])}")
    parts = parts_of(found)
    if shape.kind == "number":
        return _anchored(_joined(found, parts))
    return _anchored(_named(found, parts))


def _joined(found: list[str], parts: list[str]) -> str:
    return "".join(
        _VARYING[part] if part in _VARYING else _literal(token)
        for token, part in zip(found, parts, strict=True)
    )


def _named(found: list[str], parts: list[str]) -> str:
    """As `_joined`, with names; the tokens of a run of names are one part."""
    named = with_names(found, parts)
    literals = {part: token for token, part in zip(found, parts, strict=True)}
    return "".join(
        _VARYING[part] if part in _VARYING else _literal(literals.get(part, part)) for part in named
    )


def _anchored(inner: str) -> str:
    return f"(?i)^{inner}$"


def _literal(token: str) -> str:
    if token.isspace():
        return " "
    for style in _STYLES:
        if token in style:
            return (
                "[" + "".join(f"\\{one}" if one in "-\\]^" else one for one in sorted(style)) + "]"
            )
    return "".join(f"\\{char}" if char in _SPECIAL else char for char in token)
