"""`clean dedup CORPUS`: labels copies and near-copies; drops nothing."""

from __future__ import annotations

from functools import partial

import click

from cleaner.cli.status import OK
from cleaner.cli.streams import tell
from cleaner.corpus import label_copies
from cleaner.review.copies import Likeness, find_copies


@click.command(
    "dedup",
    help="Find documents of CORPUS that are copies of others, such as a wire story that several "
    "outlets print, and flag them with duplicate_of:ID in a new version. Nothing is dropped.",
)
@click.argument("corpus")
@click.option(
    "--threshold",
    type=click.FloatRange(0.1, 1.0),
    default=0.7,
    show_default=True,
    help="Share of runs of words in common.",
)
@click.option(
    "--days",
    type=click.IntRange(min=0),
    default=14,
    show_default=True,
    help="Most days between the dates of copies.",
)
@click.option("--any-date", is_flag=True, help="Copies whatever their dates.")
def dedup(corpus: str, threshold: float, days: int, *, any_date: bool) -> int:
    """The exit status of looking for copies."""
    how = Likeness(threshold=threshold, days=None if any_date else days)
    done = label_copies(corpus, partial(find_copies, how=how))
    told = f"{done.documents} documents in {done.clusters} groups of copies"
    if not done.changed:
        told += "; nothing to write"
    tell(f"{corpus}, version {done.version}: {told}")
    return OK
