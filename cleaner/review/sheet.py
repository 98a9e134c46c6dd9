"""What every HTML file of a review shares: its style, its policy, and how text gets into it.

A file is whole in itself: it loads nothing and sends nothing, and text of a page is never markup.
"""

from __future__ import annotations

import base64
import hashlib
import html
from functools import cache
from importlib.resources import files

from cleaner.text.visible import visible

_POLICY = "default-src 'none'; {script}style-src {style}; base-uri 'none'; form-action 'none'"


@cache
def asset(package: str, name: str) -> str:
    """The text of a file that lies beside the modules of a package."""
    return (files(package) / name).read_text(encoding="utf-8")


def style(own: str) -> str:
    """The shared style sheet, and after it the rules that one kind of file has of its own."""
    return asset(__package__, "sheet.css") + own


def policy(*, style: str, script: str | None = None) -> str:
    """A content-security policy that allows this style and this script, and nothing else.

    >>> policy(style="")
    "default-src 'none'; style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; \
base-uri 'none'; form-action 'none'"
    """
    allowed = "" if script is None else f"script-src {_source(script)}; "
    return _POLICY.format(script=allowed, style=_source(style))


def escaped(text: str) -> str:
    r"""The text as it may stand in an element or in an attribute with quotes.

    >>> escaped('<b> & "\u202e"')
    '&lt;b&gt; &amp; &quot;\\u202e&quot;'
    """
    return html.escape(visible(text, one_line=True))


def category_class(category: str) -> str:
    """The class that colours a category; a stranger's word is none.

    >>> category_class("paywall"), category_class("a b")
    ('c-paywall', 'c-other')
    """
    plain = category.replace("_", "").isalpha() and category.isascii() and category.islower()
    return f"c-{category}" if plain else "c-other"


def _source(content: str) -> str:
    """The content as a source of a content-security policy."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
