"""Why a document differs: what of all that its record follows from is another than before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cleaner.corpus.compare import Pair
from cleaner.corpus.copies import FLAG
from cleaner.review.diff.values import Cause

Made = Mapping[str, Mapping[str, Any]]
"""The facts of runs, by what documents were made with."""


def causes_of(pair: Pair, made: Made) -> tuple[tuple[Cause, ...], str]:
    """The causes of an updated document, and the same in words.

    A document that differs though none of its causes does is UNEXPLAINED: a fault of this program,
    or of somebody who wrote into the table.
    """
    old, new = pair.old, pair.new
    assert old is not None
    assert new is not None
    tool = _tool(pair, made)
    found = []
    if old["input_sha256"] != new["input_sha256"]:
        found.append((Cause.INPUT, "the input changed"))
    elif pair.old_side.page and pair.new_side.page and pair.old_side.page != pair.new_side.page:
        moved = old["source"] != new["source"]
        what = "it stands elsewhere in the inputs" if moved else "what is known beside it changed"
        found.append((Cause.HINTS, what))
    if tool:
        found.append((Cause.TOOL, tool))
    if old["rules_sha256"] != new["rules_sha256"]:
        found.append((Cause.RULES, "the rules changed"))
    elif _selection_alone(pair, made):
        found.append((Cause.RULES, "the rules that choose an outlet changed"))
    if pair.old_side.cluster != pair.new_side.cluster and (not found or _only_copies(pair)):
        found = [(Cause.COPIES, "copies were looked for")]
    if not found:
        found.append((Cause.UNEXPLAINED, "no cause is known"))
    return tuple(cause for cause, _ in found), "; ".join(words for _, words in found)


def line_cause(causes: tuple[Cause, ...], because: str, rule: str | None) -> str:
    """What did it to a line: the rule by its id, where rules did it; else the cause in words.

    >>> line_cause((Cause.RULES,), "the rules changed", "general/share")
    'general/share'
    >>> line_cause((Cause.RULES,), "the rules changed", "label-tail")
    'the rules changed, through label-tail'
    >>> line_cause((Cause.TOOL,), "cleaner 0.1 → 0.2", "label-tail")
    'cleaner 0.1 → 0.2, through label-tail'
    """
    if rule is None:
        return because
    if causes == (Cause.RULES,) and "/" in rule:
        return rule
    return f"{because}, through {rule}"


def _only_copies(pair: Pair) -> bool:
    """Whether nothing but the flag of a copy differs."""
    assert pair.old is not None
    assert pair.new is not None
    return _without_flag(pair.old) == _without_flag(pair.new)


def _without_flag(record: Mapping[str, Any]) -> dict[str, Any]:
    return {**record, "flags": [flag for flag in record["flags"] if not flag.startswith(FLAG)]}


def _tool(pair: Pair, made: Made) -> str:
    """The tools with another version; empty where all are the same."""
    old, new = pair.old, pair.new
    assert old is not None
    assert new is not None
    then = made.get(pair.old_side.made_with or "", {})
    now = made.get(pair.new_side.made_with or "", {})
    before = {**then.get("tools", {}), "cleaner": old["cleaner"], "record": str(old["record"])}
    after = {**now.get("tools", {}), "cleaner": new["cleaner"], "record": str(new["record"])}
    told = [
        f"{name} {before[name]} → {after[name]}"
        for name in sorted(before.keys() & after.keys())
        if before[name] != after[name]
    ]
    codes = then.get("code_sha256"), now.get("code_sha256")
    if not told and all(codes) and codes[0] != codes[1]:
        told = [f"cleaner {after['cleaner']} has other code"]
    return ", ".join(told)


def _selection_alone(pair: Pair, made: Made) -> bool:
    """Whether only the rules differ that say which outlet a page is of."""
    old, new = pair.old_side.made_with, pair.new_side.made_with
    if not old or not new or old == new:
        return False
    then, now = made.get(old, {}), made.get(new, {})
    same = ("tools", "code_sha256")
    return bool(then) and all(then.get(name) == now.get(name) for name in same)
