"""`clean rules accept|disable|new`: change a rules file, or begin one."""

from __future__ import annotations

from pathlib import Path

import click

from cleaner.cli.status import FOUND, OK
from cleaner.cli.streams import put_text, standard_input, tell
from cleaner.errors import UsageError
from cleaner.model import Category
from cleaner.rules import Status, load_rules
from cleaner.rules.merge import ids
from cleaner.rules.scalars import KINDS
from cleaner.workbench.edit import add_disabled, part_ids, set_status, set_text
from cleaner.workbench.fresh_rule import Asked, fresh_rules

_STDIN = "-"


@click.command(
    "accept",
    help="Make proposals rules: set the status of the parts of FILE with these full ids to active. "
    "'*' in an ID stands for anything: 'example.com/*'.",
)
@click.argument("names", nargs=-1, required=True, metavar="ID...")
@click.argument("file")
@click.option("--trial", is_flag=True, help="Set them on trial: they flag pages and take nothing.")
def accept(names: tuple[str, ...], file: str, *, trial: bool) -> int:
    """The exit status of accepting; 1 if none of them was proposed."""
    text = _read_rules(file)
    status = Status.TRIAL if trial else Status.ACTIVE
    changed: tuple[str, ...] = ()
    for was in (Status.PROPOSED, Status.TRIAL):
        text, some = set_status(text, names, status, file=file, only=was)
        changed += some
    Path(file).write_text(text, encoding="utf-8")
    for one in dict.fromkeys(changed):
        tell(f"{one}: {status}")
    if not changed:
        tell(f"{file}: none of these is proposed or on trial; nothing was changed")
    return OK if changed else FOUND


@click.command(
    "disable",
    help="Switch a rule off. In FILE that holds it, it keeps its place with status disabled; a rule "
    "of the packaged files is listed under 'disable' in FILE.",
)
@click.argument("rule", metavar="ID")
@click.argument("file")
@click.option("--reason", required=True, metavar="TEXT", help="Why; it is written down beside it.")
def disable(rule: str, file: str, reason: str) -> int:
    """The exit status of switching a rule off."""
    text = _read_rules(file) if Path(file).exists() else "version: 1\n"
    if rule in part_ids(text):
        text, _ = set_status(text, [rule], Status.DISABLED, file=file)
        text = set_text(text, rule, "why", reason)
    elif rule in set(ids(load_rules().book)):
        text = add_disabled(text, rule, reason)
    else:
        raise UsageError(f"{rule}: is the id of no rule; 'clean explain' shows the ids of a page")
    Path(file).write_text(text, encoding="utf-8")
    load_rules(file)
    tell(f"{rule}: disabled in {file}")
    return OK


@click.command(
    "new",
    help="Print a rules file with a rule for pasted lines, its cases filled in; write your own "
    "near miss for 'keeps' and check it with 'clean rules check'.",
)
@click.option("--from", "source", required=True, metavar="FILE", help="The lines; '-': typed in.")
@click.option("--outlet", metavar="HOST", help="Whose rule it is; else it is a general one.")
@click.option("--language", default="*", show_default=True, help="Of a general rule.")
@click.option("--id", "name", metavar="NAME", help="Its name; else made of its first words.")
@click.option("--category", type=click.Choice([str(one) for one in Category]), help="Else a guess.")
@click.option("--keeps", multiple=True, metavar="TEXT", help="A line it must leave; repeatable.")
def new(source: str, outlet: str | None, name: str | None, **others: object) -> int:
    """The exit status of printing a rule."""
    if outlet is not None and KINDS["host"].wrong(outlet) is not None:
        raise UsageError(f"{outlet}: is no host; write it as example.com")
    category, keeps = others["category"], others["keeps"]
    asked = Asked(
        outlet=outlet,
        language=str(others["language"]),
        name=name,
        category=Category(str(category)) if category else None,
        keeps=tuple(map(str, keeps)) if isinstance(keeps, tuple) else (),
    )
    data = standard_input().read() if source == _STDIN else Path(source).read_bytes()
    put_text(fresh_rules(_decoded(data, source), asked, load_rules()).rstrip("\n"))
    return OK


def _decoded(data: bytes, source: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{source}: not UTF-8 at byte {error.start}; save it as UTF-8") from error


def _read_rules(file: str) -> str:
    """The text of a rules file that loads.

    Raises:
        RulesError: it cannot be used.
    """
    load_rules(file)
    return Path(file).read_text(encoding="utf-8-sig")
