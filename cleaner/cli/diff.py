"""`clean diff CORPUS [A [B]]`: what differs between two versions, and because of what."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from io import StringIO
from itertools import chain
from typing import Any

import click

from cleaner.cli.export import STDOUT, opened
from cleaner.cli.status import FOUND, OK
from cleaner.cli.streams import is_terminal
from cleaner.corpus import Comparison, compare_versions
from cleaner.review.diff import Diff, gather
from cleaner.text.visible import visible_json

_DOCUMENTS = {"terminal": 20, "markdown": 20, "html": 300, "json": None}  # shown in detail
_WIDTH = 80

FORMS = tuple(_DOCUMENTS)


@click.command(
    "diff",
    help="Show what differs between versions A and B of CORPUS, and which rule, tool or input did "
    "it. Default: the last two. The status is 1 with --exit-code if anything differs.",
)
@click.argument("corpus")
@click.argument("before", type=click.IntRange(min=0), required=False, metavar="[A]")
@click.argument("after", type=click.IntRange(min=0), required=False, metavar="[B]")
@click.option("--format", "form", type=click.Choice(FORMS), default=FORMS[0], show_default=True)
@click.option("-o", "--output", "target", default=STDOUT, metavar="FILE", help="Default: '-'.")
@click.option("--documents", type=click.IntRange(min=0), metavar="N", help="Show N in detail.")
@click.option("--exit-code", is_flag=True, help="Status 1 if anything differs.")
def diff(corpus: str, before: int | None, after: int | None, **words: Any) -> int:  # noqa: ANN401 - as click gives them
    """The exit status of a comparison."""
    comparison = compare_versions(corpus, before, after)
    print_diff(comparison, words["form"], words["documents"], words["target"])
    counts = comparison.counts
    differs = counts.added + counts.updated + counts.removed
    return FOUND if words["exit_code"] and differs else OK


def print_diff(
    comparison: Comparison,
    form: str = FORMS[0],
    documents: int | None = None,
    target: str = STDOUT,
) -> None:
    """Writes what differs to a file or the standard output, page by page on a terminal.

    Args:
        comparison: of two versions, or of a version and a run.
        form: one of `FORMS`.
        documents: how many are shown in detail; None: as many as suit the form.
        target: a file, or "-".
    """
    found = gather(comparison, _DOCUMENTS[form] if documents is None else documents)
    if form == FORMS[0] and target == STDOUT and is_terminal(sys.stdout):
        lines = _rows(found, shutil.get_terminal_size().columns)
        click.echo_via_pager(chain.from_iterable((line, "\n") for line in lines), color=True)
        return
    with opened(target) as stream:
        for piece in _pieces(found, form):
            stream.write(piece.encode())


def _pieces(found: Diff, form: str) -> Iterator[str]:
    """The diff in a form that no terminal is needed for, piece by piece."""
    if form == "json":
        from cleaner.review.diff.data import data  # noqa: PLC0415 - where it is used

        yield visible_json(data(found)) + "\n"
    elif form == "markdown":
        from cleaner.review.diff.markdown import markdown  # noqa: PLC0415 - where it is used

        yield markdown(found)
    elif form == "html":
        from cleaner.review.diff.html import html_page  # noqa: PLC0415 - where it is used

        yield from html_page(found)
    else:
        from cleaner.review.diff.terminal import rows  # noqa: PLC0415 - loads rich

        for row in rows(found, _WIDTH):
            yield f"{row.plain.rstrip()}\n"


def _rows(found: Diff, width: int) -> Iterator[str]:
    """The rows as a terminal takes them, in colour."""
    from rich.console import Console  # noqa: PLC0415 - slow to load

    from cleaner.review.diff.terminal import rows  # noqa: PLC0415 - loads rich

    screen = Console(
        file=StringIO(),
        width=width,
        force_terminal=True,
        color_system="standard",
        highlight=False,
    )
    for row in rows(found, width):
        with screen.capture() as shown:
            screen.print(row, soft_wrap=True, end="")
        yield shown.get()
