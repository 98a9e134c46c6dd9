"""What all engines of clusters share: tasks write shares as Parquet, and the run reads them in order.

A task may run twice, when its machine is lost; its file appears once. A run that ended in the
middle is begun again with the same words, and takes the files that are there. The inputs and the
folder of shares must be seen under the same paths by all machines.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from cleaner.engines.inline import run as run_inline
from cleaner.engines.passing import Passing
from cleaner.engines.pool import run as run_pool
from cleaner.engines.shares import key_of, plan, read_share, write_share
from cleaner.engines.work import Work, clean_all, never_met, nobody_asked
from cleaner.errors import ReadError, UsageError
from cleaner.model import Document, Failure

TRIES = 3
"""Of a task whose machine is lost."""
Task = TypeVar("Task")


def refuse_streams(work: Work) -> None:
    """Nothing.

    Raises:
        UsageError: an input is a stream.
    """
    if "-" in map(str, work.reading.inputs):
        raise UsageError("-: a cluster cannot read the standard input; name files or folders")


def folder_of(work: Work, stack: ExitStack) -> Path:
    """Where the shares of this very run lie; those of other runs are of no use any more."""
    if work.shares is None:
        return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="clean-shares-")))
    root = Path(work.shares)
    folder = root / key_of(work)
    folder.mkdir(parents=True, exist_ok=True)
    for other in root.iterdir():
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
    return folder.resolve()


def end_shares(work: Work) -> None:
    """Nothing; the shares of a run that is done are gone."""
    if work.shares is not None:
        shutil.rmtree(work.shares, ignore_errors=True)


def begin_shares(
    work: Work, folder: Path, begin: Callable[[range, Path], Task]
) -> list[tuple[Path, Task | None]]:
    """The file of each share, and the task that writes it; None where it is there already."""
    shares = [(share, folder / f"{share.start:09}-{share.stop:09}.parquet") for share in plan(work)]
    return [(path, None if path.exists() else begin(share, path)) for share, path in shares]


def results_of(
    work: Work,
    begun: Iterable[tuple[Path, Task | None]],
    wait: Callable[[Task], Iterable[str]],
    faults: type[Exception],
) -> Iterator[Document | Failure]:
    """The results of the shares in their order; a share is lost where its task ends in a fault.

    Args:
        work: of the run.
        begun: see `begin_shares`.
        wait: what a task gives, see `clean_share`, when it has ended.
        faults: what it raises where no machine could do the task.
    """
    for path, task in begun:
        try:
            left = wait(task) if task is not None else ()
        except faults as error:
            yield _lost(path, error)
            continue
        for locator in left:
            work.skip(locator)
        yield from read_share(path, work.speller)


def for_machines(work: Work) -> Work:
    """The work as every machine does it: nobody is listened to, and nothing is left out."""
    inputs = tuple(str(Path(name).resolve()) for name in work.reading.inputs)
    return replace(
        work,
        reading=replace(work.reading, inputs=inputs, unique=False, sieve=clean_all, met=never_met),
        stdin=None,
        skip=nobody_asked,
        meter=None,
        note=nobody_asked,
        workers=1,
    )


def clean_share(work: Work, share: range, path: str) -> list[str]:
    """Writes the results of a share; the files that no reader knows. Runs on any machine.

    Where processes can be forked each page has its limits there too.
    """
    left: list[str] = []
    terms = replace(work.reading.terms, share=share)
    own = replace(work, reading=replace(work.reading, terms=terms), skip=left.append)
    engine = run_pool if hasattr(os, "fork") else run_inline
    write_share(Path(path), engine(own), work.speller)
    return left


def passed(work: Work, results: Iterator[Document | Failure]) -> Iterator[Document | Failure]:
    """The results but what is known; where ids must be unique, the second of two is a failure."""
    with closing(Passing(work)) as passing:
        for result in results:
            if isinstance(result, Failure):
                yield result
                continue
            known = work.reading.sieve(result.page)
            told = result if known is None else known if isinstance(known, Failure) else None
            passed = passing.passed(result.page, told, known)
            if passed is not None:
                yield passed


def _lost(path: Path, error: Exception) -> Failure:
    """The failure of a share that no machine could clean."""
    first = str(error).strip().split("\n", 1)[0]
    told = ReadError(path.stem, f"a share of the inputs was lost ({first})", "run again")
    return Failure(locator=told.locator, reason="lost", message=str(told))
