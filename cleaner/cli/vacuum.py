"""`clean vacuum CORPUS --keep N`: the files of older versions are removed for good."""

from __future__ import annotations

import click

from cleaner.cli.status import OK
from cleaner.cli.streams import tell
from cleaner.corpus import vacuum_corpus


@click.command(
    "vacuum",
    help="Remove the files of CORPUS that only versions before the newest N need. Those versions "
    "can then not be read any more; the log still lists them.",
)
@click.argument("corpus")
@click.option("--keep", type=click.IntRange(min=1), required=True, metavar="N", help="Versions.")
@click.option("--dry-run", is_flag=True, help="Say what would be removed; remove nothing.")
def vacuum(corpus: str, keep: int, *, dry_run: bool) -> int:
    """The exit status of removing old files."""
    done = vacuum_corpus(corpus, keep, dry_run=dry_run)
    would = "would be " if dry_run else ""
    tell(
        f"{corpus}: {done.files} files of {done.versions} versions {would}removed, "
        f"{done.size / 1e6:.1f} MB"
    )
    return OK
