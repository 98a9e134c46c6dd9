"""Pasted lines → a rule with its cases filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cleaner.errors import UsageError
from cleaner.model import Category
from cleaner.rules import RuleSet
from cleaner.rules.patterns import compiled
from cleaner.text.normalise import normalise
from cleaner.workbench.learn.naming import Namer, rule_name
from cleaner.workbench.learn.patterns import literal_pattern, shape_pattern
from cleaner.workbench.learn.shapes import shapes

_LONGEST = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the user says of the rule: where it belongs, what it is called, what it is for.

    Attributes:
        outlet: key; None for all outlets of `language`.
        language: BCP 47, or "*".
        name: of the rule; None: made of its first words.
        category: None: guessed by the words of known rules.
        keeps: lines that it must leave.
    """

    outlet: str | None = None
    language: str = "*"
    name: str | None = None
    category: Category | None = None
    keeps: tuple[str, ...] = ()


def fresh_rules(text: str, asked: Asked, rules: RuleSet) -> str:
    """A rules file as YAML, with a rule for each pasted line; lines that differ in numbers share one.

    Args:
        text: one or more lines as they stand on a page.
        asked: what the user says.
        rules: what is known; it names the outlet and guesses the category.

    Raises:
        UsageError: there is no line, or one is too long for a pattern.
    """
    import yaml  # noqa: PLC0415 - not needed to import the package

    lines = list(dict.fromkeys(line for raw in text.splitlines() if (line := normalise(raw)[0])))
    if not lines:
        raise UsageError("there is no line to make a rule of; paste one that the page has")
    if any(len(line) > _LONGEST for line in lines):
        raise UsageError(f"a line is longer than {_LONGEST} characters; write the pattern by hand")
    namer = Namer(rules)
    taken: set[str] = set()
    made = [_rule(pattern, group, asked, (namer, taken)) for pattern, group in _grouped(lines)]
    content: dict[str, Any] = {"version": 1}
    if asked.outlet is not None:
        known = {one.key: one.name for one in rules.outlets}
        entry = {"name": known.get(asked.outlet, asked.outlet), "rules": made}
        content["outlets"] = {asked.outlet: entry}
    else:
        content["general"] = {asked.language: {"rules": made}}
    written: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    return written


def _grouped(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Patterns with the lines that each takes."""
    left = list(lines)
    while left:
        pattern = _pattern(left[0])
        made = compiled(pattern)
        taken = [line for line in left if made.search(line) is not None]
        yield pattern, taken
        left = [line for line in left if line not in taken]


def _pattern(line: str) -> str:
    numbered = next((one for one in shapes(line) if one.kind == "number"), None)
    pattern = shape_pattern(numbered, [line]) if numbered is not None else None
    return pattern or literal_pattern(line)


def _rule(
    pattern: str, lines: Sequence[str], asked: Asked, makers: tuple[Namer, set[str]]
) -> dict[str, Any]:
    namer, taken = makers
    made = compiled(pattern)
    keeps = [one for one in (*asked.keeps, *_near(lines[0])) if made.search(one) is None]
    return {
        "id": rule_name(asked.name or lines[0], taken),
        "category": str(asked.category or namer.category(lines[0], asked.language)),
        "pattern": pattern,
        "removes": list(lines),
        "keeps": keeps[: max(1, len(asked.keeps))],
    }


def _near(line: str) -> Iterable[str]:
    """Lines much like it that an anchored pattern leaves: quoted in a story, and with no end."""
    yield f"“{line}”, it said on the poster."
    yield line + " " + line
