"""A pattern → a wider and smaller one, which tells cheaply where the pattern cannot match.

A counted repetition such as `.{0,90}` makes RE2 keep count: nearly every line of prose leads to
states that were never built before. Without the counts a few hundred states serve all lines.
"""

from __future__ import annotations

import re

# One token of a pattern that RE2 has accepted. Braces that are no repetition (`{x}`, `{01}`)
# fall to the last branch: RE2 takes them as they are.
_TOKEN_RE = re.compile(
    r"\\Q.*?(?:\\E|\Z)"  # quoted text
    r"|\\[pPx]\{[^}]*\}"  # classes and characters by name or number
    r"|\\."
    r"|\[\^?\]?(?:\[:\^?[a-z]+:\]|\\[pPx]\{[^}]*\}|\\.|[^\]\\])*\]"  # a character class
    r"|\{(?P<least>0|[1-9][0-9]*)(?P<range>,(?P<most>0|[1-9][0-9]*)?)?\}"
    r"|[^\\\[{]+"  # what cannot begin any of these
    r"|.",
    re.DOTALL,
)
_FEW = 1  # repetitions that need no counting


def relaxed(pattern: str) -> str:
    r"""The pattern without its counts: it is in every text that the pattern is in.

    Args:
        pattern: RE2 that compiles. Whatever is repeated, without look-around more repetitions
            allow more texts and never fewer.

    >>> relaxed(r"^.{0,90}rights [{2}]x{1,3}\.{2}")
    '^.*rights [{2}]x+\\.+'
    """
    return _TOKEN_RE.sub(_without_count, pattern)


def _without_count(token: re.Match[str]) -> str:
    least = token["least"]
    if least is None:
        return token[0]
    most = token["most"] if token["range"] else least
    if most is not None and int(most) <= _FEW:
        return token[0]
    return "*" if least == "0" else "+"
