"""`clean diff CORPUS [A [B]]`: what differs between two versions, and because of what."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from io import StringIO
from itertools import chain

import click

from cleaner.cli.status import FOUND, OK
from cleaner.cli.streams import is_terminal, output, put_text
from cleaner.corpus import Comparison, compare_versions
from cleaner.review.diff import Diff, gather
from cleaner.text.visible import visible_json

_DOCUMENTS = 20  # shown in detail, where a person reads
_WIDTH = 80

FORMS = ("terminal", "markdown", "json")


@click.command(
    "diff",
    help="Show what differs between versions A and B of CORPUS, and which rule, tool or input did "
    "it. Default: the last two. The status is 1 with --exit-code if anything differs.",
)
@click.argument("corpus")
@click.argument("before", type=click.IntRange(min=0), required=False, metavar="[A]")
@click.argument("after", type=click.IntRange(min=0), required=False, metavar="[B]")
@click.option("--format", "form", type=click.Choice(FORMS), default=FORMS[0], show_default=True)
@click.option("--documents", type=click.IntRange(min=0), metavar="N", help="Show N in detail.")
@click.option("--exit-code", is_flag=True, help="Status 1 if anything differs.")
def diff(  # noqa: PLR0913 - one for each word of the command
    corpus: str,
    before: int | None,
    after: int | None,
    form: str,
    documents: int | None,
    *,
    exit_code: bool,
) -> int:
    """The exit status of a comparison."""
    comparison = compare_versions(corpus, before, after)
    print_diff(comparison, form, documents)
    counts = comparison.counts
    differs = counts.added + counts.updated + counts.removed
    return FOUND if exit_code and differs else OK


def print_diff(comparison: Comparison, form: str = FORMS[0], documents: int | None = None) -> None:
    """Writes what differs to the standard output, page by page where that is a terminal.

    Args:
        comparison: of two versions, or of a version and a run.
        form: one of `FORMS`.
        documents: how many are shown in detail; None: as many as suit the form.
    """
    if documents is None and form != "json":
        documents = _DOCUMENTS
    found = gather(comparison, documents)
    if form == "json":
        from cleaner.review.diff.data import data  # noqa: PLC0415 - where it is used

        put_text(visible_json(data(found)))
    elif form == "markdown":
        from cleaner.review.diff.markdown import markdown  # noqa: PLC0415 - where it is used

        put_text(markdown(found).rstrip("\n"))
    elif is_terminal(sys.stdout):
        lines = _rows(found, shutil.get_terminal_size().columns, colour=True)
        click.echo_via_pager(chain.from_iterable((line, "\n") for line in lines), color=True)
    else:
        for line in _rows(found, _WIDTH, colour=False):
            output().write(line.encode() + b"\n")


def _rows(found: Diff, width: int, *, colour: bool) -> Iterator[str]:
    from rich.console import Console  # noqa: PLC0415 - slow to load

    from cleaner.review.diff.terminal import rows  # noqa: PLC0415 - loads rich

    screen = Console(
        file=StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
    )
    for row in rows(found, width):
        with screen.capture() as shown:
            screen.print(row, soft_wrap=True, end="")
        yield shown.get()
