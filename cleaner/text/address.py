"""The address that a page gives itself, found without parsing it: it decides how it is parsed."""

from __future__ import annotations

import re
from html import unescape

_HEAD = 200_000
_TAG_RE = re.compile(r"<(?:link|meta)\b[^<>]{0,2000}>", re.IGNORECASE)
_SAYS_RE = re.compile(
    r"""\b(?:rel|property|name)\s*=\s*["']?(?:canonical|og:url)["'\s/>]""", re.IGNORECASE
)
_VALUE_RE = re.compile(
    r"""\b(?:href|content)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)


def find_address(html: str) -> str | None:
    """The page's canonical address or `og:url`, the first that is absolute; None without one.

    >>> find_address('<link rel="canonical" href="https://www.example.com/a?b=1&amp;c=2">')
    'https://www.example.com/a?b=1&c=2'
    """
    for tag in _TAG_RE.findall(html[:_HEAD]):
        if not _SAYS_RE.search(tag):
            continue
        value = _VALUE_RE.search(tag)
        if value is None:
            continue
        address = unescape(next(one for one in value.groups() if one is not None)).strip()
        if address.lower().startswith(("http://", "https://")):
            return address
    return None
