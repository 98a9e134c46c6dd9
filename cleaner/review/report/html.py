"""The report's one HTML file, piece by piece: its frame, its packs, its data, its script.

Page text gets into it as data alone: in packs of base64, and as JSON in which `<`, `>` and `&`
are escaped. The script makes text nodes of it, never markup.
"""

from __future__ import annotations

import json
from typing import Any

from cleaner.review import sheet

# inside a script element only these can end it or open a comment
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def head() -> bytes:
    """The file up to its data."""
    style = sheet.style(_part("report.css"))
    frame, _, _ = _part("report.html").partition("{{data}}")
    policy = sheet.policy(style=style, script=_part("report.js"))
    return frame.replace("{{policy}}", policy).replace("{{style}}", style).encode()


def pack(content: bytes) -> bytes:
    """The element that holds a pack of pages."""
    return b'<script type="text/plain" class="pack">' + content + b"</script>\n"


def foot(data: dict[str, Any]) -> bytes:
    """The data of the report, its script, and the end of the file."""
    _, _, rest = _part("report.html").partition("{{data}}")
    island = f'<script type="application/json" id="data">{island_json(data)}</script>\n'
    return (island + rest.replace("{{script}}", _part("report.js"))).encode()


def island_json(value: object) -> str:
    r"""The value as JSON that may stand in a script element.

    >>> island_json({"title": "</script><b>"})
    '{"title":"\\u003c/script\\u003e\\u003cb\\u003e"}'
    """
    spelled = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return spelled.translate(_ESCAPES)


def _part(name: str) -> str:
    return sheet.asset(__package__, name)
