"""`clean check CORPUS --limits FILE`: whether a corpus keeps its floors and ceilings."""

from __future__ import annotations

import click

from cleaner.cli.status import FOUND, OK
from cleaner.cli.streams import put_text, tell
from cleaner.corpus import compare_versions, corpus_stats
from cleaner.review.check import broken_limits, needs_comparison
from cleaner.review.limits import read_limits
from cleaner.text.visible import visible


@click.command(
    "check",
    help="Compare the newest version of CORPUS with floors and ceilings; the status is 1 if one "
    "is not kept, and each is named.",
)
@click.argument("corpus")
@click.option("--limits", "file", required=True, metavar="FILE", help="YAML file of the limits.")
def check(corpus: str, file: str) -> int:
    """The exit status of a check."""
    limits = read_limits(file)
    stats = corpus_stats(corpus)
    comparison = None
    if stats.version and needs_comparison(limits):
        comparison = compare_versions(corpus)
    broken = list(broken_limits(limits, stats, comparison))
    for line in broken:
        put_text(visible(line, one_line=True))
    if not broken:
        tell(f"{corpus}, version {stats.version}: keeps all limits of {file}")
    return FOUND if broken else OK
