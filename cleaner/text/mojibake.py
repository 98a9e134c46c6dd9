"""Text whose bytes were read in the wrong encoding, read again in the right one."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

# The characters that a single-byte encoding can make of a byte: mojibake consists of them.
# One of them alone says nothing (but for the first few below); beside another of them it may
# be mojibake, unless both are letters of the Greek or Cyrillic alphabet. Then ftfy decides.
_SIGNS = (
    "\x80-\u024f\u02b0-\u02ff\u0370-\u0385\u0387\u03ca-\u03cb\u03cf-\u0400\u0402-\u0405\u0408-\u040f"
    "\u0450\u0452-\u0453\u0455\u0458-\u052f\u1e00-\u1eff"
    "\u2000-\u203f\u2070-\u25ff\ufb00-\ufb06\ufffd"
)
_BYTES = f"{_SIGNS}\u0370-\u052f"
_ALONE = "\x80-\x9fÃÂŒœ"
_CLOSE_RE = re.compile(rf"[^\x00-\x7f](?:[^\x00-\x7f]|(?<=[{_ALONE}]))")
"""What is in every suspect text: most lines have accents and quotes here and there, none close."""
_SUSPECT_RE = re.compile(f"[{_SIGNS}](?:(?<=[{_ALONE}])|(?=[{_BYTES}])|(?<=[{_BYTES}][{_SIGNS}]))")


_LETTERS = "äöüßığşçąćęłńóśźż"
_HARMLESS_RE = re.compile(rf"(?<![^\x00-\x7f])[{_LETTERS}]{{2,3}}(?![^\x00-\x7f])")
"""Letters of German, Turkish and Polish that stand side by side in plain words: `größte`."""


def fix_encoding(text: str) -> str:
    r"""The text with broken encoding repaired, as ftfy repairs it; nothing else is changed.

    Source: ftfy's `fix_encoding`. Text that cannot be broken is not shown to it.

    >>> fix_encoding("KoloÄ\u008dava")
    'Koločava'
    >>> fix_encoding("naïve – “façade”")
    'naïve – “façade”'
    """
    return fix_encoding_ungated(text) if may_be_broken(text) else text


def may_be_broken(text: str) -> bool:
    """Whether ftfy might find broken encoding; True is no verdict, False is certain."""
    if text.isascii() or _CLOSE_RE.search(text) is None:
        return False
    if _SUSPECT_RE.search(text) is None:
        return False
    return _SUSPECT_RE.search(_HARMLESS_RE.sub("x", text)) is not None


def fix_encoding_ungated(text: str) -> str:
    """The text as ftfy repairs it, without the test in front; for proving the test."""
    import ftfy  # noqa: PLC0415 - takes long, and few lines need it

    return str(ftfy.fix_encoding(text, _config()))


@cache
def _config() -> TextFixerConfig:
    from ftfy import TextFixerConfig  # noqa: PLC0415

    return TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
