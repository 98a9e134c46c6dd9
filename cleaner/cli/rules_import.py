"""`clean rules import ftr FOLDER -o FILE`: bring rules of other formats."""

from __future__ import annotations

from pathlib import Path

import click

from cleaner.cli.status import OK
from cleaner.cli.streams import put_text, tell
from cleaner.errors import UsageError
from cleaner.rules import load_rules
from cleaner.text.visible import visible
from cleaner.workbench.ftr import import_ftr


@click.group("import", help="Write rules of another format as a rules file.")
def import_group() -> None:
    """The group of formats."""


@import_group.command(
    "ftr",
    help="Import the site configs of Full-Text RSS in FOLDER. What cannot be said in a rules file "
    "is listed with the reason. The selectors are proposed: 'clean rules accept' makes them act.",
)
@click.argument("folder", type=click.Path(exists=True, file_okay=False))
@click.option(
    "-o", "--output", "target", required=True, metavar="FILE", help="Rules file to write."
)
@click.option("--force", is_flag=True, help="Write over FILE.")
def ftr(folder: str, target: str, *, force: bool) -> int:
    """The exit status of an import; what was left out leaves it 0."""
    if Path(target).exists() and not force:
        raise UsageError(f"{target}: is there already; add '--force' to write over it")
    imported = import_ftr(Path(folder))
    for one in imported.left:
        put_text(visible(str(one), one_line=True))
    Path(target).write_text(imported.yaml, encoding="utf-8")
    load_rules(target, packaged=False)
    tell(f"{imported.sites} sites imported, {len(imported.left)} lines left out")
    return OK
