"""The view of a document for reviewers: a YAML header, then the text, a paragraph a line.

One plain file a document, so that `git diff` shows what a change of rules does to the texts.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from cleaner.model import DESCRIPTION
from cleaner.text.visible import visible

HEADER = ("id", *DESCRIPTION, "flags")
_RULE = "---"


def render_view(record: Mapping[str, Any]) -> bytes:
    r"""The view's bytes: header between `---` lines, then the text; safe to print on a terminal.

    The header is YAML that reads back to the record's values: JSON spelling, which is YAML too, so
    no title can be taken for a date, a key or the end of the header. `removed` counts the removed
    lines by category. In the text, characters that hide or act are written as `\u202e`.
    """
    removed = Counter(removal["category"] for removal in record["removed"])
    lines = [f"{name}: {_yaml(record[name])}" for name in HEADER]
    lines.append(f"removed: {_yaml(dict(removed))}")
    text = f"\n{visible(record['text'])}\n" if record["text"] else ""
    return "\n".join([_RULE, *lines, _RULE, text]).encode()


def _yaml(value: object) -> str:
    # a flow mapping in its own order: `raw` is what a reader of a dateline looks for first
    if isinstance(value, dict):
        keys = sorted(value) if "raw" not in value else list(value)
        return "{" + ", ".join(f"{key}: {_yaml(value[key])}" for key in keys) + "}"
    return visible(json.dumps(value, ensure_ascii=False))
