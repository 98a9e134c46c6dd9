"""What a line holds beside its stamps: names and sections pass, sentences do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from cleaner.text.dates.lexicon import is_dense
from cleaner.text.dates.tokens import Line, Token

_MOST_WORDS, _MOST_CHARACTERS = 10, 100
_STRONG = frozenset("|:()[]/-+")
_JOINING = frozenset("-/")
"""Marks that part words only where a space stands beside them: `2021-ci`."""
_PARTICLES = frozenset(
    {
        "a", "al", "and", "at", "bin", "da", "das", "de", "del", "della", "den", "der", "des",
        "di", "do", "dos", "du", "e", "el", "en", "et", "for", "für", "i", "ibn", "im", "in",
        "la", "le", "les", "of", "og", "on", "och", "the", "to", "und", "van", "von", "vom",
        "with", "y", "zu", "à",
    }
)  # fmt: skip


class Fence(IntEnum):
    """What stands between a piece and a stamp beside it."""

    LOOSE = 0  # a space or a comma
    WORD = 1  # a stamp word: "Published", or the glue that goes with it
    MARK = 2  # a bar, colon, bracket or spaced dash; or the line ends here


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring tokens that are no stamp.

    Attributes:
        text: as printed.
        first, last: its tokens.
        fence: the weaker of the fences at its two ends.
    """

    text: str
    first: int
    last: int
    fence: Fence


def pieces_of(line: Line, taken: Sequence[str]) -> tuple[Piece, ...]:
    """The pieces of the line outside its stamps and stamp words.

    `taken` has a letter for each token: `s` stamp, `w` stamp word, anything else is free.
    """
    return tuple(
        piece for span in _spans(taken) if (piece := _piece(line, taken, *span)) is not None
    )


def _spans(taken: Sequence[str]) -> Iterator[tuple[int, int]]:
    first = None
    for at, letter in enumerate((*taken, "s")):
        if letter in "sw":
            if first is not None:
                yield first, at
            first = None
        elif first is None:
            first = at


def _piece(line: Line, taken: Sequence[str], first: int, last: int) -> Piece | None:
    low, high = first, last
    while low < high and _is_trim(line, low):
        low += 1
    while high > low and _is_trim(line, high - 1):
        high -= 1
    if low == high:
        return None
    fence = min(_fence(line, taken, first - 1, low), _fence(line, taken, last, high - 1))
    text = line.text[line.tokens[low].start : line.tokens[high - 1].end]
    return Piece(text, low, high, fence)


def _is_trim(line: Line, at: int) -> bool:
    return not line.shape[at].isalnum() and line.shape[at] != "*"


def _fence(line: Line, taken: Sequence[str], neighbour: int, inner: int) -> Fence:
    """The fence between a piece's edge token `inner` and the `neighbour` that is taken."""
    if not 0 <= neighbour < len(taken):
        return Fence.MARK
    low, high = sorted((neighbour, inner))
    marks = {line.shape[at] for at in range(low + 1, high)}
    if marks & _STRONG and ("_" in marks or not marks <= _JOINING):
        return Fence.MARK
    if taken[neighbour] == "w":
        return Fence.WORD
    edge = line.tokens[inner].text[:1]
    spaced = "_" in marks and is_dense(edge) and not "\uac00" <= edge <= "\ud7a3"
    return Fence.MARK if spaced else Fence.LOOSE


def is_label(piece: Piece, line: Line, *, evident: bool) -> bool:
    """Whether a piece is a name, a section or the like, not part of a sentence."""
    tokens = line.tokens[piece.first : piece.last]
    words = [token for token in tokens if token.text[:1].isalnum()]
    if len(words) > _MOST_WORDS or len(piece.text) > _MOST_CHARACTERS:
        return False
    if any(mark in piece.text for mark in '!?;“”„"…') or _ends_sentence(piece.text, len(words)):
        return False
    if any(token.letter == "c" for token in tokens):
        return len(words) <= 5
    if words and words[0].letter == "b":
        return (evident and len(words) <= 5) or _is_name_like(words[1:], line, Fence.MARK)
    if piece.fence is Fence.MARK:
        plain = [word for word in words if not _is_title_word(word, line)]
        return not plain or (len(plain) <= 4 and len(words) <= 6)
    return _is_name_like(words, line, piece.fence) or _is_caseless_label(
        words, piece, evident=evident
    )


def _is_name_like(words: list[Token], line: Line, fence: Fence) -> bool:
    """Whether all words but inner particles are capitalised; a loose piece has two at least."""
    if not words or any(word.letter in "nhykz" for word in words):
        return False
    edges = (words[0], words[-1])
    if any(line.text[edge.start].islower() or edge.letter == "g" for edge in edges):
        return False
    if fence is Fence.LOOSE and len(words) < 2:
        return False
    return all(_is_title_word(word, line) for word in words)


def _is_caseless_label(words: list[Token], piece: Piece, *, evident: bool) -> bool:
    """Whether a piece without capitals is a label: a role or by-word in it, or a time beside it."""
    if any(word.text[:1].lower() != word.text[:1].upper() for word in words):
        return False
    if any(word.letter == "b" for word in words):
        return len(words) <= 4
    plain = all(word.letter == "x" for word in words)
    return plain and evident and piece.fence is Fence.LOOSE and len(words) <= 2


def _is_title_word(token: Token, line: Line) -> bool:
    word = line.text[token.start : token.end]
    return word[:1].isupper() or word[:1].isdigit() or word.lower() in _PARTICLES


def _ends_sentence(text: str, words: int) -> bool:
    last = text.rstrip().rpartition(" ")[2].rstrip(".")
    return words >= 3 and text.rstrip()[-1:] in ".。।؟" and len(last) > 3


def is_stamp_line(pieces: tuple[Piece, ...], line: Line, *, evident: bool, timed: bool) -> bool:
    """Whether what is left beside the stamps may be left.

    Words on both sides of a bare date, fenced by nothing, make a phrase and no stamp; one word
    alone needs a time beside it.
    """
    if sum(len(piece.text) for piece in pieces) > _MOST_CHARACTERS:
        return False
    if not all(
        is_label(piece, line, evident=evident) or (timed and _is_word(piece, line))
        for piece in pieces
    ):
        return False
    loose = [piece for piece in pieces if piece.fence is Fence.LOOSE]
    return len(loose) < 2 or evident


def _is_word(piece: Piece, line: Line) -> bool:
    return piece.last - piece.first == 1 and _is_title_word(line.tokens[piece.first], line)
