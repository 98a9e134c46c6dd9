"""Bylines, and the author strings of a page's metadata, as names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cleaner.text.contacts import EMAIL_RE, URL_RE, without_contacts
from cleaner.text.credits import CreditWords, credit_words, without_role
from cleaner.text.dates.chars import has_digit, phrase_key, read_chars
from cleaner.text.folding import fold
from cleaner.text.may_name import EDGES, may_name
from cleaner.text.names import (
    has_given_name,
    is_desk,
    is_introduced_name,
    is_person_name,
    part_names,
    tidy_name,
    without_honorific,
)
from cleaner.text.prose import ends_sentence
from cleaner.text.stamps import Kind, Stamps, find_stamps

_LONGEST, _LONGEST_BARE, _MOST_WORDS_BARE = 200, 90, 16
_MOST_AUTHORS = 12
_BRACKETS_RE = re.compile(r"\(([^()]{1,80})\)")
_ASCII_MARKS = ("|", ";", "- ", "/ ", "   ")
_MARKS = (*_ASCII_MARKS, "– ", "— ", "⋅", "•", "·", "●", "∙")
"""One of them is in every line that `_SEGMENT_RE` parts, once its characters are read."""
_SEGMENT_RE = re.compile(r"\s*[|•·●⋅∙;]\s*|\s+[-–—/]\s+|\s{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """A line that names who made the story.

    Attributes:
        authors: names of persons, in order; () where only a desk, an agency or an editor is named,
            and where a bare line has the form of a name but no given name that is known.
        agencies: names of the wire services in it.
        stamps: the stamps that stand in the same line.
        certain: whether a word such as "By", a role or a stamp beside the name says it is a
            byline; a bare name is uncertain, and its place on the page decides.
    """

    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    stamps: Stamps | None = None
    certain: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """What one segment of a byline names; `known` where it is a credit and nothing else."""

    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    introduced: bool = False
    known: bool = False


def parse_byline(text: str, *, language: str | None, agencies: Mapping[str, str]) -> Byline | None:
    """The byline that a line of a page is; None where it is none.

    Args:
        text: one line, in NFC.
        language: BCP 47; None: any.
        agencies: folded spelling → name, as `Knowledge.agencies()` gives it.

    >>> parse_byline("By JANE DOE and John Roe, in Kyiv", language="en", agencies={}).authors
    ('Jane Doe', 'John Roe')
    >>> parse_byline("By the AP", language="en", agencies={"the ap": "Associated Press"}).agencies
    ('Associated Press',)
    >>> parse_byline("By the time he arrived, it was over.", language="en", agencies={}) is None
    True
    """
    if not text.strip() or len(text) > _LONGEST:
        return None
    words = credit_words(language)
    if _is_prose(text) and not _is_introduced(text, words):
        return None
    return _parse(text, words, language, agencies)


def _parse(
    text: str, words: CreditWords, language: str | None, agencies: Mapping[str, str]
) -> Byline | None:
    plain = without_contacts(text)
    if plain != text and (whole := _BRACKETS_RE.fullmatch(plain.strip())) is not None:
        plain = whole[1]
    stamps = find_stamps(plain, language=language)
    body = plain if stamps is None else stamps.rest
    if not body.strip() or has_digit(body):
        return None
    parts = [
        _read_segment(segment, words, language, agencies)
        for segment in _segments(body)
        if segment.strip()
    ]
    if not parts or not _is_byline(parts, body):
        return None
    authors = _unique(name for part in parts for name in part.authors)[:_MOST_AUTHORS]
    likely = any(map(has_given_name, authors)) or not authors
    told = any(part.introduced for part in parts)
    stamped = stamps is not None and parts[0].known and (likely or _is_told(stamps, authors))
    certain = told or stamped
    return Byline(
        authors=authors if certain or likely else (),
        agencies=_unique(name for part in parts for name in part.agencies),
        stamps=stamps,
        certain=certain,
    )


def _is_told(stamps: Stamps, authors: tuple[str, ...]) -> bool:
    """Whether a stamp with a word or a time stands beside short names: "Ann Lee | Updated: ..."."""
    words = any(
        stamp.kind is not Kind.UNKNOWN or "T" in (stamp.value or "") for stamp in stamps.items
    )
    return words and all(len(name.split()) <= 3 for name in authors)


def _is_prose(text: str) -> bool:
    """Whether the line is too long or too wordy for a bare name, or ends as a sentence does."""
    parts = text.split()
    if len(text) > _LONGEST_BARE or len(parts) > _MOST_WORDS_BARE:
        return True
    small = sum(part[0].islower() for part in parts)
    return small > 5 or (small > 1 and ends_sentence(text))


def _is_introduced(text: str, words: CreditWords) -> bool:
    """Whether a by-word opens the line or one of its segments."""
    return any(words.opened(one) for one in _segments(read_chars(text)))


def _segments(text: str) -> Sequence[str]:
    """The parts of a line between its bars and dashes."""
    for mark in _ASCII_MARKS if text.isascii() else _MARKS:
        if mark in text:
            return _SEGMENT_RE.split(text)
    return (text,) if text.isprintable() else _SEGMENT_RE.split(text)


def _is_byline(parts: list[_Part], body: str) -> bool:
    """Whether the credit leads the line; what follows it may be an outlet, a desk or a place."""
    if not any(part.known for part in parts) or len(parts) > 4:
        return False
    unknown = sum(not part.known for part in parts)
    return parts[0].known or (parts[-1].known and unknown == 1 and len(body) < 80)


def _read_segment(
    segment: str, words: CreditWords, language: str | None, agencies: Mapping[str, str]
) -> _Part:
    read = read_chars(segment)
    if words.opened(read) is None:
        told = may_name(segment, words, agencies)
        return _names(segment, words, language, agencies, introduced=False) if told else _Part()
    if (match := words.other.match(read)) is not None:
        names = _names(segment[match.end() :], words, language, agencies, introduced=True)
        is_other = names.known or not segment[match.end() :].strip()
        return _Part(introduced=True, known=True) if is_other else _Part()
    match = words.by.match(read)
    if match is not None:
        rest = segment[match.end() :]
        if not rest.strip():
            return _Part(known=True)
        named = _names(rest, words, language, agencies, introduced=True)
        if named.known:
            return _Part(named.authors, named.agencies, introduced=True, known=True)
    return _names(segment, words, language, agencies, introduced=False)


def _names(
    text: str,
    words: CreditWords,
    language: str | None,
    agencies: Mapping[str, str],
    *,
    introduced: bool,
) -> _Part:
    """What a list of names holds; its first name decides whether it is one."""
    authors: list[str] = []
    wires: list[str] = []
    told = desk = False
    for at, piece in enumerate(_pieces(text, words)):
        bare, has_role = without_role(piece, words)
        key = phrase_key(piece)
        if (wire := agencies.get(fold(bare)) or agencies.get(fold(piece))) is not None:
            wires.append(wire)
        elif key not in words.nobody and (
            names := _persons(bare, language, introduced=introduced or has_role)
        ):
            if authors and not introduced and not has_given_name(names[0]):
                return _Part()  # "Ann Lee, author and Member of the Board": a sentence goes on
            authors.extend(names)
            told = told or has_role
        elif _is_nobody(piece, words) and (introduced or authors or is_desk(piece)):
            desk = True
            told = told or (bool(authors) and key in words.roles)
        elif at == 0 or not introduced:
            return _Part()
    return _Part(
        _unique(authors), _unique(wires), introduced=told, known=bool(authors or wires or desk)
    )


def _pieces(text: str, words: CreditWords) -> list[str]:
    """The names of a list; places and outlets behind a name ("in Kyiv") fall off."""
    plain = _BRACKETS_RE.sub(" ", text).strip(EDGES)
    cuts = [match.span() for match in words.joint.finditer(read_chars(plain))]
    found, at = [], 0
    for start, end in [*cuts, (len(plain), len(plain))]:
        piece = plain[at:start].strip(" \t.,:")
        at = end
        if not piece:
            continue
        match = words.elsewhere.search(read_chars(f" {piece}"))
        if match is not None and len(f" {piece}"[: match.start()].split()) != 1:
            piece = f" {piece}"[: match.start()].strip()
        if piece:
            found.append(piece)
    return found


def _is_nobody(piece: str, words: CreditWords) -> bool:
    key = phrase_key(piece)
    return key in words.nobody or key in words.roles or is_desk(piece)


def _persons(text: str, language: str | None, *, introduced: bool) -> tuple[str, ...]:
    text = without_honorific(text)
    is_name = is_introduced_name if introduced else is_person_name
    several = part_names(text, language) if introduced else ()
    if len(several) > 1 and all(is_name(part, language) for part in several):
        return tuple(tidy_name(part, language) for part in several)
    return (tidy_name(text, language),) if is_name(text, language) else ()


def clean_author(
    text: str, *, outlet: str | None, agencies: Mapping[str, str], language: str | None = None
) -> tuple[str, ...]:
    """The persons that an author string of a page's metadata names; () where it names none.

    >>> clean_author("By Jane Doe, Daily Mail Australia", outlet="Daily Mail", agencies={})
    ('Jane Doe',)
    >>> clean_author("jane.doe@example.org (Jane Doe)", outlet=None, agencies={})
    ('Jane Doe',)
    >>> clean_author("https://example.org/author/jane", outlet=None, agencies={})
    ()
    >>> clean_author("Doe, Jane", outlet=None, agencies={})
    ('Jane Doe',)
    """
    if len(text) > 2 * _LONGEST or URL_RE.match(text.strip()):
        return ()
    plain = EMAIL_RE.sub(" ", text)
    if plain != text and (inside := _BRACKETS_RE.search(plain)) is not None:
        plain = inside[1]
    words = credit_words(language)
    plain = without_contacts(plain)
    if any(map(str.isdigit, plain)) and (stamps := find_stamps(plain, language=language)):
        plain = stamps.rest
    plain = (
        plain[match.end() :] if (match := words.by.match(read_chars(plain))) is not None else plain
    )
    pieces = [piece for segment in _SEGMENT_RE.split(plain) for piece in _pieces(segment, words)]
    if (turned := _first_last(plain, pieces, language)) is not None:
        pieces = [turned]
    names: list[str] = []
    for piece in pieces:
        bare, _ = without_role(piece, words)
        skip = fold(bare) in agencies or _is_nobody(piece, words) or _is_outlet(bare, outlet)
        names.extend(() if skip else _persons(bare, language, introduced=True))
    return _unique(names)[:_MOST_AUTHORS]


def _is_outlet(piece: str, outlet: str | None) -> bool:
    if not outlet:
        return False
    one, two = fold(piece), fold(outlet)
    return one in two or two in one


def _first_last(text: str, pieces: list[str], language: str | None) -> str | None:
    """`Jane Doe` for `Doe, Jane`: one comma, one word before it, one or two behind."""
    if text.count(",") != 1 or len(pieces) != 2:
        return None
    last, first = pieces
    if len(last.split()) != 1 or not 1 <= len(first.split()) <= 2:
        return None
    name = f"{first} {last}"
    return name if is_person_name(name, language) else None


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
