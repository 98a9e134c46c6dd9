"""`clean restore CORPUS N`: an old version becomes the newest one."""

from __future__ import annotations

import click

from cleaner.cli.status import OK
from cleaner.cli.streams import tell
from cleaner.corpus import corpus_version, restore_corpus


@click.command("restore", help="Make a new version of CORPUS that equals version N.")
@click.argument("corpus")
@click.argument("number", type=click.IntRange(min=0), metavar="N")
def restore(corpus: str, number: int) -> int:
    """The exit status of restoring a version."""
    newest = corpus_version(corpus)
    made = restore_corpus(corpus, number)
    if made == newest:
        tell(f"{corpus}: version {newest} equals version {number} already; nothing to write")
    else:
        tell(f"{corpus}: version {made} equals version {number}")
    return OK
