"""The scripts that a text is written in."""

from __future__ import annotations

import re
import string
from bisect import bisect_right
from collections import Counter
from functools import lru_cache

_RANGES = (
    (0x0041, 0x024F, "latin"),
    (0x0250, 0x036F, ""),
    (0x0370, 0x03FF, "greek"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0531, 0x058F, "armenian"),
    (0x0590, 0x05FF, "hebrew"),
    (0x0600, 0x06FF, "arabic"),
    (0x0750, 0x077F, "arabic"),
    (0x08A0, 0x08FF, "arabic"),
    (0x0900, 0x097F, "devanagari"),
    (0x0980, 0x09FF, "bengali"),
    (0x0A00, 0x0A7F, "gurmukhi"),
    (0x0A80, 0x0AFF, "gujarati"),
    (0x0B00, 0x0B7F, "oriya"),
    (0x0B80, 0x0BFF, "tamil"),
    (0x0C00, 0x0C7F, "telugu"),
    (0x0C80, 0x0CFF, "kannada"),
    (0x0D00, 0x0D7F, "malayalam"),
    (0x0D80, 0x0DFF, "sinhala"),
    (0x0E00, 0x0E7F, "thai"),
    (0x0E80, 0x0EFF, "lao"),
    (0x0F00, 0x0FFF, "tibetan"),
    (0x1000, 0x109F, "burmese"),
    (0x10A0, 0x10FF, "georgian"),
    (0x1100, 0x11FF, "hangul"),
    (0x1200, 0x139F, "ethiopic"),
    (0x1780, 0x17FF, "khmer"),
    (0x1C90, 0x1CBF, "georgian"),
    (0x1E00, 0x1EFF, "latin"),
    (0x1F00, 0x1FFF, "greek"),
    (0x2D00, 0x2D2F, "georgian"),
    (0x3041, 0x30FF, "kana"),
    (0x3130, 0x318F, "hangul"),
    (0x31F0, 0x31FF, "kana"),
    (0x3400, 0x4DBF, "han"),
    (0x4E00, 0x9FFF, "han"),
    (0xAC00, 0xD7FF, "hangul"),
    (0xF900, 0xFAFF, "han"),
    (0xFB1D, 0xFB4F, "hebrew"),
    (0xFB50, 0xFDFF, "arabic"),
    (0xFE70, 0xFEFC, "arabic"),
    (0xFF21, 0xFF5A, "latin"),
    (0xFF66, 0xFF9D, "kana"),
    (0x20000, 0x323AF, "han"),
)
_STARTS = tuple(first for first, _, _ in _RANGES)

_ASCII_LETTERS = string.ascii_letters.encode()
_NON_ASCII_RE = re.compile("[^\x00-\x7f]")
_COUNTED = 600
"""Characters that are counted of a long text, evenly spread."""


@lru_cache(maxsize=8192)
def script_of(char: str) -> str:
    """The script of a letter, `""` for what is none.

    >>> script_of("ж"), script_of("a"), script_of("3"), script_of("한")
    ('cyrillic', 'latin', '', 'hangul')
    """
    number = bisect_right(_STARTS, ord(char)) - 1
    if number < 0 or ord(char) > _RANGES[number][1] or not char.isalpha():
        return ""
    return _RANGES[number][2]


def letters_by_script(text: str) -> Counter[str]:
    """The number of letters of each script; of a long text, of an even sample of its characters.

    >>> letters_by_script("Баку, Baku")
    Counter({'latin': 4, 'cyrillic': 4})
    """
    sample = text[:: len(text) // _COUNTED + 1]
    plain = sample.encode("ascii", "ignore")
    letters: Counter[str] = Counter()
    if latin := len(plain) - len(plain.translate(None, _ASCII_LETTERS)):
        letters["latin"] = latin
    if len(plain) < len(sample):
        for char, count in Counter(_NON_ASCII_RE.findall(sample)).items():
            if script := script_of(char):
                letters[script] += count
    return letters
