"""`clean learn INPUT... -o FILE`: propose rules for the outlets of some pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from cleaner.cli.status import FOUND, OK
from cleaner.cli.streams import put_text, standard_input, tell
from cleaner.errors import UsageError
from cleaner.model import Failure, Page
from cleaner.readers import read_inputs
from cleaner.rules import load_rules
from cleaner.rules.scalars import KINDS
from cleaner.text.visible import visible
from cleaner.workbench.learn import Learned, learn, proposals_yaml

_STDOUT = "-"


@click.command(
    "learn",
    help="Propose rules for what repeats on the pages of an outlet: phrases, patterns, fingerprints "
    "and selectors, with support and cases. Nothing acts until it is accepted with "
    "'clean rules accept'. INPUT is a file, a folder, or '-' for the standard input.",
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o", "--output", "target", required=True, metavar="FILE", help="Rules file to write, or '-'."
)
@click.option("--outlet", metavar="HOST", help="Outlet of all pages, such as example.com.")
@click.option("--rules", multiple=True, metavar="FILE", help="More rules on top; may be repeated.")
@click.option("--workers", metavar="N", type=click.IntRange(min=1), default=1, show_default=True)
@click.option("--force", is_flag=True, help="Write over FILE.")
def learn_command(
    inputs: tuple[str, ...], target: str, outlet: str | None, workers: int, **others: object
) -> int:
    """The exit status of learning; 1 if an input failed."""
    if outlet is not None and KINDS["host"].wrong(outlet) is not None:
        raise UsageError(f"{outlet}: is no host; write it as example.com")
    if target != _STDOUT and Path(target).exists() and not others["force"]:
        raise UsageError(f"{target}: is there already; add '--force' to write over it")
    rules = load_rules(*_names(others["rules"]))
    failures: list[Failure] = []
    pages = _pages(inputs, failures)
    learned = learn(pages, rules, outlet=outlet, workers=workers)
    text = proposals_yaml(learned, "FILE" if target == _STDOUT else target)
    if target == _STDOUT:
        put_text(text.rstrip("\n"))
    else:
        Path(target).write_text(text, encoding="utf-8")
    _tell(learned)
    return FOUND if failures else OK


def _names(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


def _pages(inputs: tuple[str, ...], failures: list[Failure]) -> Iterator[Page]:
    """The pages; failures are told and kept."""
    for page in read_inputs(inputs, stdin=standard_input()):
        if isinstance(page, Failure):
            tell(visible(page.message, one_line=True))
            failures.append(page)
        else:
            yield page


def _tell(learned: Learned) -> None:
    several = f"{len(learned.outlets)} outlet{'s' if len(learned.outlets) != 1 else ''}"
    tell(f"{learned.count} proposals for {several}, from {learned.pages} pages")
    if learned.repeated:
        tell(f"{learned.repeated} pages came before and were left out")
    if learned.nameless:
        tell(f"{learned.nameless} pages name no outlet; say it with '--outlet HOST'")
    if learned.abstentions:
        tell(f"{len(learned.abstentions)} repeated texts were left alone; the file's end says why")
    if learned.floor:
        tell(f"what stands on fewer than {learned.floor} pages was left out for want of room")
