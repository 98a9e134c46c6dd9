"""Datelines: the place, agency and day that open a story, told from prose by evidence.

A dateline is cut from what a reporter wrote, so a doubtful one is left where it is: `certain` is
False and the caller may report it. dateline_evidence.py says what makes it certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from cleaner.model import Dateline
from cleaner.text.dateline_asian import parse_asian, parse_japanese
from cleaner.text.dateline_evidence import (
    OPENING_MARKS,
    Question,
    find_evidence,
    is_certain,
    is_label,
)
from cleaner.text.dateline_parts import Parts, find_agency, is_city, read_parts
from cleaner.text.dateline_places import name_places

_LONGEST = 90

_DASH = "—–―−"
_SEPARATOR_RE = re.compile(
    rf"\s*\.?\s?(?:[{_DASH}]|-{{2,3}})\s*"  # — -- .— and `. –`
    r"|\s*\.-\s*|\s+-\s*(?=\S)|(?<=[)\]/])-\s*|(?<=\w)-\s+|\sـ\s"  # (EFE).- and `ANKARA- `
    r"|\s?[:：]\s?-?\s+|\s?：|(?<=[/\d\w])\.\s+|(?<=/)\s+|(?<=[)\]）])\s*(?=\S)|\s?،\s"
)
_ANY_SEPARATOR_RE = re.compile(rf"[{_DASH}:：)\]）/.،ـ-]")
_CLOCK_RE = re.compile(r"\d{1,2}[:.]\d\d")
_AGENCY_AFTER_RE = re.compile(
    r"(?P<agency>[^,.:—–-]{2,30}?)(?:,\s(?P<who>[^,.:]{4,40}))?\s?[.:]\s+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedDateline:
    """A dateline in front of (or behind) a text.

    Attributes:
        dateline: its parts; `raw` is `text[:end]` without the space at its end.
        end: where the story begins in the text; for a dateline at the end, where the story ends.
        certain: whether the evidence allows to cut it off.
        ambiguous: the names that mean several places, with their countries: `Hyderabad (IN, PK)`.
        evidence: what speaks for it; the words are those of dateline_evidence.py.
    """

    dateline: Dateline
    end: int
    certain: bool
    ambiguous: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


def parse_dateline(
    text: str,
    *,
    agencies: Mapping[str, str],
    language: str | None,
    own_line: bool = False,
    site_uses_datelines: bool = False,
) -> ParsedDateline | None:
    """The dateline that opens the text, None when there is none; it may be an uncertain one.

    Args:
        text: a normalised paragraph, or the whole line with `own_line`.
        agencies: folded spelling → name of the wire services.
        language: BCP 47 of the document, for months and for capital letters.
        own_line: the line may hold nothing but a dateline, or a dateline and a byline; the
            caller has seen prose follow it.
        site_uses_datelines: the outlet is known to begin its stories with one.

    Source: forms after the AP Stylebook's and Superdesk's datelines (`located`, `date`, `source`).

    >>> found = parse_dateline("BAKU — The talks went on.", agencies={}, language="en")
    >>> found.dateline.raw, found.dateline.places, found.dateline.country, found.certain
    ('BAKU —', ('Baku',), 'AZ', True)
    >>> parse_dateline("The deal — signed in Baku — was late.", agencies={}, language="en") is None
    True
    """
    asked = Question(agencies, language, own_line, site_uses_datelines)
    if found := parse_asian(text[:200], agencies):
        return _answer(text, found.end, found.parts, asked, found.evidence)
    doubtful: ParsedDateline | None = None
    for end, parts, dash in _candidates(text, asked):
        evidence = find_evidence(parts, text[end:], asked)
        certain = is_certain(parts, evidence, dash, text[end:], asked)
        if certain:
            return _extended(text, _answer(text, end, parts, asked, evidence), asked)
        if doubtful is None and {"agency", "place", "region", "date"} & set(evidence):
            doubtful = replace(_answer(text, end, parts, asked, evidence), certain=False)
    return doubtful


def parse_tail_dateline(
    text: str, *, agencies: Mapping[str, str], language: str | None
) -> ParsedDateline | None:
    """The dateline that closes the text, as Japanese papers print it: `…【エルサレム 記者名】`.

    `end` is where the story ends in the text, and `raw` all that follows.
    """
    start = max(text.rfind("【"), text.rfind("［"))
    closing = text[start:].rstrip()
    if start <= 0 or not closing.endswith(("】", "］")) or len(closing) > _LONGEST:
        return None
    found = parse_japanese(closing, agencies)
    if found is None or "unknown" not in found.evidence:
        return None
    asked = Question(agencies, language, own_line=False, site=False)
    answer = _answer(text, len(text), found.parts, asked, found.evidence)
    return replace(answer, dateline=replace(answer.dateline, raw=closing), end=start)


def _candidates(text: str, asked: Question) -> Iterator[tuple[int, Parts, str]]:
    """(end, parts, separator) of each way to read the text's opening as a dateline."""
    head = text[: _LONGEST + 10]
    if not head or not (head[0].isalpha() or head[0].isdigit() or head[0] in "([（/"):
        return
    if asked.own_line and len(text) <= _LONGEST:
        whole = text.rstrip(" .:—–-،")
        if parts := _read_own_line(whole, asked):
            yield len(text), parts, "line"
    if not _ANY_SEPARATOR_RE.search(head):
        return
    for count, match in enumerate(_SEPARATOR_RE.finditer(head)):
        if count == 8 or match.start() > _LONGEST:
            return
        if not match.start() or not _story_follows(text[match.end() : match.end() + _LONGEST]):
            continue
        parts = read_parts(text[: match.start()], asked.agencies, asked.language)
        if parts and not is_label(parts):
            yield match.end(), parts, match[0].strip() or " "


def _read_own_line(line: str, asked: Question) -> Parts | None:
    """The parts of a whole line; a dash or hyphen may stand between place and agency in it."""
    for match in re.finditer(r"\s?[—–-]\s?", line):
        place, agency = line[: match.start()], line[match.end() :]
        if find_agency(agency, asked.agencies) and is_city(place):
            return read_parts(f"{place}, {agency}", asked.agencies, asked.language)
    return read_parts(line, asked.agencies, asked.language)


def _story_follows(rest: str) -> bool:
    if len(rest) < 2 or _CLOCK_RE.match(rest):
        return False
    first = rest.lstrip(OPENING_MARKS)[:1]
    return bool(first) and (first.isalnum()) and any(char.isalpha() for char in rest[:40])


def _extended(text: str, found: ParsedDateline, asked: Question) -> ParsedDateline:
    """The dateline with what may follow its dash: an agency, or a second part with places.

    `МОСКВА, 5 дек — РИА Новости. …`; `(ANSA) - ROMA, 22 NOV - …`.
    """
    rest = text[found.end :]
    if not rest:
        return found
    if found.dateline.agency is None:
        match = _AGENCY_AFTER_RE.match(rest[:_LONGEST])
        agency = _longest_agency(match["agency"], asked.agencies) if match else None
        if match is None or agency is None or not rest[match.end() :]:
            return found
        return _with(text, found, found.end + match.end(), agency=agency)
    for end, parts, dash in _candidates(rest, asked):
        evidence = find_evidence(parts, rest[end:], asked)
        if {"place", "capitals"} <= set(evidence) and is_certain(
            parts, evidence, dash, rest[end:], asked
        ):
            return _joined(text, found, end, _answer(rest, end, parts, asked, evidence))
    return found


def _joined(text: str, first: ParsedDateline, end: int, second: ParsedDateline) -> ParsedDateline:
    end += first.end
    one, two = first.dateline, second.dateline
    dateline = Dateline(
        raw=text[:end].rstrip(),
        places=one.places + two.places,
        country=two.country if not one.places or one.country == two.country else None,
        agency=one.agency or two.agency,
        date=one.date or two.date,
    )
    return ParsedDateline(
        dateline=dateline,
        end=end,
        certain=True,
        ambiguous=first.ambiguous + second.ambiguous,
        evidence=tuple(dict.fromkeys((*first.evidence, *second.evidence))),
    )


def _longest_agency(text: str, agencies: Mapping[str, str]) -> str | None:
    """The agency that opens the text, as printed if more words follow its name."""
    words = text.split()
    if find_agency(text, agencies):
        return find_agency(text, agencies)
    known = any(find_agency(" ".join(words[:size]), agencies) for size in (1, 2, 3))
    return text if known and all(word[0].isupper() for word in words) else None


def _with(text: str, found: ParsedDateline, end: int, *, agency: str) -> ParsedDateline:
    dateline = replace(found.dateline, raw=text[:end].rstrip(), agency=agency)
    evidence = ("agency", *(one for one in found.evidence if one != "agency"))
    return replace(found, dateline=dateline, end=end, evidence=evidence)


def _answer(
    text: str, end: int, parts: Parts, asked: Question, evidence: tuple[str, ...]
) -> ParsedDateline:
    named = name_places(parts.places, parts.region, asked.language)
    dateline = Dateline(
        raw=text[:end].rstrip(),
        places=named.names,
        country=named.country,
        agency=parts.agency or parts.unknown,
        date=parts.date,
    )
    return ParsedDateline(
        dateline=dateline, end=end, certain=True, ambiguous=named.ambiguous, evidence=evidence
    )
