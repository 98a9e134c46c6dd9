"""Picture credits: whether a line ends as a caption does, in who made or owns the picture."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from cleaner.text.folding import fold

_LONGEST = 700
_LONGEST_CREDIT = 90
_BRACKETED_RE = re.compile(r"[(\[（]\s*([^()\[\]（）]{2,90}?)\s*[)\]）][.\s]*$")
_BRACKETS = ")]）"
_PARTS_RE = re.compile(r"\s*[/|／]\s*|\s+[-–—]\s+|,\s+|\s*(?:©|\bvia\b|\bVIA\b)\s*")
_SLASHED_RE = re.compile(
    r"(?:^|[.!?…。”\"')\]]\s*|\s{2,}|\s[-–—|•]\s)"
    r"(?:©\s?)?([A-ZÀ-ÞĀ-ſА-ЯЁЄІЇ][^.!?()]{0,60}?\s?/\s?[^.!?()]{2,40})$"
)
_VIA_RE = re.compile(
    r"(?:^|[.!?…。”\"')\]]\s*|\s[-–—|]\s)([^.!?()]{0,60}\bvia (\S[^.!?()]{1,40}))$"
)


def ends_in_credit(
    text: str, sources: AbstractSet[str], archives: AbstractSet[str] = frozenset()
) -> bool:
    """Whether the line is a caption's: it ends in a credit that names a source of pictures.

    `(Kirill Petrov/Pool/AFP)`, `( Ann Roe - City Agency )`, `(AP Photo/Ann Roe)`,
    `REUTERS/Ann Roe`, `… via Getty Images`. A bracket that holds an agency alone says who
    told the news, not who made a picture: `(AFP)` is no credit, and neither is `told AFP`.

    Args:
        text: one block, normalised.
        sources: folded names of agencies and picture archives.
        archives: folded names that own nothing but pictures: one alone in a bracket is a credit.

    >>> ends_in_credit("The minister in Oslo. (Ann Roe/Pool/AFP)", {"afp"})
    True
    >>> ends_in_credit("The minister told reporters in Oslo (AFP)", {"afp"})
    False
    """
    tail = _tail_of(text)
    bracketed = _BRACKETED_RE.search(tail) if tail.rstrip(" .")[-1:] in _BRACKETS else None
    if bracketed is not None:
        return fold(bracketed[1]) in archives or is_credit(bracketed[1], sources)
    slashed = _SLASHED_RE.search(tail) if "/" in tail else None
    if slashed is not None and is_credit(slashed[1], sources):
        return True
    via = _VIA_RE.search(tail) if "via " in tail else None
    return via is not None and _is_source(via[2], sources)


def may_end_in_credit(text: str) -> bool:
    """Whether the line has a sign of a credit near its end; without one it ends in none."""
    tail = _tail_of(text)
    return "/" in tail or "via " in tail or tail.rstrip(" .").endswith(tuple(_BRACKETS))


def _tail_of(text: str) -> str:
    """The end of a line, where a credit may stand; nothing of a paragraph."""
    return text[-_LONGEST_CREDIT - 10 :] if len(text) <= _LONGEST else ""


def is_credit(text: str, sources: AbstractSet[str]) -> bool:
    """Whether the words are a maker and a source, or a source's photo: `Ann Roe/AFP`, `AP Photo`.

    >>> is_credit("AP Photo/Ann Roe", {"ap"}), is_credit("AFP", {"afp"})
    (True, False)
    """
    parts = [part for part in _PARTS_RE.split(text) if part]
    if any(_is_photo_of_source(part, sources) for part in parts):
        return True
    makers = [part for part in parts if not _is_source(part, sources)]
    if len(parts) < 2 or len(makers) == len(parts):
        return False
    return all(map(_may_be_maker, makers)) if makers else "/" in text


def _may_be_maker(part: str) -> bool:
    """Whether the words may be a name: few, none of them a number, the last one not in small letters."""
    words = part.split()
    return len(words) <= 5 and not words[-1][0].islower() and not any(map(str.isdigit, part))


def _is_source(part: str, sources: AbstractSet[str]) -> bool:
    folded = fold(part).strip(" .")
    return folded in sources or any(folded.startswith(f"{one} ") for one in _heads(folded, sources))


def _heads(folded: str, sources: AbstractSet[str]) -> list[str]:
    """The sources that the part begins with, before a word such as `photo` or `images`."""
    words = folded.split()
    return [
        " ".join(words[:size])
        for size in range(1, len(words))
        if " ".join(words[:size]) in sources and words[size] in _PICTURE_WORDS
    ]


_PICTURE_WORDS = frozenset(
    {"photo", "photos", "images", "image", "file", "pool", "wire", "archive"}
)


def _is_photo_of_source(part: str, sources: AbstractSet[str]) -> bool:
    return bool(_heads(fold(part).strip(" ."), sources))
