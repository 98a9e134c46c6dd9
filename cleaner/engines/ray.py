"""A cluster, by Ray."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from cleaner.engines.cluster import (
    TRIES,
    begin_shares,
    clean_share,
    end_shares,
    folder_of,
    for_machines,
    passed,
    refuse_streams,
    results_of,
)
from cleaner.engines.work import Work
from cleaner.errors import UsageError
from cleaner.model import Document, Failure


def run(work: Work) -> Generator[Document | Failure]:
    """The results of a run; see `Work`. `workers` counts where no cluster is named by RAY_ADDRESS.

    Raises:
        UsageError: Ray is not installed, or an input is a stream.
    """
    refuse_streams(work)
    try:
        import ray  # noqa: PLC0415 - an extra
    except ImportError as error:
        what = "--engine ray: Ray is not installed; pip install 'cleaner[ray]'"
        raise UsageError(what) from error
    with ExitStack() as stack:
        folder = folder_of(work, stack)
        address = os.environ.get("RAY_ADDRESS")
        local = {} if address else {"num_cpus": work.workers, "include_dashboard": False}
        if not ray.is_initialized():
            ray.init(address=address, log_to_driver=False, logging_level="ERROR", **local)
            stack.callback(ray.shutdown)
        yield from passed(work, _results(ray, work, folder))
    end_shares(work)


def _results(ray: Any, work: Work, folder: Path) -> Iterator[Document | Failure]:  # noqa: ANN401 - it has no types
    task = ray.remote(max_retries=TRIES, num_cpus=1)(clean_share)
    shared = ray.put(for_machines(work))
    begun = begin_shares(work, folder, lambda share, path: task.remote(shared, share, str(path)))
    try:
        yield from results_of(work, begun, ray.get, ray.exceptions.RayError)
    finally:
        for _, one in begun:
            if one is not None:
                ray.cancel(one, force=True)
