"""`clean show CORPUS ID`: one document of a corpus."""

from __future__ import annotations

import click

from cleaner.cli.status import OK
from cleaner.cli.streams import put_text
from cleaner.corpus import read_record
from cleaner.text.visible import visible, visible_json


@click.command("show", help="Show the document ID of CORPUS: its fields, then its text.")
@click.argument("corpus")
@click.argument("ident", metavar="ID")
@click.option("--version", type=click.IntRange(min=0), help="Of this version, not of the newest.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
def show(corpus: str, ident: str, version: int | None, form: str) -> int:
    """The exit status of showing a document."""
    record = read_record(corpus, ident, version=version)
    if form == "json":
        put_text(visible_json(record, sort_keys=False))
        return OK
    for name, value in record.items():
        if name in {"text", "lines", "findings", "repairs", "removed"} or value in (None, [], ""):
            continue
        shown = value if isinstance(value, str) else visible_json(value)
        put_text(f"{name}: {visible(shown, one_line=True)}")
    put_text("")
    put_text(visible(record["text"]))
    return OK
