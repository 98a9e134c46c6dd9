"""`clean explain INPUT`: why each line of a page was kept, lifted or removed."""

from __future__ import annotations

import click

from cleaner.cli.status import FOUND, OK
from cleaner.cli.streams import console, output, record_line, standard_input, tell
from cleaner.engines import Reading, Work, inline_engine
from cleaner.model import Document, Failure
from cleaner.readers import check_inputs
from cleaner.rules import load_rules
from cleaner.text.visible import visible


@click.command(
    "explain",
    help="Show every line of a page with its label and rule, and what each metadata value was "
    "taken from. INPUT is a file, a folder, or '-' for the standard input.",
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--rules", multiple=True, metavar="FILE", help="More rules on top; may be repeated.")
@click.option("--full", is_flag=True, help="Show long lines whole.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
def explain(inputs: tuple[str, ...], rules: tuple[str, ...], form: str, *, full: bool) -> int:
    """The exit status of an explanation."""
    check_inputs(inputs, stdin=standard_input())
    work = Work(reading=Reading(inputs=inputs), rules=load_rules(*rules), stdin=standard_input())
    status = OK
    first = True
    for result in inline_engine()(work):
        if isinstance(result, Failure):
            tell(visible(result.message, one_line=True))
            status = FOUND
        elif form == "json":
            output().write(record_line(_explained(result)))
        else:
            _print(result, full=full, first=first)
            first = False
    return status


def _print(doc: Document, *, full: bool, first: bool) -> None:
    from cleaner.review.explain import explain as rows_of  # noqa: PLC0415 - loads rich

    screen = console()
    # as bytes, since the output is UTF-8 whatever the locale says
    with screen.capture() as shown:
        if not first:
            screen.print()
        for row in rows_of(doc, screen.width, full=full):
            screen.print(row, soft_wrap=True)
    output().write(shown.get().encode())


def _explained(doc: Document) -> dict[str, object]:
    """The record, and beside it each line with its rule, and why findings were not used."""
    return {
        **doc.record(),
        "findings": [
            {
                "field": one.field,
                "value": one.value,
                "origin": one.origin,
                "used": one.used,
                "why": one.why,
            }
            for one in doc.metadata.findings
        ],
        "blocks": [
            {
                "line": block.line,
                "category": block.category,
                "rule": block.rule,
                "text": block.text,
                "cuts": [
                    {
                        "category": cut.category,
                        "rule": cut.rule,
                        "text": block.text[cut.start : cut.end],
                    }
                    for cut in block.cuts
                ],
            }
            for block in doc.blocks
        ],
    }
