"""What a line holds beside its stamps: names and sections pass, sentences do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleaner.text.dates.lexicon import is_dense
from cleaner.text.dates.tokens import Line

_MOST_WORDS, _MOST_CHARACTERS = 10, 100
_STRONG = frozenset("|:()[]/-+")
_SOFT = frozenset(",._'")
_PARTICLES = frozenset(
    "a al and at bin da das de del della den der des di do dos du e el en et for für i ibn im in la le les of og on "
    "och the to und van von vom with y zu à".split()
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring tokens that are no stamp.

    Attributes:
        text: as printed.
        first, last: its tokens.
        fenced: whether a mark or stamp word, not a mere space or comma, parts it from each stamp beside it.
    """

    text: str
    first: int
    last: int
    fenced: bool


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
    fenced = _is_fence(line, taken, first - 1, low) and _is_fence(line, taken, last, high - 1)
    text = line.text[line.tokens[low].start : line.tokens[high - 1].end]
    return Piece(text, low, high, fenced)


def _is_trim(line: Line, at: int) -> bool:
    return not line.shape[at].isalnum() and line.shape[at] != "*"


def _is_fence(line: Line, taken: Sequence[str], neighbour: int, inner: int) -> bool:
    """Whether something stronger than a space stands from the piece's edge to its neighbour."""
    if not 0 <= neighbour < len(taken) or taken[neighbour] == "w":
        return True
    low, high = sorted((neighbour, inner))
    marks = {line.shape[at] for at in range(low + 1, high)}
    if marks & _STRONG:
        return True
    edge = line.tokens[inner].text[:1]
    return bool(marks) and is_dense(edge) and not "\uac00" <= edge <= "\ud7a3"


def is_label(piece: Piece, line: Line, *, evident: bool) -> bool:
    """Whether a piece is a name, a section or the like, not part of a sentence."""
    tokens = line.tokens[piece.first : piece.last]
    words = [token for token in tokens if token.text[:1].isalnum()]
    if len(words) > _MOST_WORDS or len(piece.text) > _MOST_CHARACTERS:
        return False
    if any(mark in piece.text for mark in '!?;“”„"…') or _ends_sentence(piece.text, len(words)):
        return False
    if any(token.letter == "c" for token in tokens):
        return True
    if any(token.letter in "nhykz" for token in tokens) and not piece.fenced:
        return False
    if any(token.letter == "b" for token in words[:1]):
        if evident and len(words) <= 5:
            return True
        words = words[1:]
    plain = [word for word in words if not _is_title_word(line.text[word.start : word.end])]
    if plain and plain[0].text[:1].islower() != plain[0].text[:1].isupper():
        return len(plain) <= 4 and piece.fenced and len(words) <= 6
    return (
        not plain or piece.fenced or (len(plain) <= 4 and any(word.letter == "b" for word in words))
    )


def _is_title_word(word: str) -> bool:
    return word[:1].isupper() or word[:1].isdigit() or word.lower() in _PARTICLES


def _ends_sentence(text: str, words: int) -> bool:
    last = text.rstrip().rpartition(" ")[2].rstrip(".")
    return words >= 3 and text.rstrip()[-1:] in ".。।؟" and len(last) > 3


def is_stamp_line(pieces: tuple[Piece, ...], line: Line, *, evident: bool) -> bool:
    """Whether what is left beside the stamps may be left.

    Words on both sides of a bare date, fenced by nothing, make a phrase and no stamp.
    """
    if not all(is_label(piece, line, evident=evident) for piece in pieces):
        return False
    if sum(len(piece.text) for piece in pieces) > _MOST_CHARACTERS:
        return False
    loose = [piece for piece in pieces if not piece.fenced]
    return len(loose) < 2 or evident
