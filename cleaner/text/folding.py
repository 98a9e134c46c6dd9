"""How two lines are compared: without case, spacing and the style of quotes and dashes."""

from __future__ import annotations

import unicodedata

_STYLE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        "\u0640": "",  # Arabic tatweel: stretches a word, is no letter
    }
)


def fold(text: str) -> str:
    """The text as it is compared: one case, single spaces, plain quotes and dashes.

    Compatibility forms (NFKC: full-width letters, ligatures) fold together; accents stay,
    because they tell words apart. Folding twice changes nothing.

    >>> fold("  Most  Popular ")
    'most popular'
    >>> fold("Don’t miss — ＡＢＣ")
    "don't miss - abc"
    """
    folded = unicodedata.normalize("NFKC", text.translate(_STYLE)).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded.translate(_STYLE)).split())


def squeeze(text: str) -> str:
    """Letters and digits alone, folded: whether two texts say the same words.

    >>> squeeze("Read more: “Baku”") == squeeze("READ MORE - Baku")
    True
    """
    return "".join(char for char in fold(text) if char.isalnum())
