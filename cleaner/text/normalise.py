"""A line as it is compared and stored: repaired encoding, one form of spaces, nothing invisible.

Style stays: curly quotes, ligatures, full-width forms, dashes. What each repair is called:

    encoding     UTF-8 read as another encoding (mojibake), C1 controls            (ftfy)
    entities     `&nbsp;`, `&#8217;`: HTML entities left in text, with their semicolon
    surrogates   halves of characters: pairs joined, lone ones taken out
    controls     control characters and terminal escapes
    invisible    zero-width, soft hyphen, byte order mark, direction marks, hidden tags
    odd-spaces   no-break, thin, ideographic … spaces and line separators, now one plain space
    spacing      spaces taken out of a run or from an end
    composition  letters and accents put together (NFC)
"""

from __future__ import annotations

import html.entities
import re
import unicodedata
from collections import Counter
from collections.abc import Callable

from cleaner.model import Repair
from cleaner.text.mojibake import fix_encoding, may_be_broken

_ODD_SPACES = "\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u3164\uffa0"
_JOINERS = "\u200c\u200d"
_INVISIBLE = (
    "\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff0-\ufffc\ufffe\uffff\U000e0000-\U000e001f\U000e0080-\U000e00ff"
)

# the entity is read through any number of `&amp;` in front of it: text escaped several times
_ENTITY_RE = re.compile(
    r"&(?:(?:amp|AMP|#38|#0038|#[xX]26);)*(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
)
_SURROGATES_RE = re.compile("[\ud800-\udfff]+")
_TERMINAL_RE = re.compile(r"\x1b\[[0-?]{0,32}[@-~]")
_CONTROLS_RE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_INVISIBLE_RE = re.compile(f"[{_INVISIBLE}]")
_HIDDEN_TAGS_RE = re.compile("(\U0001f3f4)?([\U000e0020-\U000e007f]+)")
_JOINERS_RE = re.compile(f"[{_JOINERS}]+")
_ODD_SPACES_RE = re.compile(f"[\t\n\x0b\x0c\r\x1c-\x1f{_ODD_SPACES}]")
_SPACES_RE = re.compile(" {2,}")
# printable to Python, yet to be looked at
_PRINTABLE_ODDS = "\u034f\u3164\uffa0\ufffc"
_PRINTABLE_ODDS_RE = re.compile(f"[{_PRINTABLE_ODDS}]")

_INDIC = ((0x0900, 0x0DFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x1B00, 0x1BFF))
_CURSIVE = ((0x0600, 0x08FF), (0x1800, 0x18AF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))
_SYMBOLS = ((0x2190, 0x2BFF), (0x1F000, 0x1FAFF))  # emoji, and the signs that join them

_PASSES = 8
"""Passes after which text that still unfolds is taken for hostile: its entities become spaces."""


def normalise(text: str) -> tuple[str, tuple[Repair, ...]]:
    r"""The line normalised, and what was repaired: each kind, with its number of characters.

    Normalising twice changes nothing: the repairs are repeated until none applies.
    The encoding repairs are ftfy's; the other rules are Unicode's (NFC, general categories).

    Args:
        text: one line, of any length and content; line breaks in it become spaces.

    Returns:
        The text, and one `Repair` a kind in alphabetical order; `()` when nothing changed.

    >>> normalise("Baku\u00a0said:  “guided”")
    ('Baku said: “guided”', (Repair(name='odd-spaces', count=1), Repair(name='spacing', count=1)))
    >>> normalise("voilÃ\u00a0 le cafÃ©")[0]
    'voilà le café'
    >>> normalise("plain text stays")
    ('plain text stays', ())
    """
    if _is_normal(text):
        return text, ()
    counts: Counter[str] = Counter()
    for number in range(2 * _PASSES):
        before = text
        text = _pass(text, counts, hostile=number >= _PASSES)
        if text == before:
            break
    return text, tuple(Repair(name=name, count=counts[name]) for name in sorted(counts))


def _is_normal(text: str) -> bool:
    """Whether no repair can apply; decided by tests that cost next to nothing."""
    if not text:
        return True
    if not text.isprintable() or "  " in text or text[0] == " " or text[-1] == " ":
        return False
    if "&" in text and _ENTITY_RE.search(text):
        return False
    if text.isascii():
        return True
    return (
        not may_be_broken(text)
        and unicodedata.is_normalized("NFC", text)
        and not any(odd in text for odd in _PRINTABLE_ODDS)
    )


def _pass(text: str, counts: Counter[str], *, hostile: bool) -> str:
    """The text after each repair once, in the order in which one uncovers the next."""
    if not text.isascii():
        text = _counted(text, _SURROGATES_RE, _join_surrogates, "surrogates", counts)
    if "&" in text:
        unescape = _blank if hostile else _unescape
        text = _counted(text, _ENTITY_RE, unescape, "entities", counts)
    if not text.isascii():
        fixed = fix_encoding(text)
        if fixed != text:
            counts["encoding"] += _lost(text, fixed)
            text = fixed
    if not text.isprintable() or _PRINTABLE_ODDS_RE.search(text):
        text = _visible(text, counts)
    text = _spaced(text, counts)
    if not unicodedata.is_normalized("NFC", text):
        composed = unicodedata.normalize("NFC", text)
        counts["composition"] += max(1, _lost(text, composed))
        text = composed
    return text


def _visible(text: str, counts: Counter[str]) -> str:
    text = _counted(text, _TERMINAL_RE, _nothing, "controls", counts)
    text = _counted(text, _CONTROLS_RE, _nothing, "controls", counts)
    if text.isascii():
        return text
    text = _counted(text, _INVISIBLE_RE, _nothing, "invisible", counts)
    text = _counted(text, _HIDDEN_TAGS_RE, _flag_tags, "invisible", counts)
    text = _counted(text, _ODD_SPACES_RE, _blank, "odd-spaces", counts)
    return _counted(text, _JOINERS_RE, _needed_joiner, "invisible", counts)


def _spaced(text: str, counts: Counter[str]) -> str:
    if not text.isprintable():
        text = _counted(text, _ODD_SPACES_RE, _blank, "odd-spaces", counts)
    single = _SPACES_RE.sub(" ", text).strip(" ") if "  " in text else text.strip(" ")
    if len(single) != len(text):
        counts["spacing"] += len(text) - len(single)
    return single


def _counted(
    text: str,
    pattern: re.Pattern[str],
    repair: Callable[[re.Match[str]], str],
    name: str,
    counts: Counter[str],
) -> str:
    """The text with `repair` in place of each match; characters that differ are counted."""
    changed = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal changed
        new = repair(match)
        if new != match[0]:
            changed += max(1, len(match[0]) - len(new)) if name != "entities" else 1
        return new

    text = pattern.sub(replace, text)
    if changed:
        counts[name] += changed
    return text


def _nothing(_match: re.Match[str]) -> str:
    return ""


def _blank(_match: re.Match[str]) -> str:
    return " "


def _lost(before: str, after: str) -> int:
    """How many characters of `before` are not in `after`."""
    return sum((Counter(before) - Counter(after)).values())


def _join_surrogates(match: re.Match[str]) -> str:
    return match[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def _unescape(match: re.Match[str]) -> str:
    """The character of an entity; the entity itself where it names none."""
    name = match[1]
    if name[0] != "#":
        named = html.entities.html5.get(name + ";")
        if named is not None:
            return named
        # `&amp;` before a word that is no entity is one by itself
        return _unescape_ampersand(match)
    unescaped = html.unescape(f"&{name};")
    return "" if unescaped == "\ufffd" else unescaped


def _unescape_ampersand(match: re.Match[str]) -> str:
    return f"&{match[1]};"


def _flag_tags(match: re.Match[str]) -> str:
    """Tags make a regional flag after a black flag (Scotland, Wales); elsewhere they hide text."""
    return match[0] if match[1] else ""


def _needed_joiner(match: re.Match[str]) -> str:
    """The joiner (or non-joiner), once, where spelling or an emoji needs it; else nothing."""
    text, joiner = match.string, match[0][0]
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    if before == " ":
        return ""
    if _in(before, _INDIC):
        return joiner
    if joiner == "\u200c":
        complex_script = _in(before, _CURSIVE) or _in(after, _CURSIVE) or _in(after, _INDIC)
        return joiner if after != " " and complex_script else ""
    return joiner if _in(before, _CURSIVE) or _is_emoji(before, after) else ""


def _in(char: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= ord(char) <= last for first, last in ranges)


def _is_emoji(before: str, after: str) -> bool:
    return (before == "\ufe0f" or _in(before, _SYMBOLS)) and _in(after, _SYMBOLS)
