"""The parts of a dateline: places, region, day, agency, each read by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from cleaner.text.dateline_days import is_weekday, take_day
from cleaner.text.folding import fold
from cleaner.text.place_names import PARTICLES
from cleaner.text.places import PlaceKind, is_region_or_country, lookup_place

# what stands between the parts; brackets and slashes are taken with what they enclose
_PIECE_RE = re.compile(
    r"\((?P<round>[^()]{1,40})\)|（(?P<wide>[^（）]{1,40})）|\[(?P<square>[^\[\]]{1,40})\]"
    r"|(?<![^\s.,])/\s?(?P<slash>[^/]{2,30}?)\s?/\.?|[,،;、]"
)
_DOMAIN_RE = re.compile(
    r"[\w-]{2,20}\.(?:com?|net|org|info|az|ru|id|ua|tr|ir|in|de|by|kz|ge|am|tv)(?:\.\w\w)?",
    re.IGNORECASE,
)
_STATION_RE = re.compile(r"[WK][A-Z]{2,3}(?:-(?:TV|AM|FM))?")
_BETWEEN_PLACES_RE = re.compile(
    r"\s?/\s?|\s(?:and|und|y|et|e|en|i|и|та|ve|və|og|och|a|&)\s", re.IGNORECASE
)
_LEADING_AND_RE = re.compile(r"^(?:and|und|y|et|&)\s", re.IGNORECASE)
_NOT_IN_PLACES_RE = re.compile(r"[?!:\"“”„«»=<>@#*|{}\d]")

# says something about the text, names nobody
_REMARKS = frozenset(
    {
        "خاص",
        "exclusive",
        "exclusiv",
        "exklusiv",
        "exclusivo",
        "exclusif",
        "own",
        "özel",
        "opinion",
        "video",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What was read in front of the dash.

    `unknown` is a name in an agency's position that no list has; `date` is MM-DD or ISO 8601,
    and None where a day is printed (`dated`) whose order is not known; `enclosed` says that the
    agency, or a remark in its place, stands in brackets or slashes.
    """

    places: tuple[str, ...] = ()
    region: str | None = None
    agency: str | None = None
    unknown: str | None = None
    date: str | None = None
    dated: bool = False
    enclosed: bool = False
    region_enclosed: bool = False


def read_parts(text: str, agencies: Mapping[str, str], language: str | None) -> Parts | None:
    """The parts of a dateline; None when anything in the text is none of them.

    Args:
        text: what stands in front of the dash, colon or line end.
        agencies: folded spelling → name.
        language: BCP 47, for the names of months.
    """
    taken = take_day(text, language)
    date, rest = taken or (None, text)
    parts = Parts(date=date, dated=taken is not None)
    for piece, enclosed in _pieces(rest):
        if parts.dated and is_weekday(piece):
            continue
        step = _read_enclosed if enclosed else _read_plain
        if (read := step(parts, piece, agencies)) is None:
            return None
        parts = read
    return parts if parts != Parts() else None


def _pieces(text: str) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    position = 0
    for match in _PIECE_RE.finditer(text):
        pieces.append((text[position : match.start()], False))
        if match.lastgroup:
            pieces.append((match[match.lastgroup], True))
        position = match.end()
    pieces.append((text[position:], False))
    stripped = [(piece.strip(" /–—-"), enclosed) for piece, enclosed in pieces]
    return [(piece, enclosed) for piece, enclosed in stripped if piece.strip(". ")]


def _read_enclosed(parts: Parts, piece: str, agencies: Mapping[str, str]) -> Parts | None:
    if (agency := find_agency(piece, agencies)) is not None:
        return replace(parts, agency=parts.agency or agency, enclosed=True)
    if fold(piece) in _REMARKS:
        return replace(parts, enclosed=True)
    if parts.places and parts.region is None and is_region_or_country(piece):
        return replace(parts, region=piece, region_enclosed=True)
    if parts.unknown is None and _may_be_agency(piece):
        return replace(parts, unknown=piece, enclosed=True)
    return None


def _read_plain(parts: Parts, piece: str, agencies: Mapping[str, str]) -> Parts | None:
    if piece.endswith(".") and piece.count(".") == 1 and len(piece) > 6:
        piece = piece[:-1]  # a full stop in front of the day: `Baku. 5 December`
    agency = find_agency(piece.strip("."), agencies)
    # Petra is an agency and a place; a story is filed from the place
    if agency is not None and (parts.places or not is_place(piece)):
        return replace(parts, agency=parts.agency or agency)
    piece = _LEADING_AND_RE.sub("", piece)
    if (read := _read_region(parts, piece)) is not None:
        return read
    if _DOMAIN_RE.fullmatch(piece) or _is_wire(parts, piece):
        return replace(parts, unknown=piece)
    if (read := _read_more_places(parts, piece)) is not None:
        return read
    # "Baku. Trend" - two parts with a full stop between them
    first, _, second = piece.partition(". ")
    if not first or not second:
        return None
    read = _read_plain(parts, first, agencies)
    return _read_plain(read, second, agencies) if read else None


def _read_region(parts: Parts, piece: str) -> Parts | None:
    if not parts.places or parts.region is not None:
        return None
    if is_region_or_country(piece):
        return replace(parts, region=piece)
    region, slash, wire = piece.partition("/")  # NEW YORK, NY/ACCESSWIRE
    if slash and is_region_or_country(region):
        return replace(parts, region=region, unknown=wire)
    return None


def _read_more_places(parts: Parts, piece: str) -> Parts | None:
    found = _read_places(piece)
    if not found or len(parts.places) + len(found) > 4:
        return None
    if not parts.places or (all(map(is_city, found)) and not parts.dated):
        return replace(parts, places=parts.places + found)
    if len(found) == 1 and parts.region is None and piece[0].isupper():
        return replace(parts, region=piece)  # a region that the table has not
    return None


def _is_wire(parts: Parts, piece: str) -> bool:
    """Whether a part after the place looks like the name of a wire that no list has."""
    if not parts.places or parts.unknown or len(piece) > 30 or is_place(piece):
        return False
    if parts.dated and piece.isupper():
        return True
    first = piece.partition(" ")[0]
    return len(first) > 2 and first.isupper() and not parts.places[0].isupper()


def _read_places(piece: str) -> tuple[str, ...]:
    """The places of a piece, `()` when it does not look like places."""
    if looks_like_name(piece) and is_place(piece):
        return (piece,)
    names = tuple(one.strip() for one in _BETWEEN_PLACES_RE.split(piece))
    if len(names) > 1 and all(looks_like_name(one) and is_place(one) for one in names):
        return names
    if "/" in piece:
        names = tuple(one.strip() for one in piece.split("/"))
        return names if all(map(looks_like_name, names)) else ()
    return (piece,) if looks_like_name(piece) else ()


def looks_like_name(text: str) -> bool:
    """Whether the text may be a place's name: up to five words, with capitals in most scripts."""
    if not 2 <= len(text) <= 40 or _NOT_IN_PLACES_RE.search(text) or text.endswith((";", ":")):
        return False
    words = [word for word in text.replace("-", " ").split() if word[0].isalpha()]
    if not 1 <= len(words) <= 5 or ". " in text.replace("St. ", "").replace("ST. ", ""):
        return False
    if words[0][0].islower() and "'" not in words[0]:
        return False
    return all(not word[0].islower() or word.lower() in PARTICLES for word in words[1:])


def is_place(name: str) -> bool:
    """Whether the table has the name at all."""
    return bool(lookup_place(name))


def is_city(name: str) -> bool:
    """Whether the table has a city of that name, or a region that is no mere abbreviation."""
    kinds = {one.kind for one in lookup_place(name)}
    return PlaceKind.CITY in kinds or (PlaceKind.REGION in kinds and len(name) > 4)


def find_agency(text: str, agencies: Mapping[str, str]) -> str | None:
    """The agency that the text names, alone or with another or a desk: `dpa/lno`, `Reuters, AP`.

    >>> find_agency("A.A", {"aa": "Anadolu"}), find_agency("dpa/lno", {"dpa": "dpa"})
    ('Anadolu', 'dpa')
    """
    folded = fold(text)
    if name := agencies.get(folded) or agencies.get(folded.replace(".", "")):
        return name
    parts = re.split(r"\s?[/,|]\s?|\s-\s|\s(?:and|und|y|et|&)\s", folded)
    return (
        agencies.get(parts[0])
        if 1 < len(parts) <= 3 and all(len(one) < 20 for one in parts)
        else None
    )


def _may_be_agency(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= 3 or len(text) > 25 or not text[0].isalpha():
        return False
    return not any(char.isdigit() for char in text) and (
        _DOMAIN_RE.fullmatch(text) is not None
        or all(word[0].isupper() for word in words)
        or len(text) <= 4
    )


def is_station(text: str | None) -> bool:
    """Whether the text has the form of an American broadcaster's call sign: `WXYZ`, `KTLA-TV`."""
    return text is not None and _STATION_RE.fullmatch(text) is not None
