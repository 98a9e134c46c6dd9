"""What a page says of itself in JSON-LD: its objects, and which of them is the page's article."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cleaner.metadata.broken_json import read_values
from cleaner.text.folding import squeeze

ARTICLES = frozenset(
    [
        "article",
        "newsarticle",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "opinionnewsarticle",
        "backgroundnewsarticle",
        "reviewnewsarticle",
        "askpublicnewsarticle",
        "advertisercontentarticle",
        "satiricalarticle",
        "liveblogposting",
        "blogposting",
        "techarticle",
        "scholarlyarticle",
        "medicalscholarlyarticle",
        "report",
        "socialmediaposting",
        "discussionforumposting",
    ]
)
"""Types whose object is an article."""

PAGES = frozenset(
    [
        "webpage",
        "itempage",
        "medicalwebpage",
        "faqpage",
        "qapage",
        "recipe",
        "howto",
        "review",
        "creativework",
        "videoobject",
        "podcastepisode",
        "newsmediaobject",
    ]
)
"""Types whose object may stand for the page where no article does."""

_ASIDE_KEYS = frozenset(
    [
        "itemlistelement",
        "haspart",
        "citation",
        "isbasedon",
        "mentions",
        "review",
        "reviews",
        "comment",
        "associatedmedia",
        "relatedlink",
        "significantlink",
        "liveblogupdate",
        "subjectof",
        "about",
        "isrelatedto",
        "workexample",
        "video",
        "image",
        "hasofferitem",
        "acceptedanswer",
        "suggestedanswer",
        "blogpost",
    ]
)
"""Keys below which objects speak of something else than the page."""

_MAX_SCRIPTS = 30
_MAX_NODES = 3_000
_MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Node:
    """An object of the page's JSON-LD: its keys in lower case; whether it stands below an aside."""

    keys: Mapping[str, Any]
    types: frozenset[str]
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Graph:
    """All objects of a page; `by_id` resolves references within it."""

    nodes: tuple[Node, ...] = ()
    by_id: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def resolved(self, value: object) -> object:
        """The value, or the object that it refers to by `@id`."""
        if isinstance(value, dict) and set(value) <= {"@id", "@type"} and "@id" in value:
            return self.by_id.get(str(value["@id"]), value)
        return value


def read_graph(scripts: Iterable[str]) -> Graph:
    """All objects in the scripts, in page order, at most 3,000 and to a depth of 12.

    Comments, CDATA marks, raw line breaks, trailing commas, bad escapes, entities, several
    objects in one script and a cut end are survived; a script beyond repair gives nothing.
    """
    nodes: list[Node] = []
    by_id: dict[str, Mapping[str, Any]] = {}
    for script in list(scripts)[:_MAX_SCRIPTS]:
        for value in read_values(script):
            for node in _walk(value):
                if len(nodes) >= _MAX_NODES:
                    return Graph(tuple(nodes), by_id)
                nodes.append(node)
                known = node.keys.get("@id")
                if isinstance(known, str) and len(node.keys) > len(by_id.get(known, {})):
                    by_id[known] = node.keys
    return Graph(tuple(nodes), by_id)


def main_article(graph: Graph, *, urls: tuple[str, ...], titles: tuple[str, ...]) -> Node | None:
    """The object that describes the page itself, not a teaser of it; None when none surely does.

    An article that agrees with the page by its address or headline comes first. One that says
    neither is taken when it is the only one; one that contradicts both is another story's.
    """
    wanted_urls = frozenset(filter(None, map(address, urls)))
    wanted_titles = frozenset(filter(None, map(squeeze, titles)))
    ranked: list[tuple[int, int, Node]] = []
    for position, node in enumerate(graph.nodes):
        if not node.types & (ARTICLES | PAGES):
            continue
        agreement = _agreement(node, wanted_urls, wanted_titles)
        if agreement < 0 or (node.aside and agreement < 2):
            continue
        rank = 10 * bool(node.types & ARTICLES) + 2 * agreement - 3 * node.aside
        rank += _richness(node)
        ranked.append((-rank, position, node))
    if not ranked:
        return None
    return min(ranked, key=lambda one: one[:2])[2]


def texts(value: object) -> tuple[str, ...]:
    """The non-empty strings in a value: itself, its items, or the `name` or `@value` of objects."""
    if isinstance(value, str):
        clean = " ".join(html.unescape(value).split())
        return (clean,) if clean else ()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return (str(value),)
    if isinstance(value, list):
        return tuple(text for item in value[:50] for text in texts(item))
    if isinstance(value, dict):
        return texts(value.get("name") or value.get("@value"))
    return ()


def address(url: str) -> str:
    """An address as it is compared: without scheme, `www.`, query, fragment and last slash.

    >>> address("https://www.example.org/a/b/?x=1#top")
    'example.org/a/b'
    """
    bare = re.sub(r"^(?:https?:)?//", "", url.strip().casefold())
    bare = bare.split("#", 1)[0].split("?", 1)[0].rstrip("/")
    return bare.removeprefix("www.").removeprefix("m.").removeprefix("amp.")


def _agreement(node: Node, urls: frozenset[str], titles: frozenset[str]) -> int:
    """2 and more: names the page; 0: says nothing; below: names another page."""
    own_urls = [address(text) for text in _addresses(node.keys)]
    own_titles = [
        squeeze(text) for key in ("headline", "name") for text in texts(node.keys.get(key))
    ]
    score = 0
    if any(url in urls for url in own_urls):
        score += 2
    if any(_same_title(own, title) for own in own_titles for title in titles if own):
        score += 3
    if score:
        return score
    has_own_url = any("/" in url for url in own_urls)
    if has_own_url and urls and own_titles and titles:
        return -1
    return 0


def _addresses(keys: Mapping[str, Any]) -> Iterator[str]:
    for key in ("url", "mainentityofpage", "@id"):
        value = keys.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            yield value


def _same_title(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= 12 and short in long)


def _richness(node: Node) -> int:
    wanted = ("datepublished", "headline", "author", "articlebody")
    return sum(bool(node.keys.get(key)) for key in wanted)


def _walk(value: object) -> Iterator[Node]:
    """Objects in document order, by a stack of our own: nesting cannot exhaust Python's."""
    stack: list[tuple[object, int, bool]] = [(value, 0, False)]
    while stack:
        item, depth, aside = stack.pop()
        if depth > _MAX_DEPTH:
            continue
        if isinstance(item, list):
            stack.extend((one, depth + 1, aside) for one in reversed(item[:500]))
        elif isinstance(item, dict):
            keys = {str(key).lower(): one for key, one in item.items()}
            yield Node(keys, _types(keys), aside)
            stack.extend(
                (one, depth + 1, aside or key in _ASIDE_KEYS)
                for key, one in reversed(keys.items())
                if isinstance(one, (dict, list))
            )


def _types(keys: Mapping[str, Any]) -> frozenset[str]:
    value = keys.get("@type")
    if isinstance(value, str) and value.isalpha():  # as nearly all are
        return frozenset((value.lower(),))
    names = value if isinstance(value, list) else [value]
    return frozenset(
        re.split(r"[/:#]", name)[-1].lower() for name in names if isinstance(name, str)
    )
