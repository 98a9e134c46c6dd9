"""How much a line looks like a reporter's sentence: measures that hold in any script."""

from __future__ import annotations

import re
from functools import lru_cache

_ENDS = ".!?…。！？．؟۔।॥։。"
_CLOSERS = "\"'”’»›)]}）」』】〉》*"
_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\u1780-\u17ff"  # Burmese, Khmer
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # kana, Han
)
_UNSPACED_RE = re.compile(f"[{_UNSPACED}]")
_CHARACTERS_A_WORD = 2.0
"""Scripts without spaces: about two characters make a word (Chinese and Japanese averages)."""
_UNCLOSED_RE = re.compile("[\u0e01-\u0eff]")
_UNCLOSED_LENGTH = 100
"""Thai and Lao put no mark behind a sentence; headlines are seldom so many characters long."""


_KEPT = 2048
"""Lines whose measures are kept: every step of a page asks for them again."""


@lru_cache(maxsize=_KEPT)
def word_count(text: str) -> float:
    """The number of words; scripts that write no spaces count two characters a word.

    >>> word_count("Two words")
    2.0
    >>> word_count("東京都知事")
    2.5
    """
    if text.isascii():
        return float(len(text.split()))
    unspaced = len(_UNSPACED_RE.findall(text))
    if not unspaced:
        return float(len(text.split()))
    rest = _UNSPACED_RE.sub(" ", text)
    words = sum(1 for word in rest.split() if any(char.isalnum() for char in word))
    return words + unspaced / _CHARACTERS_A_WORD


@lru_cache(maxsize=_KEPT)
def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, in any of the scripts of the press.

    A long text in Thai or Lao does: their sentences end without a mark.

    >>> ends_sentence("“Why now?” he asked.”")
    True
    >>> ends_sentence("Most Popular"), ends_sentence("ข่าวล่าสุด"), ends_sentence("ข่าว" * 30)
    (False, False, True)
    """
    stripped = text.rstrip().rstrip(_CLOSERS).rstrip()
    if not stripped or stripped[-1] in _ENDS:
        return bool(stripped)
    unclosed = len(stripped) >= _UNCLOSED_LENGTH and _UNCLOSED_RE.match(stripped[-1])
    return bool(unclosed) and len(_UNCLOSED_RE.findall(stripped)) >= _UNCLOSED_LENGTH


def asks(text: str) -> bool:
    """Whether the text ends in a question mark, of any script.

    >>> asks("What now?"), asks("من؟"), asks("Now.")
    (True, True, False)
    """
    return text.endswith(("?", "？", "؟"))


@lru_cache(maxsize=_KEPT)
def is_prose(text: str) -> bool:
    """Whether the text is long enough and closed as a paragraph of prose is.

    A headline may be a sentence too, so twelve words are asked of one sentence;
    a line with a sentence end inside and one at its end is prose from eight words on.
    """
    if not ends_sentence(text):
        return False
    words = word_count(text)
    return words >= 12 or (words >= 8 and inner_sentences(text) > 0)


_INNER_END_RE = re.compile(r"[.!?…؟۔।][\"'”’»)]*\s+[\"'“‘«(]*\w|[。！？][」』”]?\S")


def inner_sentences(text: str) -> int:
    """How many sentence ends stand inside the text, before its last one."""
    return sum(1 for _ in _INNER_END_RE.finditer(text[:2000]))


def starts_lower(text: str) -> bool:
    """Whether the text goes on with a sentence that began before it.

    >>> starts_lower(", the minister said."), starts_lower("said on Monday"), starts_lower("Baku")
    (True, True, False)
    """
    start = text.lstrip()
    return start[:1].islower() or start[:1] in ",;.)]”’»%…"


def letters_share(text: str) -> float:
    """The share of letters among the characters that are no spaces."""
    characters = [char for char in text if not char.isspace()]
    if not characters:
        return 0.0
    return sum(char.isalpha() for char in characters) / len(characters)
