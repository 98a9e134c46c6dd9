"""How a page spells the name that its address writes without spaces and capitals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

_MAX_TEXT = 200_000
_MIN_LABEL, _MAX_LABEL = 2, 30
_SEEN_OFTEN = 2
_PUBLIC = frozenset(
    [
        "com",
        "co",
        "org",
        "net",
        "gov",
        "edu",
        "ac",
        "or",
        "ne",
        "go",
        "gob",
        "gouv",
        "govt",
        "mil",
        "nom",
        "info",
        "biz",
    ]
)
_PLATFORMS = frozenset(
    [
        "substack",
        "medium",
        "wordpress",
        "blogspot",
        "github",
        "githubusercontent",
        "tumblr",
        "ghost",
        "bearblog",
        "squarespace",
        "wixsite",
        "weebly",
        "netlify",
        "vercel",
        "herokuapp",
        "webflow",
        "typepad",
        "livejournal",
    ]
)
_EMPTY_LABELS = frozenset(
    [
        "www",
        "www2",
        "m",
        "mobile",
        "amp",
        "web",
        "de",
        "en",
        "fr",
        "es",
        "it",
        "blog",
        "blogs",
        "news",
        "online",
        "magazine",
        "shop",
        "store",
        "pages",
        "app",
        "docs",
        "learn",
        "help",
        "support",
        "info",
        "edition",
        "international",
        "global",
        "us",
        "uk",
    ]
)


def host_of(url: str | None) -> str:
    """The host of an address without `www.`; empty where there is none, or a broken one."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def labels_of(url: str | None) -> tuple[str, ...]:
    """The part of an address's host that may be a name: the registered one, or a tenant's.

    >>> labels_of("https://www.dailyrain.co.uk/a"), labels_of("https://rainywords.substack.com/p/1")
    (('dailyrain',), ('rainywords',))
    """
    labels = host_of(url).split(".")[:-1]
    while len(labels) > 1 and labels[-1] in _PUBLIC:
        labels.pop()
    if len(labels) > 1 and labels[-1] in _PLATFORMS:
        labels = labels[:-1]
    named = [one for one in reversed(labels) if one not in _EMPTY_LABELS]
    return tuple(named[:1])


def printed_spelling(label: str, texts: Iterator[str]) -> str | None:
    """The most frequent spelling of a host's label in the texts; None when it is no name there.

    A name is seen twice, has a capital or letters without case, and its plain lower-case form
    is not a word of the page: `move` on the page of movers is no name.

    >>> printed_spelling("dailyrain", iter(["The Daily Rain has it.", "Daily Rain, since 1900"]))
    'Daily Rain'
    >>> printed_spelling("move", iter(["Move now", "Move it", "how to move"])) is None
    True
    """
    letters = [char for char in label.casefold() if char.isalnum()]
    if not _MIN_LABEL <= len(letters) <= _MAX_LABEL:
        return None
    pattern = re.compile(
        r"(?<![\w@/.#-])" + r"[\s'’&.-]?".join(map(re.escape, letters)) + r"(?![\w/@-]|\.\w)",
        re.IGNORECASE,
    )
    counts: Counter[str] = Counter()
    budget = _MAX_TEXT
    for text in texts:
        counts.update(match[0] for match in pattern.finditer(text[:budget]))
        budget -= len(text)
        if budget <= 0:
            break
    lower = sum(count for spelling, count in counts.items() if spelling.islower())
    named = [(count, spelling) for spelling, count in counts.items() if not spelling.islower()]
    if not named:
        return None
    count, spelling = max(named, key=lambda one: (one[0], one[1]))
    if count < _SEEN_OFTEN or lower * 4 > sum(one for one, _ in named):
        return None
    return " ".join(spelling.split())
