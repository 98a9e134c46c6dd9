"""`clean verify CORPUS`: whether table, view and manifest agree."""

from __future__ import annotations

import click

from cleaner.cli.status import FOUND, OK
from cleaner.cli.streams import put_text, tell
from cleaner.corpus import verify_corpus
from cleaner.text.visible import visible


@click.command("verify", help="Prove that table, texts and manifest of CORPUS agree.")
@click.argument("corpus")
def verify(corpus: str) -> int:
    """The exit status of a verification: 1 if something does not agree."""
    problems = verify_corpus(corpus)
    for problem in problems:
        put_text(visible(str(problem), one_line=True))
    if not problems:
        tell(f"{corpus}: table, texts and manifest agree")
    return FOUND if problems else OK
