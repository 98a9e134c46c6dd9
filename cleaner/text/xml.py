"""Characters that XML has no place for, and lxml therefore refuses."""

from __future__ import annotations

import re

_NOT_XML_RE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_safe(text: str) -> str:
    r"""The text without the characters that lxml refuses; its parser of HTML lets some of them in.

    >>> xml_safe("ferry\x01\tsails")
    'ferry\tsails'
    """
    return _NOT_XML_RE.sub("", text)
