"""What makes an opening a dateline, and not the reporter's words.

What counts as evidence:

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
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cleaner.text.dateline_parts import Parts, is_city, is_station
from cleaner.text.place_names import place_key
from cleaner.text.places import PlaceKind, is_region_or_country, lookup_place

SENTENCE = 40
"""Characters that make a sentence of what follows a dateline."""

OPENING_MARKS = "\"'“„«‘‚「『(¿¡[…"
_LARGE = 300  # thousand people
_DASHES = "—–―−"
_NOT_PLACES = Path(__file__).parent / "tables" / "not_places.tsv"
_COLON_SCRIPTS_RE = re.compile("[\u0900-\u0d7f\u06d2\u0679\u0688\u0691\u06ba]")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a line, apart from its text: see `parse_dateline`."""

    agencies: Mapping[str, str]
    language: str | None
    own_line: bool
    site: bool


def find_evidence(parts: Parts, rest: str, asked: Question) -> tuple[str, ...]:
    """The kinds of evidence for a dateline of these parts in front of the rest of the text."""
    found = []
    if (parts.agency and _names_writer(parts)) or is_station(parts.unknown):
        found.append("agency")
    if parts.dated:
        found.append("date")
    if parts.places and all(map(is_city, parts.places)) and not _is_word(parts.places):
        found.append("place")
    if parts.region and is_region_or_country(parts.region):
        found.append("region")
    letters = "".join(parts.places)
    lower_follows = not rest or any(char.islower() for char in rest[:60])
    if len(letters) > 2 and letters.isupper() and lower_follows:
        found.append("capitals")
    if "agency" not in found and (parts.unknown or parts.enclosed):
        found.append("unknown")
    if asked.site:
        found.append("site")
    return tuple(found)


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


def is_label(parts: Parts) -> bool:
    """Whether what looks like a place is a label: `Update`, `Foto`, `Analyse`."""
    return len(parts.places) == 1 and _not_places().get(place_key(parts.places[0])) == "label"


def _may_be_people(parts: Parts, evidence: tuple[str, ...]) -> bool:
    """Whether the place may be a person's name: two words in small letters that no table has."""
    if {"place", "region", "date", "capitals"} & set(evidence) or len(parts.places) != 1:
        return False
    words = parts.places[0].split()
    return len(words) > 1 and place_key(words[0]) not in _openers()


def is_certain(
    parts: Parts, evidence: tuple[str, ...], dash: str, rest: str, asked: Question
) -> bool:
    """Whether the evidence is enough; see the head of this file."""
    lower_case_rest = rest.lstrip(OPENING_MARKS)[:1].islower()
    if "agency" in evidence:
        dashed = dash in ("—", "–", "-", "--", "/", "line")
        return (dashed or not lower_case_rest) and not _may_be_people(parts, evidence)
    if lower_case_rest:
        return False
    if not parts.places:
        return parts.dated and bool({"site", "unknown"} & set(evidence)) and dash != "."
    if not {"date", "place", "region"} & set(evidence):
        return False
    if dash in (" ", ".") and not asked.own_line:
        return _certain_without_dash(evidence)
    if dash in (":", "："):
        return _certain_before_colon(parts, evidence, rest)
    return _certain_before_dash(parts, evidence, rest, asked)


def _certain_without_dash(evidence: tuple[str, ...]) -> bool:
    """A bracket or a full stop ends it: `Berlin. Die …` takes an outlet that prints it so."""
    if "site" in evidence:
        return "place" in evidence
    return len(evidence) >= 3 and bool({"date", "unknown"} & set(evidence))


def _certain_before_dash(
    parts: Parts, evidence: tuple[str, ...], rest: str, asked: Question
) -> bool:
    if "date" not in evidence and "region" not in evidence and _goes_on(rest):
        return False
    enough = len(evidence) >= 2 or _is_large_city(parts, rest)
    return enough or _is_german(parts, rest, asked)


def _certain_before_colon(parts: Parts, evidence: tuple[str, ...], rest: str) -> bool:
    """A colon also follows speakers and labels: only capitals, or a day, make it a dateline."""
    if "date" in evidence and len(evidence) >= 2:
        return any(char.islower() or char > "\u0590" for char in rest[:SENTENCE])
    if len(rest) < SENTENCE:
        return False
    if {"region", "site", "unknown"} & set(evidence):
        return len(evidence) >= 2
    if _is_person(parts.places):
        return False
    caseless = _COLON_SCRIPTS_RE.search(parts.places[0]) is not None
    return "place" in evidence and ("capitals" in evidence or caseless)


def _goes_on(rest: str) -> bool:
    """Whether another dash follows soon: `Paris — Capital of Light — is…`."""
    return re.search(rf"\s[{_DASHES}-]\s", rest[:SENTENCE]) is not None


def _is_large_city(parts: Parts, rest: str) -> bool:
    """Whether the one place is a city that news often comes from, and a sentence follows it."""
    if len(parts.places) > 1:
        return len(rest) >= SENTENCE and all(map(is_city, parts.places))
    doubtful = _is_word(parts.places) or _is_person(parts.places)
    if doubtful or len(rest) < SENTENCE:
        return False
    senses = [one for one in lookup_place(parts.places[0]) if one.kind is PlaceKind.CITY]
    return bool(senses) and senses[0].population >= _LARGE


def _is_german(parts: Parts, rest: str, asked: Question) -> bool:
    """Whether it is the German form `Town (Region) –`, which needs no list of towns."""
    german = (asked.language or "").partition("-")[0] == "de"
    return german and parts.region_enclosed and len(rest) >= SENTENCE


@cache
def _not_places() -> dict[str, str]:
    lines = _NOT_PLACES.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return {key: kind for key, kind in pairs if kind != "opener"}


@cache
def _openers() -> frozenset[str]:
    lines = _NOT_PLACES.read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("\t")[0] for line in lines if line.endswith("\topener"))
