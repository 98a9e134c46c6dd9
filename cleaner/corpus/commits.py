"""What the log of a table says of a commit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cleaner.corpus.files import errors_named
from cleaner.errors import CorpusError

FACTS = "cleaner"
"""The key of the run's facts in the metadata of its commit."""


def commit_info(log: Path) -> dict[str, Any]:
    """The `commitInfo` of a file of the log, the facts of the run as an object.

    Raises:
        CorpusError: the file is damaged.
    """
    with errors_named(log):
        lines = log.read_bytes().splitlines()  # of bytes: these end at line feeds alone
    try:
        for line in lines:
            entry = json.loads(line)
            if "commitInfo" in entry:
                return with_facts(entry["commitInfo"])
    except (ValueError, TypeError, AttributeError) as error:
        raise CorpusError(f"{log}: damaged: {error}; restore it from a copy") from error
    return {}


def with_facts(info: dict[str, Any]) -> dict[str, Any]:
    """The `commitInfo`, the facts of the run read from their JSON."""
    facts = info.get(FACTS)
    return {**info, FACTS: json.loads(facts)} if facts else dict(info)
