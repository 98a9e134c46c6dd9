"""The datelines of Chinese, Japanese and Korean papers, which have forms of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cleaner.text.dateline_parts import Parts, find_agency
from cleaner.text.places import PlaceKind, lookup_place

_DAY = r"(?:(?P<month>\d{1,2})\s?月)?\s?(?P<day>\d{1,2})\s?日"
# 新华社北京4月24日电 （记者 …）; the day may be missing
_CHINESE_RE = re.compile(
    rf"[（(【]?(?P<agency>[\u4e00-\u9fff]{{2,5}}?)(?:记者|記者)?(?P<place>[\u4e00-\u9fff·/、]{{2,14}}?)"
    rf"\s?(?:{_DAY})?\s?(?:电|電|讯|訊)(?P<close>[）)】])?\s?"
    r"(?:[（(](?:记者|記者|通讯员|编辑)[^（）()]{1,40}[）)])?[\s，,:：—-]*"
)
_OWN_PAPER = ("本报", "本報", "本社", "本台", "本网")
# 【ソウル＝小池和樹】, 【ワシントン共同】, （ロンドン＝…）, [東京 24日 ロイター] -
_JAPANESE_RE = re.compile(r"[【\[［（(](?P<body>[^】\]］）()【]{2,60})[】\]］）)]\s?[-－—ー―]?\s?")
_JAPANESE_DAY_RE = re.compile(_DAY)
# (서울=연합뉴스) 김철수 기자 =
_KOREAN_RE = re.compile(
    r"[(\[【（](?P<place>[가-힣·ㆍ,\s]{2,30})[=＝](?P<agency>[가-힣A-Za-z0-9\s]{2,15})[)\]】）]\s?"
    r"(?:[가-힣A-Za-z·ㆍ,.\s]{2,40}(?:기자|특파원|통신원)\s?)?(?:[=＝:]\s?)?"
)


@dataclass(frozen=True, slots=True)
class AsianDateline:
    """Where it ends, its parts and the evidence for it."""

    end: int
    parts: Parts
    evidence: tuple[str, ...]


def parse_asian(text: str, agencies: Mapping[str, str]) -> AsianDateline | None:
    """The dateline that opens a Chinese, Japanese or Korean text, with its reporters, else None."""
    if not text or text.isascii():
        return None
    return _chinese(text, agencies) or _korean(text, agencies) or parse_japanese(text, agencies)


def _chinese(text: str, agencies: Mapping[str, str]) -> AsianDateline | None:
    match = _CHINESE_RE.match(text)
    if match is None:
        return None
    # the agency is not greedy and the place may begin too early: try each split of the two
    words = match["agency"] + match["place"]
    for size in range(5, 1, -1):
        printed, place = words[:size], words[size:].removeprefix("记者").removeprefix("記者")
        agency = find_agency(printed, agencies)
        if agency is None and printed not in _OWN_PAPER:
            continue
        places = _known(re.split("[/、]", place)) or _known((place[-3:],)) or _known((place[-2:],))
        if not places and not match["day"]:
            return None
        evidence = _named(agency=agency, date=match["day"], place=places)
        parts = Parts(places=places, agency=agency, date=_date(match), dated=bool(match["day"]))
        return AsianDateline(match.end(), parts, evidence) if len(evidence) > 1 else None
    return None


def parse_japanese(text: str, agencies: Mapping[str, str]) -> AsianDateline | None:
    """The dateline in lenticular or square brackets that opens the text: 【ソウル＝…】."""
    match = _JAPANESE_RE.match(text)
    if match is None:
        return None
    body = match["body"]
    day = _JAPANESE_DAY_RE.search(body)
    places: list[str] = []
    agency = None
    for item in re.split(r"[、,]", _JAPANESE_DAY_RE.sub(" ", body)):
        place, mark, rest = item.strip().partition("＝")
        if not mark:
            place, _, rest = item.strip().partition(" ")
        known = _longest_place(place)
        if known is None:
            return None
        places.append(known)
        agency = agency or find_agency(rest.strip() or place[len(known) :], agencies)
    # a topic may begin with a city: 【東京都知事選】; reporters come in twos, or behind a sign
    signed = "＝" in body or len(places) > 1
    evidence = _named(place=tuple(places), agency=agency, date=day, unknown=signed)
    if len(evidence) < 2:
        return None
    parts = Parts(
        places=tuple(places), agency=agency, date=_date(day) if day else None, dated=bool(day)
    )
    return AsianDateline(match.end(), parts, evidence)


def _korean(text: str, agencies: Mapping[str, str]) -> AsianDateline | None:
    match = _KOREAN_RE.match(text)
    if match is None:
        return None
    places = _known(tuple(one.strip() for one in re.split(r"[·ㆍ,]", match["place"])))
    agency = find_agency(match["agency"], agencies)
    evidence = _named(place=places, agency=agency, unknown=agency is None)
    if not places and agency is None:
        return None
    named = places or (match["place"].strip(),)
    printed = match["agency"].strip()
    return AsianDateline(match.end(), Parts(places=named, agency=agency or printed), evidence)


def _named(**found: object) -> tuple[str, ...]:
    return tuple(name for name, value in found.items() if value)


def _known(names: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """The names, if the table has them all."""
    names = tuple(names)
    return names if all(map(_is_place, names)) else ()


def _is_place(name: str) -> bool:
    return len(name) > 1 and any(one.kind is not PlaceKind.COUNTRY for one in lookup_place(name))


def _longest_place(text: str) -> str | None:
    """The longest beginning of the text that is a place: `エルサレム` of `エルサレム松岡`."""
    sizes = range(min(len(text), 12), 1, -1)
    return next((text[:size] for size in sizes if _is_place(text[:size])), None)


def _date(match: re.Match[str]) -> str | None:
    """MM-DD; None where the day stands without its month."""
    if match["month"] is None or match["day"] is None:
        return None
    month, day = int(match["month"]), int(match["day"])
    return f"{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None
