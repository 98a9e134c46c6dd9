"""A document that a stranger wrote to do harm to whoever looks at it."""

from __future__ import annotations

from typing import Any

SCRIPT = "</script><script>window.pwned=1</script>"
IMAGE = "<img src=x onerror=window.pwned=1>"
HIDDEN = "abc\u202edcba\u2066\u200b\x1b[31m\x00"
HARM = f"{SCRIPT}{IMAGE}<!--<script>{HIDDEN}&lt;b&gt;\u2028 '\"`${{1}}"


def record(harm: str = HARM, **changes: Any) -> dict[str, Any]:
    """A record with the harm in every field that holds text."""
    made: dict[str, Any] = {
        "id": f"id {harm}",
        "url": "javascript:window.pwned=1//" + harm,
        "source": harm,
        "outlet": harm,
        "title": harm,
        "standfirst": harm,
        "section": harm,
        "authors": [harm, harm],
        "date": harm,
        "modified": harm,
        "date_source": harm,
        "retrieved": harm,
        "dateline": {"raw": harm, "places": [harm], "country": harm, "agency": harm, "date": harm},
        "language": harm,
        "text": f"{harm}\n\n{harm}",
        "lines": ["title", "kicker", "byline", "body", "caption", "body", harm],
        "removed": [
            {"line": 5, "category": "caption", "rule": harm, "text": harm},
            {"line": 6, "category": harm, "rule": harm, "text": harm},
            {"line": 7, "category": harm, "rule": harm, "text": harm * 9},
        ],
        "repairs": [{"name": harm, "count": 2}],
        "flags": [harm, f"duplicate_of:{harm}"],
        "findings": [
            {"field": "title", "value": harm, "origin": "line 1 (title)"},
            {"field": "authors", "value": harm, "origin": "line 3 (byline)"},
            {"field": "dateline", "value": harm, "origin": "line 4 (dateline)"},
            {"field": harm, "value": harm, "origin": harm},
        ],
        "input_sha256": harm,
        "text_sha256": harm,
        "rules_sha256": harm,
        "cleaner": harm,
        "record": 1,
    }
    return made | changes
