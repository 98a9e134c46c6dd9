"""A cluster, by Ray: workers clean shares of the inputs and write Parquet; the run reads it in order.

A task may run twice, when its machine is lost; its file appears once. A run that ended in the
middle is begun again with the same words, and takes the files that are there. The inputs and the
folder of shares must be seen under the same paths by all machines.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from cleaner.engines.inline import run as run_inline
from cleaner.engines.passing import Passing
from cleaner.engines.pool import run as run_pool
from cleaner.engines.shares import key_of, plan, read_share, write_share
from cleaner.engines.work import Work, clean_all, never_met, nobody_asked
from cleaner.errors import ReadError, UsageError
from cleaner.model import Document, Failure

_TRIES = 3  # of a task whose machine is lost


def run(work: Work) -> Generator[Document | Failure]:
    """The results of a run; see `Work`. `workers` counts where no cluster is named by RAY_ADDRESS.

    Raises:
        UsageError: Ray is not installed, or an input is a stream.
    """
    if "-" in map(str, work.reading.inputs):
        raise UsageError("-: a cluster cannot read the standard input; name files or folders")
    try:
        import ray  # noqa: PLC0415 - an extra
    except ImportError as error:
        what = "--engine ray: Ray is not installed; pip install 'cleaner[ray]'"
        raise UsageError(what) from error
    with ExitStack() as stack:
        folder = _folder(work, stack)
        address = os.environ.get("RAY_ADDRESS")
        local = {} if address else {"num_cpus": work.workers, "include_dashboard": False}
        if not ray.is_initialized():
            ray.init(address=address, log_to_driver=False, logging_level="ERROR", **local)
            stack.callback(ray.shutdown)
        yield from _passed(work, _results(ray, work, folder))
    if work.shares is not None:
        shutil.rmtree(work.shares, ignore_errors=True)


def _folder(work: Work, stack: ExitStack) -> Path:
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


def _results(ray: Any, work: Work, folder: Path) -> Iterator[Document | Failure]:  # noqa: ANN401 - it has no types
    task = ray.remote(max_retries=_TRIES, num_cpus=1)(clean_share)
    inputs = tuple(str(Path(name).resolve()) for name in work.reading.inputs)
    alike = replace(
        work,
        reading=replace(work.reading, inputs=inputs, unique=False, sieve=clean_all, met=never_met),
        stdin=None,
        skip=nobody_asked,
        meter=None,
        note=nobody_asked,
        workers=1,
    )
    shared = ray.put(alike)
    shares = plan(work)
    paths = [folder / f"{share.start:09}-{share.stop:09}.parquet" for share in shares]
    running = [
        None if path.exists() else task.remote(shared, share, str(path))
        for share, path in zip(shares, paths, strict=True)
    ]
    try:
        for path, one in zip(paths, running, strict=True):
            try:
                left = ray.get(one) if one is not None else ()
            except ray.exceptions.RayError as error:
                yield _lost(path, error)
                continue
            for locator in left:
                work.skip(locator)
            yield from read_share(path, work.speller)
    finally:
        for one in running:
            if one is not None:
                ray.cancel(one, force=True)


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


def _passed(work: Work, results: Iterator[Document | Failure]) -> Iterator[Document | Failure]:
    """The results but what is known; where ids must be unique, the second of two is a failure."""
    passing = Passing(work)
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
    first = str(error).strip().split("\n", 1)[0]
    told = ReadError(path.stem, f"a share of the inputs was lost ({first})", "run again")
    return Failure(locator=told.locator, reason="lost", message=str(told))
