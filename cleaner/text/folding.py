"""How two lines are compared: without case, spacing and the style of quotes and dashes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_STYLE = (
    *((quote, "'") for quote in "‘’‚‛′`´ʼ"),
    *((quote, '"') for quote in "“”„‟″«»"),
    *((dash, "-") for dash in "‐‑‒–—―−"),
    ("…", "..."),
    ("\u0640", ""),  # Arabic tatweel: stretches a word, is no letter
)


_DOT_ABOVE = "\u0307"
_DOTTED_RE = re.compile("i\u0307+")
_SHORT, _KEPT = 200, 8192
"""Lines of a page are compared by several steps; short ones recur on other pages too."""


def fold(text: str) -> str:
    """The text as it is compared: one case, single spaces, plain quotes and dashes.

    Compatibility forms (NFKC: full-width letters, ligatures) fold together; accents stay,
    because they tell words apart. Folding twice changes nothing.

    >>> fold("  Most  Popular ")
    'most popular'
    >>> fold("Don’t miss — ＡＢＣ")
    "don't miss - abc"
    >>> fold("İLGİLİ YAZILAR") == fold("ilgili yazılar")
    True
    """
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    if text.isascii():
        return _spaced(text.replace("`", "'").lower())
    plain = _plain(text)
    composed = unicodedata.normalize("NFKC", plain)
    folded = composed.casefold()
    if composed != plain:  # which may have brought new quotes and dashes
        folded = _plain(folded)
    if "ı" in folded or _DOT_ABOVE in folded:  # capitals do not tell the two i of Turkish apart
        folded = _DOTTED_RE.sub("i", folded.replace("ı", "i"))
    return _spaced(unicodedata.normalize("NFKC", folded))


_fold_short = lru_cache(maxsize=_KEPT)(_fold)


def _plain(text: str) -> str:
    """The text in plain style. `str.translate` takes ten times as long on text beyond ASCII."""
    for fancy, plain in _STYLE:
        text = text.replace(fancy, plain)
    return text


def _spaced(text: str) -> str:
    """The text with single spaces, of whatever kind they were."""
    if text.isprintable() and "  " not in text:  # no space but U+0020 is printable
        return text.strip(" ")
    return " ".join(text.split())


def squeeze(text: str) -> str:
    """Letters and digits alone, folded: whether two texts say the same words.

    >>> squeeze("Read more: “Baku”") == squeeze("READ MORE - Baku")
    True
    """
    return _squeeze_short(text) if len(text) <= _SHORT else _squeeze(text)


@lru_cache(maxsize=2048)
def start_of(text: str) -> str:
    """The first letters of the text, squeezed: texts that differ in them are not the same.

    >>> start_of("Read more: “Baku opens its bridge to cyclists”")
    'readmorebaku'
    """
    return squeeze(text[:_START_CHARACTERS])[:_START]


_START, _START_CHARACTERS = 12, 60


def _squeeze(text: str) -> str:
    return _NO_LETTER_RE.sub("", fold(text))


_squeeze_short = lru_cache(maxsize=_KEPT)(_squeeze)
_NO_LETTER_RE = re.compile(r"[\W_]+")
"""What `str.isalnum` denies; three times as fast as to ask it of each character."""
