"""Datelines: the place, agency and day that open a story, told from prose by evidence.

A dateline is cut from what a reporter wrote, so a doubtful one is left where it is: `certain` is
False and the caller may report it. What counts as evidence:

    agency      a known agency, in brackets or after the place
    date        a day in the form of datelines
    place       all places are in the table, and are no ordinary words
    region      a country or region of the table follows the place
    capitals    the place is in capitals and what follows is not
    unknown     something in an agency's position that no list has
    site        the outlet is known to use datelines

An agency is enough; of the others it takes two, one of them `date`, `place` or `region`. A single
city of some size in front of a dash is enough as well, if a whole sentence follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from cleaner.model import Dateline
from cleaner.text.dateline_asian import parse_asian
from cleaner.text.dateline_parts import Parts, find_agency, is_city, is_station, read_parts
from cleaner.text.dateline_places import name_places
from cleaner.text.place_names import place_key
from cleaner.text.places import PlaceKind, lookup_place

_LONGEST = 90
_SENTENCE = 40
_LARGE = 300  # thousand people

_DASH = "—–―−"
_SEPARATOR_RE = re.compile(
    rf"\s*\.?\s?(?:[{_DASH}]|-{{2,3}})\s*"  # — -- .— and `. –`
    r"|\s*\.-\s*|\s+-\s*(?=\S)|(?<=[)\]/])-\s*|(?<=\w)-\s+|\sـ\s"  # (EFE).- and `ANKARA- `
    r"|\s?[:：]\s?-?\s+|\s?：|(?<=[/\d\w])\.\s+|(?<=/)\s+|(?<=[)\]）])\s*(?=\S)|\s?،\s"
)
_ANY_SEPARATOR_RE = re.compile(rf"[{_DASH}:：)\]）/.،ـ-]")
_AGENCY_AFTER_RE = re.compile(
    r"(?P<agency>[^,.:—–-]{2,30}?)(?:,\s(?P<who>[^,.:]{4,40}))?\s?[.:]\s+"
)
_OPENS = "\"'“„«‘‚「『(¿¡[…"

# words that begin names of places of several words
_OPENERS = frozenset(
    "bad sankt st san santa santo saint sainte sao new nueva nuevo nova novo port puerto fort mount el la"
    " las los le al ad den nowy stara velika villa ciudad cape lake north south east west upper lower"
    " gross klein alt neu markt palm grand great castel monte ponte rio bandar kota tanjung".split()
)
_NOT_PLACES = Path(__file__).parent / "tables" / "not_places.tsv"
_COLON_SCRIPTS_RE = re.compile("[\u0900-\u0d7f\u06d2\u0679\u0688\u0691\u06ba]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedDateline:
    """A dateline in front of (or behind) a text.

    Attributes:
        dateline: its parts; `raw` is `text[:end]` without the space at its end.
        end: where the story begins in the text; for a dateline at the end, where the story ends.
        certain: whether the evidence allows to cut it off.
        ambiguous: the names that mean several places, with their countries: `Hyderabad (IN, PK)`.
        evidence: what speaks for it; the words are those at the head of this file.
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
        own_line: the line holds nothing but a dateline; the caller has seen prose follow it.
        site_uses_datelines: the outlet is known to begin its stories with one.

    Source: forms after the AP Stylebook's and Superdesk's datelines (`located`, `date`, `source`).

    >>> found = parse_dateline("BAKU — The talks went on.", agencies={}, language="en")
    >>> found.dateline.raw, found.dateline.places, found.dateline.country, found.certain
    ('BAKU —', ('Baku',), 'AZ', True)
    >>> parse_dateline("The deal — signed in Baku — was late.", agencies={}, language="en") is None
    True
    """
    asked = _Question(agencies, language, own_line, site_uses_datelines)
    if found := parse_asian(text[:200], agencies):
        return _answer(text, found.end, found.parts, asked, found.evidence)
    doubtful: ParsedDateline | None = None
    for end, parts, dash in _candidates(text, asked):
        evidence = _evidence(text[:end], parts, text[end:], asked)
        certain = _is_certain(parts, evidence, dash, text[end:], asked)
        if certain:
            return _extended(text, _answer(text, end, parts, asked, evidence), asked)
        if doubtful is None and {"agency", "place", "region", "date"} & set(evidence):
            doubtful = replace(_answer(text, end, parts, asked, evidence), certain=False)
    return doubtful


@dataclass(frozen=True, slots=True)
class _Question:
    agencies: Mapping[str, str]
    language: str | None
    own_line: bool
    site: bool


def _candidates(text: str, asked: _Question) -> Iterator[tuple[int, Parts, str]]:
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
        if not match.start() or not _story_follows(text[match.end() :], asked):
            continue
        parts = read_parts(text[: match.start()], asked.agencies, asked.language)
        if parts and not _is_label(parts):
            yield match.end(), parts, match[0].strip() or " "


def _read_own_line(line: str, asked: _Question) -> Parts | None:
    """The parts of a whole line; a dash or hyphen may stand between place and agency in it."""
    for match in re.finditer(r"\s?[—–-]\s?", line):
        place, agency = line[: match.start()], line[match.end() :]
        if find_agency(agency, asked.agencies) and is_city(place):
            return read_parts(f"{place}, {agency}", asked.agencies, asked.language)
    return read_parts(line, asked.agencies, asked.language)


def _story_follows(rest: str, asked: _Question) -> bool:
    if len(rest) < 2:
        return False
    if asked.own_line:  # a byline may share the line
        return True
    first = rest.lstrip(_OPENS)[:1]
    return bool(first) and (first.isalnum()) and any(char.isalpha() for char in rest[:40])


def _evidence(printed: str, parts: Parts, rest: str, asked: _Question) -> tuple[str, ...]:
    found = []
    if (parts.agency and _names_writer(parts)) or is_station(parts.unknown):
        found.append("agency")
    if parts.dated:
        found.append("date")
    if parts.places and all(map(is_city, parts.places)) and not _is_word(parts.places):
        found.append("place")
    if parts.region and _is_known_region(parts.region):
        found.append("region")
    letters = "".join(parts.places)
    lower_follows = asked.own_line or any(char.islower() for char in rest[:60])
    if len(letters) > 2 and letters.isupper() and lower_follows:
        found.append("capitals")
    if "agency" not in found and (parts.unknown or parts.enclosed):
        found.append("unknown")
    if asked.site:
        found.append("site")
    return tuple(found)


def _is_known_region(name: str) -> bool:
    return any(one.kind is not PlaceKind.CITY for one in lookup_place(name))


def _names_writer(parts: Parts) -> bool:
    """Whether an agency stands where datelines have it: in brackets, or after a place or day."""
    return parts.enclosed or bool(parts.places) or parts.dated


def _is_word(places: tuple[str, ...]) -> bool:
    """Whether a single place is also an ordinary word or an acronym."""
    if len(places) > 1:
        return False
    key = place_key(places[0])
    return _not_places().get(key) in ("word", "label") or (key.isascii() and len(key) < 3)


def _is_person(places: tuple[str, ...]) -> bool:
    """Whether a single place is also the name of people: they speak in front of colons."""
    return len(places) == 1 and _not_places().get(place_key(places[0])) == "name"


def _is_label(parts: Parts) -> bool:
    return len(parts.places) == 1 and _not_places().get(place_key(parts.places[0])) == "label"


def _may_be_people(parts: Parts, evidence: tuple[str, ...]) -> bool:
    """Whether the place may be a person's name: two words in small letters that no table has."""
    if {"place", "region", "date", "capitals"} & set(evidence) or len(parts.places) != 1:
        return False
    words = parts.places[0].split()
    return len(words) > 1 and place_key(words[0]) not in _OPENERS


def _is_certain(
    parts: Parts, evidence: tuple[str, ...], dash: str, rest: str, asked: _Question
) -> bool:
    """Whether the evidence is enough; see the head of this file."""
    lower_case_rest = rest.lstrip(_OPENS)[:1].islower()
    if "agency" in evidence:
        if _may_be_people(parts, evidence):
            return False
        return not lower_case_rest or dash in ("—", "–", "-", "--", "/", "line")
    if lower_case_rest and not asked.own_line:
        return False
    if not parts.places:
        return parts.dated and bool({"site", "unknown"} & set(evidence)) and dash != "."
    if not {"date", "place", "region"} & set(evidence):
        return False
    if dash in (" ", ".") and not asked.own_line:  # a bracket or a full stop ends it, no dash
        return len(evidence) >= 3 and bool({"date", "unknown"} & set(evidence))
    if dash in (":", "："):
        return _certain_before_colon(parts, evidence, rest)
    if "date" not in evidence and "region" not in evidence and _goes_on(rest):
        return False
    return len(evidence) >= 2 or _is_large_city(parts, rest, asked)


def _certain_before_colon(parts: Parts, evidence: tuple[str, ...], rest: str) -> bool:
    """A colon also follows speakers and labels: only capitals, or a day, make it a dateline."""
    if len(rest) < _SENTENCE:
        return False
    if {"date", "region", "site", "unknown"} & set(evidence):
        return len(evidence) >= 2
    if _is_person(parts.places):
        return False
    caseless = _COLON_SCRIPTS_RE.search(parts.places[0]) is not None
    return "place" in evidence and ("capitals" in evidence or caseless)


def _goes_on(rest: str) -> bool:
    """Whether another dash follows soon: `Paris — Capital of Light — is…`."""
    return re.search(rf"\s[{_DASH}-]\s", rest[:_SENTENCE]) is not None


def _is_large_city(parts: Parts, rest: str, asked: _Question) -> bool:
    """Whether the one place is a city that news often comes from, and a sentence follows it."""
    if len(parts.places) > 1:
        return len(rest) >= _SENTENCE and all(map(is_city, parts.places))
    doubtful = _is_word(parts.places) or _is_person(parts.places)
    if asked.own_line or doubtful or len(rest) < _SENTENCE:
        return False
    senses = [one for one in lookup_place(parts.places[0]) if one.kind is PlaceKind.CITY]
    return bool(senses) and senses[0].population >= _LARGE


def _extended(text: str, found: ParsedDateline, asked: _Question) -> ParsedDateline:
    """The dateline with what may follow the dash: an agency (`КИЕВ, 17 янв — РИА Новости.`), or
    a second part (`(ANSA) - ROMA, 22 NOV -`)."""
    rest = text[found.end :]
    if asked.own_line:
        return found
    match = _AGENCY_AFTER_RE.match(rest[:_LONGEST])
    if match and (agency := _longest_agency(match["agency"], asked.agencies)):
        if found.dateline.agency is None and rest[match.end() :]:
            return _with(text, found, found.end + match.end(), agency=agency)
    if found.dateline.agency is None:
        return found
    for end, parts, dash in _candidates(rest, asked):
        evidence = _evidence(rest[:end], parts, rest[end:], asked)
        if {"place", "capitals"} <= set(evidence) and _is_certain(
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
    text: str, end: int, parts: Parts, asked: _Question, evidence: tuple[str, ...]
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


@cache
def _not_places() -> dict[str, str]:
    lines = _NOT_PLACES.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return {key: kind for key, kind in pairs}
