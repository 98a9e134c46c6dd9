"""The inputs that the newest run could not clean, one JSON object a line.

A page whose cleaning failed is known by its bytes. It is tried again when they, the program or the
rules have changed; until then it would only cost its time limit once more in each run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from cleaner.corpus.files import read_if_there
from cleaner.model import Failure, Page
from cleaner.text.visible import visible_json

QUARANTINE = "quarantine.jsonl"


def quarantine_lines(failures: Iterable[Failure]) -> bytes:
    """The file's bytes: each failure once, sorted, UTF-8; empty where there are none."""
    rows = sorted({visible_json(asdict(failure)) for failure in failures})
    return "".join(f"{row}\n" for row in rows).encode()


def read_failed(root: Path, made_with: str) -> Mapping[tuple[str, str], Failure]:
    """The pages that this program with these rules has failed on, by locator and digest.

    Args:
        root: folder of the corpus; one without a quarantine has none.
        made_with: digest of the program and all rules of this run.
    """
    failed: dict[tuple[str, str], Failure] = {}
    for line in (read_if_there(root / QUARANTINE) or b"").split(b"\n"):
        with suppress(ValueError, TypeError):  # of another version, or damaged: it is tried again
            failure = Failure(**json.loads(line))
            if failure.made_with == made_with and failure.sha256:
                failed[failure.locator, failure.sha256] = failure
    return failed


def failed_before(page: Page, failed: Mapping[tuple[str, str], Failure]) -> Failure | None:
    """What became of the page in an earlier run that would end the same way now."""
    return failed.get((page.source or page.id, page.sha256))
