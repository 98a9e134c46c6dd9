"""A moving line on the standard error while a run goes on, for a person who waits."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from cleaner.cli.streams import console, is_terminal
from cleaner.cli.tally import Tally

_SECONDS = 0.2


@contextmanager
def progress(tally: Tally, *, quiet: bool) -> Iterator[None]:
    """Shows how far the tally is while the block runs; nothing unless a terminal shows it."""
    if quiet or not is_terminal(sys.stderr):
        yield
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - slow to load, used on a terminal only

    bar = Progress(
        TextColumn("cleaning"),
        BarColumn(),
        TextColumn("{task.completed:.0f} documents"),
        TextColumn("{task.fields[failed]}", style="red"),
        TimeElapsedColumn(),
        console=console(stderr=True),
        transient=True,
        redirect_stdout=False,
    )
    ended = threading.Event()
    task = bar.add_task("", total=None, failed="")

    def follow() -> None:
        while not ended.wait(_SECONDS):
            failed = f"{tally.failed} failed" if tally.failed else ""
            bar.update(task, completed=tally.documents, failed=failed)

    with bar:
        watch = threading.Thread(target=follow, daemon=True)
        watch.start()
        try:
            yield
        finally:
            ended.set()
            watch.join()
