"""The headline as printed on the page."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping

from cleaner.metadata.evidence import Evidence
from cleaner.metadata.json_ld import texts
from cleaner.metadata.separators import cuts_of, split_parts
from cleaner.metadata.settle import settle
from cleaner.metadata.spelling import host_of, labels_of
from cleaner.model import Category, Finding
from cleaner.text.folding import squeeze

_MAX_LENGTH = 400
_UNLIKE = 0.4


def find_title(evidence: Evidence, found: Mapping[str, str]) -> tuple[Finding, ...]:
    """The headline: from the user, a rule, else the printed one that the page's data agrees with.

    What stands on the page beats what is told to search engines and social networks; the name
    of the outlet and of the section behind a separator are no part of it.
    """
    outlet = found.get("outlet", "")
    names = _names_of(outlet, evidence)
    offers = list(_known(evidence, names))
    told = [(_without_names(text, names), origin) for text, origin in _told(evidence)]
    others = [squeeze(text) for text, _ in told]
    printed = {
        _without_names(html.unescape(text), names): origin
        for text, origin in reversed(list(_printed(evidence)))
        if text
    }
    support = {text: _support(squeeze(text), others) for text in reversed(printed)}
    for text in sorted(support, key=lambda one: -support[one]):
        why = _objection(text, outlet)
        if why is None and not support[text]:
            why = _contradiction(squeeze(text), others)
        offers.append(Finding(field="title", value=text, origin=printed[text], why=why))
    for text, origin in told:
        why = _objection(text, outlet)
        offers.append(Finding(field="title", value=text, origin=origin, why=why))
    return settle(offers)


def _known(evidence: Evidence, names: frozenset[str]) -> Iterator[Finding]:
    if evidence.hints.title:
        yield Finding(field="title", value=evidence.hints.title, origin="hint")
    for value, origin in evidence.read_by_rules("title"):
        text = _without_names(html.unescape(value), names)
        yield Finding(field="title", value=text, origin=origin)


def _printed(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Headlines that stand on the page, the one that the segmentation chose first."""
    if evidence.markup.headline:
        yield evidence.markup.headline, "h1"
    for text in evidence.markup.h1s[:5]:
        yield text, "h1"
    for passage in evidence.labelled(Category.TITLE):
        yield passage.text, passage.origin


def _told(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Headlines that the page's data tells."""
    markup = evidence.markup
    if evidence.article is not None:
        for key in ("headline", "name"):
            for text in texts(evidence.article.keys.get(key))[:1]:
                yield text, f"json-ld {key}"
    for name in ("og:title", "twitter:title", "title", "dc.title", "citation_title"):
        if value := markup.meta(name):
            yield " ".join(value.split()), f"meta {name}"
    if markup.title_tag:
        yield markup.title_tag, "title tag"


def _without_names(text: str, names: frozenset[str]) -> str:
    """The text without a name of the outlet at its end or start, and the sections beside it."""
    if not names:
        return text
    for left, right in cuts_of(text):
        if squeeze(next(iter(split_parts(right)), "")) in names:
            return left
    for left, right in reversed(cuts_of(text)):
        if squeeze(next(reversed(split_parts(left)), "")) in names:
            return right
    return text


def _names_of(outlet: str, evidence: Evidence) -> frozenset[str]:
    """What the outlet is called in titles: its name with and without its article, or its host."""
    said = {squeeze(outlet), squeeze(evidence.markup.meta("og:site_name") or "")}
    bare = {one.removeprefix("the") for one in said}
    hosts = {squeeze(name) for name in (*labels_of(evidence.url), host_of(evidence.url))}
    return frozenset(one for one in said | bare | hosts if len(one) > 1)


def _support(letters: str, others: list[str]) -> int:
    """How many of the told headlines say the same letters, more for whole agreement."""
    score = 0
    for other in others:
        if letters == other:
            score += 2
        elif len(letters) > 12 and len(other) > 12 and (letters in other or other in letters):
            score += 1
    return score


def _contradiction(letters: str, others: list[str]) -> str | None:
    """A printed headline that shares hardly a word with what the data tells is another box's."""
    if others and max(_likeness(letters, other) for other in others) < _UNLIKE:
        return "the page's data tells another headline"
    return None


def _likeness(one: str, other: str) -> float:
    """The share of the shorter text's pairs of letters that the other has too, from 0 to 1."""
    first, second = _pairs(one), _pairs(other)
    return len(first & second) / max(1, min(len(first), len(second)))


def _pairs(letters: str) -> set[str]:
    return {letters[index : index + 2] for index in range(len(letters) - 1)}


def _objection(text: str, outlet: str) -> str | None:
    letters = squeeze(text)
    if not letters:
        return "says nothing"
    if letters == squeeze(outlet):
        return "the outlet's name"
    if len(text) > _MAX_LENGTH:
        return "too long for a headline"
    return None
