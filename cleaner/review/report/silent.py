"""Which rules never fired, of those that could have: rules must not rot in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import chain
from typing import Any

from cleaner.model import LIFTED, Category
from cleaner.rules import Phrase, Rule, RuleSet, Status
from cleaner.text.visible import visible


def silent_rules(
    rules: RuleSet, *, outlets: Collection[str], languages: Collection[str], fired: Collection[str]
) -> list[dict[str, Any]]:
    """The active rules of these outlets and languages that took nothing, sorted by id.

    Rules that lift a line into a field or protect it leave no removed line behind, so a corpus
    cannot tell whether they fired; neither can it tell which pages a template's rules could touch.
    Both are left out.

    Args:
        rules: the rules to ask.
        outlets: names of the outlets that occur.
        languages: BCP 47 tags that occur.
        fired: ids of the rules that took something.
    """
    owners = _owners(rules, outlets, languages)
    several: Iterable[Rule | Phrase] = chain(rules.rules, rules.phrases)
    silent = {
        one.id: one.category
        for one in several
        if one.status is Status.ACTIVE
        and one.id not in fired
        and one.id.partition("/")[0] in owners
        and one.category is not Category.BODY
        and one.category not in LIFTED
    }
    return [{"id": _flat(name), "category": str(silent[name])} for name in sorted(silent)]


def _owners(rules: RuleSet, outlets: Collection[str], languages: Collection[str]) -> frozenset[str]:
    """What stands before the slash in the ids of the rules that could have fired."""
    owners = {one.key for one in rules.outlets if one.name in outlets}
    owners.add("general")
    for tag in languages:
        parts = tag.split("-")
        owners.update(f"general.{'-'.join(parts[:size])}" for size in range(1, len(parts) + 1))
    return frozenset(owners)


def _flat(text: str) -> str:
    return visible(text, one_line=True)
