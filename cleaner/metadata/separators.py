"""Where a title is joined from a headline, a section and the name of a site."""

from __future__ import annotations

import re

_BETWEEN_RE = re.compile(r"\s+[|·•»«›>→*~/\\-]+\s+|\s+[–—―]\s+|\s*[|｜ㅣ│]\s*|\s+::\s+|\s*[：]\s*")
_MAX_LENGTH = 600


def split_parts(text: str) -> tuple[str, ...]:
    """The parts of a joined title, without empty ones.

    >>> split_parts("Rain stops play - Sport | The Daily Rain")
    ('Rain stops play', 'Sport', 'The Daily Rain')
    >>> split_parts("Well-known face of 2021/22")
    ('Well-known face of 2021/22',)
    """
    return tuple(part for part in map(str.strip, _BETWEEN_RE.split(text[:_MAX_LENGTH])) if part)


def cuts_of(text: str) -> tuple[tuple[str, str], ...]:
    """All ways to cut a title in two at a separator, as (left, right), from its end.

    >>> cuts_of("A - B | C")
    (('A - B', 'C'), ('A', 'B | C'))
    """
    bounded = text[:_MAX_LENGTH]
    pairs = [
        (bounded[: match.start()].strip(), bounded[match.end() :].strip())
        for match in _BETWEEN_RE.finditer(bounded)
    ]
    return tuple((left, right) for left, right in reversed(pairs) if left and right)
