"""The name of the publication, as its readers know it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cleaner.metadata.evidence import Evidence
from cleaner.metadata.json_ld import Graph, texts
from cleaner.metadata.separators import split_parts
from cleaner.metadata.settle import settle
from cleaner.metadata.spelling import host_of, labels_of, printed_spelling
from cleaner.model import Finding
from cleaner.text.folding import squeeze

_HOST_RE = re.compile(r"(?:https?://|www\.)\S+|(?:[\w-]{1,63}\.){1,4}[a-z]{2,12}", re.IGNORECASE)
_ADDRESS_BEHIND_RE = re.compile(r"\s?\((?:https?://|www\.)[^()\s]{1,80}\)$")
_MAX_TOLD = 300
_MAX_NAME, _USUAL_NAME = 60, 30
_MAX_SURPLUS = 12
_HEAD, _FOOT = 60_000, 60_000
"""Characters of a page, at its start and end, in which its own name is looked for."""
_ORGANISATIONS = frozenset(
    [
        "organization",
        "newsmediaorganization",
        "onlinebusiness",
        "corporation",
        "website",
        "brand",
        "collegeoruniversity",
        "governmentorganization",
        "ngo",
        "localbusiness",
    ]
)
_NO_NAMES = frozenset(
    [
        "home",
        "homepage",
        "blog",
        "news",
        "website",
        "site",
        "article",
        "articles",
        "untitled",
        "mysite",
        "mywebsite",
        "startseite",
        "accueil",
        "inicio",
        "nachrichten",
        "noticias",
        "actualites",
    ]
)


def find_outlet(evidence: Evidence, found: Mapping[str, str]) -> tuple[Finding, ...]:
    """The outlet: from the user, the rules, or what the page calls its site; none from a dump.

    An address is no name. Among the names a page gives itself, one that agrees with its host
    is preferred to one that does not: a publisher is often the company behind the outlet.
    """
    offers = list(_known(evidence))
    if not evidence.is_html:
        return settle(offers)
    host = _host_letters(evidence.url)
    named = [(_without_slogan(name), origin) for name, origin in _self_names(evidence)]
    named.extend(_title_parts(evidence, host))
    named.sort(key=lambda one: _distrust(*one, host=host))
    social = evidence.markup.meta("og:title") or ""
    headlines = {squeeze(one) for one in (social, next(iter(split_parts(social)), ""))}
    for name, origin in named:
        if name:
            why = _objection(name)
            if why is None and len(name) > _USUAL_NAME and squeeze(name) in headlines:
                why = "the headline"
            offers.append(Finding(field="outlet", value=name, origin=origin, why=why))
    if all(one.why for one in offers):
        offers.extend(_last_resorts(evidence, named))
    return settle(offers)


def _distrust(name: str, origin: str, *, host: str) -> int:
    """The order of trust: names that are the host in words, the site's name, the title's parts."""
    if origin.startswith(("title", "meta og:title")):
        return 2
    if _agrees(name, host) and len(squeeze(name)) > 4:
        return 0
    return 1 if origin == "meta og:site_name" else 3


def _known(evidence: Evidence) -> Iterator[Finding]:
    if evidence.hints.outlet:
        yield Finding(field="outlet", value=evidence.hints.outlet, origin="hint")
    chosen = evidence.knowledge.outlet
    told = [one for one in evidence.selection if one.field == "outlet"]
    if chosen is not None:
        origin = next((one.origin for one in told if one.value == chosen.name), None)
        yield Finding(field="outlet", value=chosen.name, origin=origin or f"rule {chosen.key}")
    for one in told:
        if chosen is None or one.value != chosen.name:
            why = one.why or "not enough to name the outlet"
            yield Finding(field="outlet", value=one.value, origin=one.origin, why=why)


def _self_names(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """What an HTML page calls its site, the plainest statements first."""
    markup = evidence.markup
    if site := markup.meta("og:site_name"):
        yield site, "meta og:site_name"
    if evidence.article is not None:
        publisher = evidence.graph.resolved(evidence.article.keys.get("publisher"))
        for name in texts(publisher)[:1]:
            yield name, "json-ld publisher"
    for name in (
        "application-name",
        "apple-mobile-web-app-title",
        "al:android:app_name",
        "publisher",
    ):
        if value := markup.meta(name):
            yield value, f"meta {name}"
    yield from _organisations(evidence.graph)


def _organisations(graph: Graph) -> Iterator[tuple[str, str]]:
    for node in graph.nodes:
        if not node.aside and node.types & _ORGANISATIONS:
            for name in texts(node.keys.get("name"))[:1]:
                yield name, f"json-ld {min(node.types & _ORGANISATIONS)}"


def _title_parts(evidence: Evidence, host: str) -> Iterator[tuple[str, str]]:
    """The last or first part of <title> where it is the host in words."""
    for name, text in (
        ("title tag", evidence.markup.title_tag),
        ("meta og:title", evidence.markup.meta("og:title")),
    ):
        parts = split_parts(text or "")
        if len(parts) < 2:
            continue
        for part in (parts[-1], parts[0], *parts[1:-1]):
            if _agrees(part, host) and len(squeeze(part)) <= len(host) + _MAX_SURPLUS:
                yield part, name


def _last_resorts(evidence: Evidence, named: list[tuple[str, str]]) -> Iterator[Finding]:
    """The address as the page's texts spell it in words, else as it calls itself with capitals."""
    for label in labels_of(evidence.url):
        if spelling := printed_spelling(label, _texts(evidence)):
            yield Finding(field="outlet", value=spelling, origin="page text")
    for name, origin in named:
        if _HOST_RE.fullmatch(name) and any(char.isupper() for char in name):
            yield Finding(field="outlet", value=name, origin=f"{origin}, written as a name")


def _texts(evidence: Evidence) -> Iterator[str]:
    """What may spell the name: the head, the blocks, then the page as read, for its footer."""
    markup = evidence.markup
    yield markup.title_tag or ""
    yield from (content for _, content in markup.metas)
    yield from (block.text for block in evidence.doc.blocks)
    content = evidence.doc.page.content
    yield content[:_HEAD]
    yield content[max(_HEAD, len(content) - _FOOT) :]


def _without_slogan(name: str) -> str:
    """The name without what follows a bar or a dash between spaces: `The Post | All the news`."""
    text = _ADDRESS_BEHIND_RE.sub("", " ".join(name.split())[:_MAX_TOLD])
    parts = split_parts(text)
    if len(parts) > 1 and len(parts[0]) >= 2:
        text = parts[0]
    return text.strip(" .|-–—:")


def _objection(name: str) -> str | None:
    if _HOST_RE.fullmatch(name):
        return "an address is no name"
    if len(name) > _MAX_NAME:
        return "too long for a name"
    if not any(char.isalpha() for char in name) or squeeze(name) in _NO_NAMES:
        return "says nothing"
    if name.startswith("@"):
        return "an account is no name"
    return None


def _host_letters(url: str | None) -> str:
    """The letters of the host without `www.` and its last label."""
    return squeeze(host_of(url).rpartition(".")[0])


def _agrees(name: str, host: str) -> bool:
    """Whether a name is the host in words, or nearly: `The Daily Rain` and dailyrain."""
    letters = squeeze(name)
    if not host or len(letters) < 2:
        return False
    bare = letters.removeprefix("the")
    return (
        letters in host or (len(bare) > 3 and bare in host) or (len(host) > 3 and host in letters)
    )
