"""Marks that end a story: who else reported, which agency it came from, that it is over."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from cleaner.text.dateline_days import take_day
from cleaner.text.dateline_parts import find_agency
from cleaner.text.folding import fold
from cleaner.text.place_names import PARTICLES

_TABLE = Path(__file__).parent / "tables" / "end_marks.tsv"
_LONGEST = 400

_RULE_RE = re.compile(r"[_*#=•–—-]{3,}|[♦■●▪◆★∎]|(?:#\s?){2,3}#|(?:\*\s?){2,3}\*|-30-")
_BRACKETS_RE = re.compile(r"\([^()]{1,390}\)|\[[^\[\]]{1,390}\]|（[^（）]{1,390}）")
_LAST_BRACKETS_RE = re.compile(
    r"[.!?…。”\"»'’]\s*(\([^()]{1,380}\)|（[^（）]{1,380}）|\[[^\[\]]{1,380}\])\s*\.?$"
)
_INITIALS_RE = re.compile(r"[a-zäöüøåćčšžłń]{2,4}(?:/[a-zäöüøåćčšžłń]{2,4}){0,3}")
_INITIALS_LANGUAGES = frozenset({"de", "nl", "da", "no", "nb", "sv", "pl", "cs", "sk", "sl", "hu"})
_EDITION_RE = re.compile(r"[A-Z]-\d")
_CODE_RE = re.compile(
    r"©?\s?(?P<agency>dpa)-infocom,?\s?dpa:[\d-]{6,24}(?:/\d{1,3})?", re.IGNORECASE
)
_COPYRIGHT_RE = re.compile(
    r"(?:©|\([cс]\)|copyright)\s?(?:(?:19|20)\d\d\s)?(?P<agency>[^\d©.]{2,40}?)(?:\s(?:19|20)\d\d)?\.?",
    re.IGNORECASE,
)
_NAME = r"[^\W\d_][\w.'’-]*"
_NAMES_RE = re.compile(rf"{_NAME}(?:\s{_NAME}){{1,4}}")
_BETWEEN_RE = re.compile(r"\s?[,;&]\s?|\s(?:and|und|et|y|e|и|та|və|ve|og|och|en)\s", re.IGNORECASE)


class EndKind(StrEnum):
    """What an end mark says."""

    CREDIT = "credit"  # who reported, wrote, edited
    AGENCY = "agency"  # what the text was taken from
    END = "end"  # that it is over
    INITIALS = "initials"  # who wrote it, in letters that an office knows
    RULE = "rule"  # a line of signs; text may follow it


@dataclass(frozen=True, slots=True, kw_only=True)
class EndMark:
    """An end mark, `text[start:]` of its paragraph.

    Attributes:
        kind: what it says.
        start: 0 when it is the whole line.
        agencies: the agencies that it names.
        people: the names of those who reported or wrote; editors are not among them.
    """

    kind: EndKind
    start: int = 0
    agencies: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


def parse_end_mark(
    text: str, *, agencies: Mapping[str, str], language: str | None
) -> EndMark | None:
    """The end mark that the line is, or that ends the paragraph; None when there is none.

    At the end of a paragraph only what stands in brackets counts, after a full stop.

    Args:
        text: a normalised line or paragraph.
        agencies: folded spelling → name of the wire services.
        language: BCP 47; words of English are tried in every language.

    >>> mark = parse_end_mark("(Reporting by Ada Berg in Bengaluru; Editing by Kim Roe)",
    ...                       agencies={}, language="en")
    >>> mark.kind.value, mark.people
    ('credit', ('Ada Berg',))
    >>> parse_end_mark("He ended there.", agencies={}, language="en") is None
    True
    """
    words = _words((language or "en").partition("-")[0].lower())
    if len(text) <= _LONGEST and (mark := _whole_line(text.strip(), agencies, words)):
        return mark
    tail = text[-_LONGEST:]
    if (match := _LAST_BRACKETS_RE.search(tail)) is None:
        return None
    mark = _enclosed(match[1][1:-1].strip(), agencies, words)
    if mark is None or mark.kind is EndKind.RULE:
        return None
    start = len(text) - len(tail) + match.start(1)
    return EndMark(kind=mark.kind, start=start, agencies=mark.agencies, people=mark.people)


def _whole_line(line: str, agencies: Mapping[str, str], words: _Words) -> EndMark | None:
    if _RULE_RE.fullmatch(line):
        return EndMark(kind=EndKind.RULE)
    bare = line.rstrip(" ./")
    if fold(bare) in words.ends:
        return EndMark(kind=EndKind.END)
    if _BRACKETS_RE.fullmatch(bare):
        return _enclosed(bare[1:-1].strip(), agencies, words)
    for pattern in (_CODE_RE, _COPYRIGHT_RE):
        match = pattern.fullmatch(bare)
        if match and (agency := find_agency(match["agency"], agencies)):
            return EndMark(kind=EndKind.AGENCY, agencies=(agency,))
    if words.initials and bare.startswith("/") and _INITIALS_RE.fullmatch(bare[1:].strip()):
        return EndMark(kind=EndKind.INITIALS)
    return _source(bare, agencies, words) or _credit(bare, words)


def _enclosed(inner: str, agencies: Mapping[str, str], words: _Words) -> EndMark | None:
    if fold(inner.rstrip(".")) in words.ends:
        return EndMark(kind=EndKind.END)
    if (mark := _source(inner, agencies, words) or _credit(inner, words)) is not None:
        return mark
    if names := _agency_names(inner, agencies):
        return EndMark(kind=EndKind.AGENCY, agencies=names)
    if people := _filed_from(inner, words):
        return EndMark(kind=EndKind.CREDIT, people=people)
    signed = words.initials and _INITIALS_RE.fullmatch(inner)
    return EndMark(kind=EndKind.INITIALS) if signed or _EDITION_RE.fullmatch(inner) else None


def _filed_from(text: str, words: _Words) -> tuple[str, ...]:
    """The reporters of `Ada Berg aus Berlin, 3.5.2024`; `()` without a place and a day."""
    taken = take_day(text, words.language)
    if taken is None or not any(f" {word} " in text for word in words.places):
        return ()
    names = taken[1].strip(" ,")
    return tuple(_people(names, words)) if len(names) < 80 else ()


def _source(text: str, agencies: Mapping[str, str], words: _Words) -> EndMark | None:
    """`mit dpa`, `Quelle: APA/sda/dpa`, `With Reuters`, `Mit Agenturmaterial`."""
    folded = fold(text)
    if folded.rstrip(".") in words.unnamed:
        return EndMark(kind=EndKind.AGENCY)
    if (lead := _lead(folded, words.sources)) is None:
        return None
    names = _agency_names(folded[len(lead) :].lstrip(" :"), agencies)
    return EndMark(kind=EndKind.AGENCY, agencies=names) if names else None


def _agency_names(text: str, agencies: Mapping[str, str]) -> tuple[str, ...]:
    """The agencies of a list of nothing but agencies, else `()`."""
    parts = [
        one.strip(" .") for one in re.split(r"[/,;|+&]|\s(?:and|und|et|y|e|i|и|ve|og)\s", text)
    ]
    names = [find_agency(one, agencies) for one in parts if one]
    return tuple(dict.fromkeys(one for one in names if one)) if names and all(names) else ()


def _credit(text: str, words: _Words) -> EndMark | None:
    """`Reporting by …; Editing by …`: clauses that all begin with words for such work."""
    folded = fold(text)
    if _lead(folded, words.reporters + words.editors) is None:
        return None
    people: list[str] = []
    for clause in re.split(r"\s?[;|]\s?|(?<=\w{3})\.\s", text.rstrip(" .")):
        start = fold(clause)
        lead = _lead(start, words.reporters)
        names = _people(clause[len(lead or _lead(start, words.editors) or start) :], words)
        if not names:
            return None
        people.extend(names if lead else ())
    return EndMark(kind=EndKind.CREDIT, people=tuple(dict.fromkeys(people)))


def _lead(folded: str, leads: tuple[str, ...]) -> str | None:
    """The one of the leads that the text begins with, as a word of its own."""
    for lead in leads:
        if folded.startswith(lead) and not folded[len(lead) :][:1].isalnum():
            return lead
    return None


def _people(clause: str, words: _Words) -> list[str]:
    """The names of a list of nothing but names (and where they are), else `[]`."""
    names = []
    for part in _BETWEEN_RE.split(clause.strip(" :")):
        name = part.strip()
        for word in words.places:  # "in Bengaluru"
            name = name.partition(f" {word} ")[0]
        names.append(name)
    return names if all(map(_is_name, names)) else []


def _is_name(text: str) -> bool:
    if not _NAMES_RE.fullmatch(text):
        return False
    return all(not word[0].islower() or word in PARTICLES for word in text.split()[1:]) and not (
        text[0].islower()
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """Folded words of a language and of English; longer ones first where one begins another."""

    reporters: tuple[str, ...]
    editors: tuple[str, ...]
    sources: tuple[str, ...]
    places: tuple[str, ...]
    unnamed: frozenset[str]
    ends: frozenset[str]
    initials: bool
    language: str


@cache
def _words(language: str) -> _Words:
    found: dict[str, set[str]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        tag, kind, phrases = line.split("\t")
        if tag in (language, "en", "*"):
            found.setdefault(kind, set()).update(fold(one) for one in phrases.split("; "))

    def longest_first(kind: str) -> tuple[str, ...]:
        return tuple(sorted(found.get(kind, ()), key=lambda one: (-len(one), one)))

    return _Words(
        reporters=longest_first("reporter"),
        editors=longest_first("editor"),
        sources=longest_first("source"),
        places=longest_first("place"),
        unnamed=frozenset(found.get("unnamed", ())),
        ends=frozenset(found.get("end", ())),
        initials=language in _INITIALS_LANGUAGES,
        language=language,
    )
