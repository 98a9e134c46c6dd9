"""The inputs that the newest run could not clean, one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from cleaner.model import Failure
from cleaner.text.visible import visible_json

QUARANTINE = "quarantine.jsonl"


def quarantine_lines(failures: Iterable[Failure]) -> bytes:
    """The file's bytes: each failure once, sorted, UTF-8; empty where there are none."""
    rows = sorted({visible_json(asdict(failure)) for failure in failures})
    return "".join(f"{row}\n" for row in rows).encode()
