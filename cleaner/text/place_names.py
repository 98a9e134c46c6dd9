"""How names of places are compared: folded, without accents, full stops and apostrophes."""

from __future__ import annotations

import re
import unicodedata

from cleaner.text.folding import fold

_ACCENTS_RE = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u0655]")
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "e", "ı": "i"}
    | dict.fromkeys("'’ʻʼʿʾ`.", "")
    | dict.fromkeys("-/‐", " ")
    | {"ي": "ی", "ك": "ک", "ة": "ه", "\u200c": ""}
)

PARTICLES = frozenset(
    """
    de da do dos das del della di du des d la le les lès el al ad as ash of and the in on upon
    under au aux sur sous am an der den im bei van y e i en is na nad u pri
    """.split()  # noqa: SIM905 - easier to read and to add to
)
"""Words inside names of places that are printed in small letters."""


def place_key(name: str) -> str:
    """The name as it is looked up; spelling variants by accent or punctuation share a key.

    >>> place_key("PORT-AU-PRINCE") == place_key("Port au Prince")
    True
    >>> place_key("São  Paulo"), place_key("N.Y."), place_key("İstanbul")
    ('sao paulo', 'ny', 'istanbul')
    """
    folded = fold(name)
    if not folded.isascii():
        bare = _ACCENTS_RE.sub("", unicodedata.normalize("NFD", folded))
        folded = unicodedata.normalize("NFC", bare)
    return " ".join(folded.translate(_LETTERS).split())
