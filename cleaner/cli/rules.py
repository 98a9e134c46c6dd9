"""`clean rules check|schema`: what keeps rules from rotting."""

from __future__ import annotations

import click

from cleaner.cli.status import FOUND, OK
from cleaner.cli.streams import put_text, tell
from cleaner.rules import load_rules
from cleaner.text.visible import visible, visible_json
from cleaner.workbench.check import check_rules
from cleaner.workbench.schema import json_schema


@click.group("rules", help="Check rules files; print their schema.")
def rules() -> None:
    """The group of commands on rules."""


@rules.command(
    "check",
    help="Run every rule against its own cases and against the lines that other rules must keep. "
    "FILEs are read on top of the packaged rules.",
)
@click.argument("files", nargs=-1, metavar="[FILE]...")
def check(files: tuple[str, ...]) -> int:
    """The exit status of a check: 1 if a rule does not hold."""
    problems = check_rules(load_rules(*files))
    for problem in problems:
        put_text(visible(str(problem), one_line=True))
    tell(f"{len(problems)} rules or lines do not hold" if problems else "all rules hold")
    return FOUND if problems else OK


@rules.command("schema", help="Print the JSON Schema of a rules file, for editors.")
def schema() -> int:
    """The exit status of printing the schema."""
    put_text(visible_json(json_schema(), indent=2))
    return OK
