"""A line as tokens, and as a shape: one letter a token, on which the grammar's patterns run."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from cleaner.text.dates.chars import read_chars, word_key
from cleaner.text.dates.lexicon import LONGEST, STRENGTH, Lexicon, Senses, is_dense

# Marks that belong to the word they stand on, though `\w` leaves them out.
_MARKS = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    r"\u0900-\u0963\u0981-\u09e3\u0a01-\u0a51\u0a70-\u0ae3\u0b01-\u0b63\u0b82-\u0be3"
    r"\u0c00-\u0ce3\u0d00-\u0ddf\u0e31-\u0e3a\u0e47-\u0e4e\u200c\u200d"
)
_LETTER = rf"(?:[^\W\d_]|[{_MARKS}])"
WORD = rf"{_LETTER}(?:{_LETTER}|'(?=[^\W\d_]))*"
"""The pattern of a word."""
_TOKEN_RE = re.compile(rf"(?P<number>\d+)|(?P<word>{WORD})|(?P<space>\s+)|.", re.DOTALL)
_LABEL_RE = re.compile(r"[^\w]*_?l(?=[_:|-]*[nyMBWJLKEDZ])")
_UNITS = {
    **dict.fromkeys("年년", "Q"),
    **dict.fromkeys("月월", "R"),
    **dict.fromkeys("日号號일", "S"),
    **dict.fromkeys("時时시點点", "H"),
    **dict.fromkeys("分분", "I"),
    **dict.fromkeys("秒초", "C"),
    **dict.fromkeys(("h", "hs", "u", "gio"), "H"),
    **dict.fromkeys(("min", "mn", "m", "phut"), "I"),
    "s": "C",
}
_PLAIN_MARKS = frozenset(".,:/-|()[]+'")
_BY_LENGTH = {1: "n", 2: "n", 3: "h", 4: "y", 8: "k"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word or phrase, number, space or mark of a line.

    Attributes:
        letter: its letter in the shape: see `lexicon.STRENGTH`; B a month or a weekday; n, h, y, k
            numbers of 1–2, 3, 4 and 8 digits, z other numbers; Q R S H I C units after a number;
            o ordinal ending; T of ISO 8601; _ space; x other words; * other marks.
        text: as read (`read_chars`).
        start, end: its place in the line.
        senses: what the lexicon says of it.
    """

    letter: str
    text: str
    start: int
    end: int
    senses: Senses = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A line, its tokens and its shape; `len(shape) == len(tokens)`."""

    text: str
    tokens: tuple[Token, ...]
    shape: str

    def masked(self, covered: frozenset[int]) -> str:
        """The shape with `#` for the tokens `covered`."""
        if not covered:
            return self.shape
        return "".join("#" if at in covered else letter for at, letter in enumerate(self.shape))


@lru_cache(maxsize=2048)
def tokenise(text: str, words: Lexicon) -> Line:
    """The line with its tokens; spaces that run together are one token."""
    read = read_chars(text)
    raw = [piece for match in _TOKEN_RE.finditer(read) for piece in _split(match, words)]
    tokens: list[Token] = []
    index = 0
    while index < len(raw):
        token, used = _read(raw, index, words, tokens)
        tokens.append(token)
        index += used
    shape = "".join(token.letter for token in tokens)
    label = _LABEL_RE.match(shape)
    if label is not None:
        at = label.end() - 1
        tokens[at] = replace(tokens[at], letter="p")
        shape = f"{shape[:at]}p{shape[at + 1 :]}"
    return Line(text, tuple(tokens), shape)


def _split(match: re.Match[str], words: Lexicon) -> list[tuple[str, str, int]]:
    """(kind, text, start) of a match; words of dense scripts are cut at what the tables know."""
    kind, text, start = match.lastgroup or "mark", match.group(), match.start()
    if kind != "word" or not is_dense(text):
        return [(kind, text, start)]
    found: list[tuple[str, str, int]] = []
    at, unknown = 0, 0
    while at < len(text):
        size = _known_size(text, at, words)
        if size > 1 or (size and unknown == at):  # one letter inside a word is part of it
            if unknown < at:
                found.append(("word", text[unknown:at], start + unknown))
            found.append(("word", text[at : at + size], start + at))
            unknown = at + size
            at += size
        else:
            at += 1
    if unknown < len(text):
        found.append(("word", text[unknown:], start + unknown))
    return found


def _known_size(text: str, at: int, words: Lexicon) -> int:
    known = words.dense.get(text[at], ())
    size = next((len(word) for word in known if text.startswith(word, at)), 0)
    return size or int(text[at] in _UNITS and is_dense(text[at]))


def _read(
    raw: list[tuple[str, str, int]], index: int, words: Lexicon, before: list[Token]
) -> tuple[Token, int]:
    kind, text, start = raw[index]
    if kind == "number":
        return Token(_BY_LENGTH.get(len(text), "z"), text, start, start + len(text)), 1
    if kind == "space":
        return Token("_", " ", start, start + len(text)), 1
    if kind == "mark":
        letter = text if text in _PLAIN_MARKS else "*"
        return Token(letter, text, start, start + 1), 1
    if unit := _unit(text, raw, index, before):
        return Token(unit, text, start, start + len(text)), 1
    phrase, used, end = _phrase(raw, index, words)
    if used:
        senses = words.senses[phrase]
        return Token(_letter(senses), phrase, start, end, senses), used
    follows_number = bool(before) and before[-1].letter in "ny" and before[-1].end == start
    letter = "o" if follows_number and len(text) <= 3 else "x"
    return Token(letter, text, start, start + len(text)), 1


def _unit(text: str, raw: list[tuple[str, str, int]], index: int, before: list[Token]) -> str:
    """The letter of a unit that follows a number, such as 年, h or giờ; else empty."""
    key = word_key(text)
    after_number = before[-1:] and before[-1].letter in "nyhE"
    spaced = (
        before[-1:] and before[-1].letter == "_" and before[-2:-1] and before[-2].letter in "ny"
    )
    if key == "t" and after_number and index + 1 < len(raw) and raw[index + 1][0] == "number":
        return "T"
    if key == "元" and before[-1:] and before[-1].letter == "E":
        return "n"
    unit = _UNITS.get(key, "")
    if not unit or not (after_number or spaced):
        return ""
    if unit in "QRSHIC" and (is_dense(key[0]) or after_number):
        return unit
    return unit if key in {"h", "gio", "phut"} else ""


def _phrase(raw: list[tuple[str, str, int]], index: int, words: Lexicon) -> tuple[str, int, int]:
    """The longest phrase of the tables that begins here: its key, raw tokens used, end."""
    first = word_key(raw[index][1])
    lengths = words.lengths.get(first)
    if lengths is None:
        return "", 0, 0
    keys, ends = [first], [(index, raw[index][2] + len(raw[index][1]))]
    at = index + 1
    while at < len(raw) and len(keys) < min(lengths[0], LONGEST):
        kind, text, start = raw[at]
        if kind in {"word", "number"}:
            keys.append(word_key(text))
            ends.append((at, start + len(text)))
        elif kind != "space" and text not in ".-'\"":
            break
        at += 1
    for length in lengths:
        key = " ".join(keys[:length])
        if length <= len(keys) and key in words.senses:
            last, end = ends[length - 1]
            return key, last - index + 1, end
    return "", 0, 0


def _letter(senses: Senses) -> str:
    if "M" in senses and "W" in senses:
        return "B"
    return next(letter for letter in STRENGTH if letter in senses)
