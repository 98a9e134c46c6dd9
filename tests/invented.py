"""Invented pages of invented outlets, as lines of JSONL; the same pages on every call."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from cleaner.model import Failure, Page

RULES = """\
version: 1
outlets:
  harbourcourier.example:
    name: The Harbour Courier
    hosts: [harbourcourier.example]
    language: en
    phrases:
      related: ["More from the harbour"]
      newsletter: ["Harbour mornings, in your inbox"]
      comments: ["Say it at the pier"]
    rules:
      - id: pier-club
        category: paywall
        pattern: '^Members of the Pier Club read on'
        removes: ["Members of the Pier Club read on for four crowns a month."]
        keeps: ["The members of the club read on until midnight."]
        verified: 2026-11-21
      - id: tide-table
        category: live
        pattern: '^High tide: \\d\\d:\\d\\d'
        removes: ["High tide: 04:12"]
        keeps: ["High tide came in the night of the storm."]
        verified: 2026-11-21
  bergblatt.example:
    name: Das Bergblatt
    hosts: [bergblatt.example]
    language: de
    phrases:
      share: ["Artikel weitergeben"]
      paywall: ["Weiterlesen mit Bergblatt Plus"]
"""

_OUTLETS = (
    ("The Harbour Courier", "harbourcourier.example", "en", 8),
    ("Das Bergblatt", "bergblatt.example", "de", 4),
    ("Meridian Wire", "meridianwire.example", "en", 3),
    (None, None, "en", 1),
)
_WORDS = {
    "en": "the harbour council said that new ferries would cross between both islands before "
    "winter because fishermen and teachers had asked for more than one boat in every "
    "morning after storms closed roads near old market where engineers found water under "
    "stone bridge while mayor told reporters money from region was not enough to repair "
    "it this year but work could begin when parliament votes on budget later spring "
    "several families who live there have moved out",
    "de": "der rat der stadt hat am abend beschlossen dass die neue seilbahn im winter nicht "
    "mehr fahren soll weil die kosten zu hoch sind und viele gäste lieber mit dem bus "
    "kommen wie die bürgermeisterin vor dem alten rathaus sagte wollen die vereine nun "
    "eigene wege suchen denn ohne das geld des landes lässt sich der betrieb nach ansicht "
    "der fachleute kaum halten",
}
_NAMES = ("Mira Holm", "Jonas Field", "Ada Brandt", "Karim Osman", "Lena Voss")
_TOWNS = ("PORT ELLEN", "NORDHAVEN", "SAINT ORME")


def pages(count: int, *, size: int = 3000, seed: int = 1) -> Iterator[dict[str, Any]]:
    """So many inputs of `clean`: id, text, and for most of them outlet, address and date.

    Args:
        count: how many.
        size: characters of a page, about.
        seed: another one gives other pages.
    """
    rng = random.Random(seed)
    weights = [weight for *_, weight in _OUTLETS]
    for number in range(count):
        name, host, language, _ = rng.choices(_OUTLETS, weights)[0]
        day = date(2020, 3, 1) + timedelta(days=int(900 * rng.random() ** 0.6))
        given: dict[str, Any] = {"id": f"{host or 'dump'}/{number:06d}"}
        if name:
            given |= {"outlet": name, "url": f"https://{host}/{day:%Y/%m/%d}/{number}"}
        if rng.random() < 0.8:
            given["date"] = str(day)
        yield given | {"text": "\n".join(_page(rng, language, name, day, size))}


def jsonl(count: int, **options: int) -> str:
    """The pages as JSONL."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in pages(count, **options))


def _page(
    rng: random.Random, language: str, outlet: str | None, day: date, size: int
) -> Iterator[str]:
    title = _sentence(rng, language, 8).rstrip(".")
    yield title
    if rng.random() < 0.5:
        yield _sentence(rng, language, 16)
    if language == "en" and rng.random() < 0.6:
        yield f"By {rng.choice(_NAMES)}"
        yield f"Published {day:%B} {day.day}, {day.year}"
    if rng.random() < 0.4:
        seen = _sentence(rng, language, 9).rstrip(".")
        yield f"{seen} (Photo: {rng.choice(_NAMES)}/Harbour Press)"
    written = 0
    town = f"{rng.choice(_TOWNS)} (Meridian) — " if outlet == "Meridian Wire" else ""
    while written < size:
        paragraph = town + " ".join(_sentence(rng, language, rng.randint(8, 24)) for _ in range(3))
        town = ""
        written += len(paragraph)
        yield paragraph
        if outlet == "The Harbour Courier" and rng.random() < 0.05:
            yield "Share this article"
    yield from _tail(rng, outlet, language)


def _tail(rng: random.Random, outlet: str | None, language: str) -> Iterator[str]:
    match outlet:
        case "The Harbour Courier":
            yield "More from the harbour"
            yield "Harbour mornings, in your inbox"
            if rng.random() < 0.3:
                yield "Members of the Pier Club read on for four crowns a month."
        case "Das Bergblatt":
            yield "Artikel weitergeben"
        case "Meridian Wire":
            yield "Reporting for the islands since 1911."
        case _:
            yield "Share this article"


def _sentence(rng: random.Random, language: str, length: int) -> str:
    words = _WORDS[language].split()
    # few words are frequent and many are not, as in any language
    chosen = [words[int(len(words) * rng.random() ** 2)] for _ in range(length)]
    if rng.random() < 0.3:
        chosen.insert(
            length // 2,
            f"{rng.choice('BDFGKLMNRST')}{rng.choice(_SYLLABLES)}{rng.choice(_SYLLABLES)}",
        )
    text = " ".join(chosen)
    return f"{text[0].upper()}{text[1:]}."


_SYLLABLES = ("ar", "en", "il", "or", "un", "eth", "ova", "ini", "ashe", "umo", "ick", "and")


def all_but_some(page: Page) -> Failure | str | None:
    """What a sieve says that knows all pages but some, and one that has failed before."""
    if page.id == "p7":
        return Failure(locator="p7", reason="fault", message="p7: failed", made_with="then")
    return None if page.id.endswith("3") else page.id
