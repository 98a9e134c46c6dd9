"""Names of places: which place is meant, and in which country it is, as far as a small table knows.

The table is derived from GeoNames and CLDR by scripts/derive_places.py; see tables/README.md.
A name of several places stays ambiguous: size settles nothing. The one exception is marked as the
`usual` sense: a city that stands alone in the datelines of agencies (Paris, London), or a capital
that no namesake exceeds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from cleaner.text.place_names import place_key

_TABLES = Path(__file__).parent / "tables"


class PlaceKind(StrEnum):
    """What a place is."""

    CITY = "city"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One meaning of a name.

    Attributes:
        name: the usual English spelling.
        country: ISO 3166-1 alpha-2; None for what is in no country, or in a disputed one.
        kind: city, region (also territories and the United Nations) or country.
        population: in thousands; 0 where the table has none.
        usual: whether the name alone means this place in news.
    """

    name: str
    country: str | None
    kind: PlaceKind
    population: int = 0
    usual: bool = False


@dataclass(frozen=True, slots=True)
class _Sense:
    place: Place
    mark: str  # s: stands alone in datelines, c: capital
    own: bool  # the place's own name, not one of the many spellings of a gazetteer


@lru_cache(maxsize=4096)
def lookup_place(name: str) -> tuple[Place, ...]:
    """The places of that name, the usual sense first, then by size; `()` when the table has none.

    Case, accents, full stops and hyphens do not matter; names may be in any of some fifty
    languages. More than one place, none of them usual, is an ambiguous name.

    >>> [(one.name, one.country, one.kind.value) for one in lookup_place("BAKU")]
    [('Baku', 'AZ', 'city')]
    >>> lookup_place("東京")[0].name, lookup_place("Wis.")[0].country
    ('Tokyo', 'US')
    >>> [(one.country, one.usual) for one in lookup_place("Birmingham")]
    [('GB', False), ('US', False)]
    """
    senses = _senses(place_key(name)) if len(name) <= 80 else ()
    usual = _usual(senses)
    places = [
        Place(
            name=one.place.name,
            country=one.place.country,
            kind=one.place.kind,
            population=one.place.population,
            usual=one is usual,
        )
        for one in senses
    ]
    return tuple(sorted(places, key=lambda one: (not one.usual, -one.population)))


def country_code(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country's name, in any language of the table, else None.

    >>> country_code("Aserbaidschan"), country_code("U.K."), country_code("Bavaria")
    ('AZ', 'GB', None)
    """
    return _only_country(name, PlaceKind.COUNTRY)


def region_country(name: str) -> str | None:
    """The country of a region's name or abbreviation, else None.

    >>> region_country("Calif."), region_country("West Bank"), region_country("Punjab")
    ('US', 'PS', None)
    """
    return _only_country(name, PlaceKind.REGION)


def is_region_or_country(name: str) -> bool:
    """Whether the name can follow a city: `Iran`, `Wis.`, `West Bank`."""
    return any(one.kind is not PlaceKind.CITY for one in lookup_place(name))


def _only_country(name: str, kind: PlaceKind) -> str | None:
    codes = {one.country for one in lookup_place(name) if one.kind is kind}
    return codes.pop() if len(codes) == 1 else None


def _usual(senses: tuple[_Sense, ...]) -> _Sense | None:
    """The sense that news means: see the head of this file."""
    if len({one.place.country for one in senses}) == 1:
        return min(senses, key=lambda one: (one.place.kind is not PlaceKind.CITY, -_size(one)))
    rivals = [one for one in senses if one.own] or list(senses)
    alone = [one for one in rivals if one.mark == "s" or one.place.kind is PlaceKind.COUNTRY]
    if len({one.place.country for one in alone}) == 1:
        return min(alone, key=lambda one: (one.place.kind is not PlaceKind.CITY, -_size(one)))
    if alone:
        return None
    largest = max(senses, key=_size, default=None)
    return largest if largest in rivals and (len(rivals) == 1 or _is_capital(largest)) else None


def _is_capital(sense: _Sense | None) -> bool:
    return sense is not None and sense.mark == "c"


def _size(sense: _Sense) -> int:
    return sense.place.population


def _senses(key: str) -> tuple[_Sense, ...]:
    ids = _find(key.encode("utf-8", "surrogatepass")) if key else ""
    return tuple(_sense(one) for one in ids.split())


def _sense(number: str) -> _Sense:
    name, country, kind, population, mark = _places()[int(number.rstrip("~"))].split("\t")
    place = Place(
        name=name, country=country or None, kind=PlaceKind(kind), population=int(population)
    )
    return _Sense(place, mark, not number.endswith("~"))


def _find(key: bytes) -> str:
    """What stands beside the key in the sorted table, by bisection over its lines."""
    table = _names()
    low, high = 0, len(table)
    while low < high:
        start = table.rfind(b"\n", 0, (low + high) // 2) + 1
        start = max(start, low)
        end = table.find(b"\n", start)
        found, _, ids = table[start:end].partition(b"\t")
        if found == key:
            return ids.decode("ascii")
        # tab sorts before every character of a key, so lines are in the order of their keys
        if found < key:
            low = end + 1
        else:
            high = start
    return ""


@cache
def _names() -> bytes:
    return (_TABLES / "place_names.tsv").read_bytes()


@cache
def _places() -> tuple[str, ...]:
    return tuple((_TABLES / "places.tsv").read_text(encoding="utf-8").splitlines())
