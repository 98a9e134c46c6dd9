"""`clean log CORPUS`: the versions of a corpus, and why each was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import Any

import click

from cleaner.cli.status import OK
from cleaner.cli.streams import put_text
from cleaner.corpus import Version, read_about, read_versions
from cleaner.corpus.quarantine import QUARANTINE
from cleaner.model import Failure
from cleaner.text.visible import visible, visible_json

_MOST_FAILED = 20


@click.command(
    "log",
    help="List the versions of CORPUS, the newest first, with their causes, and what "
    "failed in the newest run.",
)
@click.argument("corpus")
@click.option("-n", "most", type=click.IntRange(min=1), metavar="N", help="The newest N alone.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
def log(corpus: str, most: int | None, form: str) -> int:
    """The exit status of listing versions."""
    versions = list(read_versions(corpus))
    # of a version that another program wrote nothing is told
    failures = (read_about(corpus).failures or ()) if versions and versions[0].facts else ()
    for version, before in list(pairwise([*versions, None]))[:most]:
        if version is not None:
            shown = failures if version is versions[0] else ()
            row = _as_json if form == "json" else _as_text
            put_text(row(version, before, shown))
    return OK


def _as_text(version: Version, before: Version | None, failures: Sequence[Failure]) -> str:
    facts = version.facts
    date = version.date.strftime("%Y-%m-%d %H:%M:%SZ") if version.date else "no date"
    counts = [f"{facts.get('documents', '?')} documents", *_counts(facts)]
    lines = [
        f"version {version.number}  {date}  {str(facts.get('digest', ''))[:16]}"
        + ("" if version.kept else "  vacuumed"),
        f"    {', '.join(counts)}",
        f"    {visible('; '.join(_causes(version, before)), one_line=True)}",
        *(f"    failed: {visible(one.message, one_line=True)}" for one in failures[:_MOST_FAILED]),
    ]
    if len(failures) > _MOST_FAILED:
        lines.append(f"    and {len(failures) - _MOST_FAILED} more, in {QUARANTINE}")
    return "\n".join(lines)


def _as_json(version: Version, before: Version | None, failures: Sequence[Failure]) -> str:
    value: dict[str, Any] = {
        "version": version.number,
        "date": version.date.isoformat(timespec="seconds") if version.date else None,
        "readable": version.kept,
        "causes": list(_causes(version, before)),
        **version.facts,
    }
    if failures:
        value["quarantine"] = [asdict(one) for one in failures]
    return visible_json(value, sort_keys=False)


def _counts(facts: Mapping[str, Any]) -> Iterator[str]:
    for name in ("added", "updated", "removed"):
        if facts.get(name):
            yield f"{facts[name]} {name}"


def _causes(version: Version, before: Version | None) -> Iterator[str]:
    """Why the version was made: what is another than in the version before."""
    facts = version.facts
    act = facts.get("act")
    if not facts:
        yield "by another program"
    elif act == "restore":
        yield f"restored version {facts['restored']}"
    elif act == "dedup":
        yield "copies were looked for"
    elif before is None:
        yield "the first run"
    else:
        yield from _differences(before.facts, facts)


def _differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    then, now = old.get("tools", {}), new.get("tools", {})
    told = [
        f"{name} {then.get(name, 'none')} → {now.get(name, 'none')}"
        for name in sorted({*then, *now})
        if then.get(name) != now.get(name)
    ]
    if told:
        yield f"tool: {', '.join(told)}"
    elif old.get("code_sha256") != new.get("code_sha256"):
        yield "tool: other code"
    if old.get("rules_sha256") != new.get("rules_sha256"):
        yield "rules"
    if old.get("inputs_sha256") != new.get("inputs_sha256"):
        yield "inputs"
