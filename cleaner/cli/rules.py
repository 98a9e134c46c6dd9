"""`clean rules …`: what keeps rules from rotting."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module

import click

from cleaner.cli.status import FOUND, OK
from cleaner.cli.streams import put_text, tell
from cleaner.rules import load_rules
from cleaner.rules.packaged import protected_files
from cleaner.text.visible import visible, visible_json
from cleaner.workbench.check import check_rules
from cleaner.workbench.prose import ProseLine, read_prose, taken_prose
from cleaner.workbench.redundant import redundant_parts
from cleaner.workbench.schema import json_schema
from cleaner.workbench.stale import stale_rules

_OTHERS = {
    "accept": "cleaner.cli.rules_edit:accept",
    "disable": "cleaner.cli.rules_edit:disable",
    "docs": "cleaner.cli.rules_look:docs",
    "import": "cleaner.cli.rules_import:import_group",
    "new": "cleaner.cli.rules_edit:new",
    "stats": "cleaner.cli.rules_look:stats",
    "try": "cleaner.cli.rules_look:try_command",
}
"""Name → where it is; imported when called."""


class _Rules(click.Group):
    """The commands of this file, and those that are imported when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, sorted."""
        return sorted([*super().list_commands(ctx), *_OTHERS])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in _OTHERS:
            return super().get_command(ctx, cmd_name)
        module, _, name = _OTHERS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group("rules", cls=_Rules, help="Check, try, accept, import and count rules.")
def rules() -> None:
    """The group of commands on rules."""


@rules.command(
    "check",
    help="Run every rule against its own cases, against the lines that other rules must keep and "
    "against protected prose; warn of parts (of FILEs, where there are some) that general rules make "
    "redundant, and of what nobody verified for a year. FILEs are read on top of the packaged rules.",
)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="The day from which ages count, such as 2026-11-21; else this one.",
)
def check(files: tuple[str, ...], today: datetime | None) -> int:
    """The exit status of a check: 1 if a rule does not hold; warnings leave it 0."""
    loaded = load_rules(*files)
    problems = (*check_rules(loaded), *taken_prose(loaded, _prose()))
    for problem in problems:
        put_text(visible(str(problem), one_line=True))
    stale = stale_rules(loaded, (today or datetime.now(UTC)).date())
    for warning in (*redundant_parts(loaded), *stale):
        if not files or warning.file in files:
            tell(visible(f"warning: {warning}", one_line=True))
    tell(f"{len(problems)} rules or lines do not hold" if problems else "all rules hold")
    return FOUND if problems else OK


def _prose() -> dict[str, tuple[ProseLine, ...]]:
    """The protected prose of each language."""
    return {language: read_prose(path.read_text("utf-8")) for path, language in protected_files()}


@rules.command("schema", help="Print the JSON Schema of a rules file, for editors.")
def schema() -> int:
    """The exit status of printing the schema."""
    put_text(visible_json(json_schema(), indent=2))
    return OK
