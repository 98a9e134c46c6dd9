"""The places of a dateline in their usual spelling, and the country they settle."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cleaner.text.place_names import PARTICLES, place_key
from cleaner.text.places import Place, PlaceKind, country_code, lookup_place, region_country

_WORD_RE = re.compile(r"[^\s/-]+")
_DOTTED_LOWER = {"I": "ı", "İ": "i"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlaces:
    """Places as a reader writes them, their common country, and the names of several places."""

    names: tuple[str, ...]
    country: str | None = None
    ambiguous: tuple[str, ...] = ()


def name_places(printed: tuple[str, ...], region: str | None, language: str | None) -> NamedPlaces:
    """The places of a dateline, in their usual spelling, with the country that they settle.

    The language of the name stays: `КИЕВ` is `Киев`. A printed region or country decides; else
    the places' usual senses do, if they agree.

    >>> name_places(("PORT-AU-PRINCE",), "Haiti", "en")
    NamedPlaces(names=('Port-au-Prince',), country='HT', ambiguous=())
    >>> name_places(("HYDERABAD",), None, "en")
    NamedPlaces(names=('Hyderabad',), country=None, ambiguous=('Hyderabad (IN, PK)',))
    """
    names = tuple(usual_case(one, language) for one in printed)
    senses = [lookup_place(one) for one in printed]
    if region is not None:
        country, doubt = _printed_country(region, senses)
        return NamedPlaces(names=names, country=country, ambiguous=doubt)
    ambiguous = tuple(
        f"{name} ({', '.join(_countries(one))})"
        for name, one in zip(names, senses, strict=True)
        if len(_countries(one)) > 1 and not one[0].usual
    )
    countries = {one[0].country if one and one[0].usual else None for one in senses}
    country = countries.pop() if len(countries) == 1 else None
    return NamedPlaces(names=names, country=country, ambiguous=ambiguous)


def _printed_country(
    region: str, senses: list[tuple[Place, ...]]
) -> tuple[str | None, tuple[str, ...]]:
    codes = {country_code(region), region_country(region)} - {None}
    if not codes:
        codes = {one.country for one in lookup_place(region) if one.kind is not PlaceKind.CITY}
    if len(codes) <= 1:
        return next(iter(codes), None), ()
    # Georgia and the like: the city tells which
    cities = {one.country for several in senses for one in several} & codes
    if len(cities) == 1:
        return cities.pop(), ()
    return None, (f"{region} ({', '.join(sorted(str(one) for one in codes))})",)


def _countries(senses: tuple[Place, ...]) -> list[str]:
    return sorted({one.country or "-" for one in senses})


def usual_case(name: str, language: str | None) -> str:
    """The name with small letters, if it is printed in capitals: as the table has it, or by rule.

    >>> usual_case("RIO DE JANEIRO", "en"), usual_case("BALIKESİR", "tr"), usual_case("Dubai", "en")
    ('Rio de Janeiro', 'Balıkesir', 'Dubai')
    """
    name = " ".join(name.split())
    if not any(len(word) > 2 and word.isupper() for word in _WORD_RE.findall(name)):
        return name
    turkic = (language or "").partition("-")[0] in ("tr", "az")
    for place in lookup_place(name):
        same = place.name.casefold() == name.casefold()
        if same or (turkic and place_key(place.name) == place_key(name)):
            return place.name
    first = True

    def recase(match: re.Match[str]) -> str:
        nonlocal first
        word = match[0]
        small = "".join(_DOTTED_LOWER.get(char, char) for char in word) if turkic else word
        small = small.lower()
        was_first, first = first, False
        if small in PARTICLES and not was_first:
            return small
        if "." in word or not word.isupper():
            return word if len(word) <= 4 and "." in word[:-1] else _capital(word, small)
        return _capital(word, small)

    return _WORD_RE.sub(recase, name)


def _capital(word: str, small: str) -> str:
    """The word with its first letter large; the apostrophe of `N'DJAMENA` begins a second one."""
    head, mark, tail = small.partition("'")
    if mark and len(head) <= 1 and len(tail) > 2:
        return word[0] + mark + tail[0].upper() + tail[1:]
    return word[0] + small[1:]
