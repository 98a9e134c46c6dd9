"""`clean report CORPUS`: one HTML file that a person would rather look at than read."""

from __future__ import annotations

from typing import Any

import click

from cleaner.cli.export import opened
from cleaner.cli.status import OK
from cleaner.cli.streams import tell
from cleaner.corpus import read_about, read_records
from cleaner.review.report import Shown, report_html
from cleaner.rules import load_rules

STDOUT = "-"


@click.command(
    "report",
    help="Write one HTML page that shows CORPUS: counts by outlet, rules by hits, failures, and "
    "every document with what was taken from it. It works from disk and loads nothing.",
)
@click.argument("corpus")
@click.option(
    "-o",
    "--output",
    "target",
    default="report.html",
    show_default=True,
    metavar="FILE",
    help="'-': standard output.",
)
@click.option("--version", type=click.IntRange(min=0), help="Of this version, not of the newest.")
@click.option(
    "--rules", multiple=True, metavar="FILE", help="The rules of the run, as given to it."
)
@click.option(
    "--sample",
    metavar="N",
    type=click.IntRange(min=0),
    default=Shown().documents,
    show_default=True,
    help="Most documents to show, spread evenly; all are counted.",
)
@click.option("--without-text", is_flag=True, help="List documents without their pages.")
def report(corpus: str, target: str, **words: Any) -> int:  # noqa: ANN401 - as click gives them
    """The exit status of writing a report."""
    about = read_about(corpus, words["version"])
    shown = Shown(documents=words["sample"], texts=not words["without_text"])
    rules = load_rules(*words["rules"])
    pieces = report_html(about, read_records(corpus, about.version), rules, shown)
    with opened(target) as stream:
        for piece in pieces:
            stream.write(piece)
    if target != STDOUT:
        count = min(shown.documents, about.documents)
        part = "" if count == about.documents else f", {count} of them shown; see --sample"
        tell(f"{target}: {about.documents} documents of version {about.version}{part}")
    return OK
