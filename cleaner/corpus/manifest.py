"""manifest.json: what a corpus is; no clock, no machine, so that equal runs give equal bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from cleaner.corpus.store import Table
from cleaner.model.document import RECORD
from cleaner.text.visible import visible_json
from cleaner.version import __version__

MANIFEST = "manifest.json"
FORMAT = 1
"""Version of the manifest's form."""

_SHAPE_THE_TEXT = ("ftfy", "google-re2", "langdetect", "lxml", "selectolax", "trafilatura")


def tools() -> dict[str, str]:
    """The version of everything that has a say in what a record says."""
    found = {"cleaner": __version__, "record": str(RECORD)}
    for name in _SHAPE_THE_TEXT:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "none"
    return found


def make_manifest(table: Table, digest: str, quarantine: bytes, *, view: bool) -> bytes:
    """The file's bytes; they follow from the table, the quarantine and whether there is a view.

    Args:
        table: the newest version; its commit knows the rules and tools of the run that made it.
        digest: content digest of its documents.
        quarantine: bytes of the quarantine.
        view: whether the corpus has a view.
    """
    facts = table.facts()
    manifest = {
        "format": FORMAT,
        "version": table.version,
        "digest": digest,
        "counts": {**_counts(table), "failures": quarantine.count(b"\n")},
        "quarantine_sha256": hashlib.sha256(quarantine).hexdigest() if quarantine else None,
        "rules_sha256": facts.get("rules_sha256"),
        "tools": facts.get("tools"),
        "view": view,
    }
    return (visible_json(manifest, indent=2) + "\n").encode()


def read_manifest(content: bytes | None) -> Mapping[str, Any]:
    """The manifest as an object; empty where the file is missing or damaged."""
    try:
        manifest = json.loads(content or b"")
    except ValueError:
        return {}
    return manifest if isinstance(manifest, dict) else {}


def _counts(table: Table) -> dict[str, Any]:
    outlets = dict(table.rows("outlet, count(*)", "GROUP BY outlet"))
    languages = dict(table.rows("language, count(*)", "GROUP BY language"))
    # a flag may name a document after a colon; it is counted by its kind
    flags = "(SELECT split_part(unnest(flags), ':', 1) AS kind FROM t)"
    categories = "(SELECT unnest(removed)['category'] AS kind FROM t)"
    return {
        "documents": sum(outlets.values()),
        "without_outlet": outlets.pop(None, 0),
        "outlets": outlets,
        "without_language": languages.pop(None, 0),
        "languages": languages,
        "flags": dict(table.rows("kind, count(*)", "GROUP BY kind", of=flags)),
        "removed": dict(table.rows("kind, count(*)", "GROUP BY kind", of=categories)),
    }
