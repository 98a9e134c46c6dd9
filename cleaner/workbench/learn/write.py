"""Proposals as a rules file that a person can read, try and accept."""

from __future__ import annotations

from typing import Any

from cleaner.model import Category, Scope
from cleaner.rules.patterns import LONGEST_PATTERN, compiled
from cleaner.rules.scalars import KINDS
from cleaner.workbench.learn.learn import Learned
from cleaner.workbench.learn.proposal import OutletProposals, Proposal, Selectors, Support

_HEAD = """\
# Proposed rules. Nothing here acts until a person accepts it:
#   clean rules try {file} INPUT...     shows what would change
#   clean rules accept ID... {file}     makes a proposal a rule
"""
_PROPOSED = {"status": "proposed"}
_MOST_REPORTED = 20
_LONGEST_REPORTED = 100


def proposals_yaml(learned: Learned, file: str) -> str:
    """The proposals as YAML, with what was left alone as comments at its end.

    Args:
        learned: as `learn` gives it.
        file: its name in the commands that its head shows.
    """
    import yaml  # noqa: PLC0415 - not needed to import the package

    content: dict[str, Any] = {"version": 1}
    outlets = {one.key: _outlet(one) for one in learned.outlets if _is_host(one.key)}
    if outlets:
        content["outlets"] = outlets
    text: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    return _HEAD.format(file=file) + text + "".join(_left_alone(learned))


def _is_host(key: str) -> bool:
    return KINDS["host"].wrong(key) is None


def _outlet(one: OutletProposals) -> dict[str, Any]:
    made: dict[str, Any] = {"name": one.name}
    if one.language is not None and KINDS["language"].wrong(one.language) is None:
        made["language"] = one.language
    if one.fingerprints:
        made["fingerprints"] = [
            {"text": text, **_PROPOSED, "why": str(why)} for text, why in one.fingerprints
        ]
    if one.selectors.content or one.selectors.drop:
        made["html"] = _html(one.selectors)
    phrases: dict[str, list[dict[str, str]]] = {}
    rules: list[dict[str, Any]] = []
    for proposal in one.proposals:
        if proposal.draft.text is not None and proposal.draft.scope is Scope.BLOCK:
            phrases.setdefault(str(proposal.category), []).append(_phrase(proposal))
        elif (rule := _rule(proposal)) is not None:
            rules.append(rule)
    if phrases:
        made["phrases"] = {key: phrases[key] for key in sorted(phrases)}
    if rules:
        made["rules"] = rules
    return made


def _html(selectors: Selectors) -> dict[str, Any]:
    drop: dict[str, list[str]] = {}
    supports: list[tuple[str, Support]] = list(selectors.content)
    for category, selector, support in selectors.drop:
        drop.setdefault(str(category), []).append(selector)
        supports.append((selector, support))
    made: dict[str, Any] = {
        **_PROPOSED,
        "why": "; ".join(f"{selector}: {support}" for selector, support in supports)[:1900],
    }
    if selectors.content:
        made["content"] = [selector for selector, _ in selectors.content]
    if drop:
        made["drop"] = drop
    return made


def _phrase(proposal: Proposal) -> dict[str, str]:
    draft = proposal.draft
    return {"text": draft.text or "", **_PROPOSED, "why": str(draft.support)}


def _rule(proposal: Proposal) -> dict[str, Any] | None:
    draft = proposal.draft
    if len(draft.pattern) > LONGEST_PATTERN:
        return None
    made: dict[str, Any] = {
        "id": proposal.name,
        "category": str(proposal.category or Category.OTHER),
        "pattern": draft.pattern,
    }
    if draft.scope is not Scope.BLOCK:
        made |= {"scope": str(draft.scope), "zone": str(draft.scope)}
    return {
        **made,
        "removes": list(draft.removes),
        "keeps": _keeps(proposal),
        **_PROPOSED,
        "why": str(draft.support),
    }


def _keeps(proposal: Proposal) -> list[str]:
    """The near misses; where the pages have none, the line itself as a story would quote it."""
    if proposal.keeps:
        return list(proposal.keeps)
    quoted = f"“{proposal.draft.removes[0]}”, it said."
    pattern = compiled(proposal.draft.pattern)
    return [quoted] if pattern.search(quoted) is None else ["-"]


def _left_alone(learned: Learned) -> list[str]:
    if not learned.abstentions:
        return []
    lines = ["# Repeated, and left alone:\n"]
    for one in learned.abstentions[:_MOST_REPORTED]:
        text = (
            one.text if len(one.text) <= _LONGEST_REPORTED else one.text[:_LONGEST_REPORTED] + "…"
        )
        safe = "".join(char if char.isprintable() else " " for char in text)
        lines.append(f"#   {one.outlet}: “{safe}”: {one.reason}\n")
    if len(learned.abstentions) > _MOST_REPORTED:
        lines.append(f"#   … and {len(learned.abstentions) - _MOST_REPORTED} more\n")
    return lines
