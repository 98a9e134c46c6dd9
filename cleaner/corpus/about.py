"""What a version of a corpus is, without its documents."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cleaner.corpus.files import read_if_there
from cleaner.corpus.history import version_of
from cleaner.corpus.quarantine import QUARANTINE
from cleaner.corpus.target import existing_corpus
from cleaner.errors import CorpusError
from cleaner.model import Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the run that made a version said of it; the same on every machine.

    Attributes:
        version: its number; versions count from 0.
        newest: whether it is the newest one.
        digest: its content digest.
        documents: how many it holds.
        rules_sha256: digest of all rules of the run; None for an act that uses none.
        tools: version by name, of everything that has a say in what a record says.
        failures: what is in the quarantine now; None for a version that is not the newest, as
            only the last run's failures are kept, and for an object store, which keeps none.
    """

    version: int
    newest: bool
    digest: str
    documents: int
    rules_sha256: str | None
    tools: Mapping[str, str]
    failures: tuple[Failure, ...] | None


def read_about(root: str | Path, version: int | None = None) -> About:
    """What the newest or the given version is.

    Raises:
        CorpusError: there is no corpus, no such version, or it is damaged.
    """
    place = existing_corpus(root)
    newest = version_of(place, None)
    table = newest if version in {None, newest.version} else version_of(place, version)
    facts = table.facts()
    is_newest = table.version == newest.version
    ((documents,),) = table.rows("count(*)")
    return About(
        version=table.version,
        newest=is_newest,
        digest=facts.get("digest", ""),
        documents=documents,
        rules_sha256=facts.get("rules_sha256"),
        tools=facts.get("tools", {}),
        failures=_failures(place / QUARANTINE) if is_newest and isinstance(place, Path) else None,
    )


def _failures(path: Path) -> tuple[Failure, ...]:
    lines = (read_if_there(path) or b"").splitlines()
    try:
        return tuple(Failure(**json.loads(line)) for line in lines)
    except (ValueError, TypeError) as error:
        raise CorpusError(f"{path}: damaged: {error}; run clean verify to see all") from error
