"""A cluster, by Spark."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
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

_AT_ONCE = 1000  # jobs that the driver has open


def run(work: Work) -> Generator[Document | Failure]:
    """The results of a run; see `Work`. `workers` counts where SPARK_MASTER names no cluster.

    Raises:
        UsageError: Spark is not installed, or an input is a stream.
    """
    refuse_streams(work)
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra
    except ImportError as error:
        what = "--engine spark: Spark is not installed; pip install 'cleaner[spark]'"
        raise UsageError(what) from error
    with ExitStack() as stack:
        folder = folder_of(work, stack)
        master = os.environ.get("SPARK_MASTER")
        if master is None:
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
            master = f"local[{work.workers},{TRIES}]"
        builder = SparkSession.builder.master(master).appName("clean")
        session = builder.config("spark.ui.enabled", "false").getOrCreate()
        stack.callback(session.stop)
        yield from passed(work, _results(session.sparkContext, work, folder))
    end_shares(work)


def _results(context: Any, work: Work, folder: Path) -> Iterator[Document | Failure]:  # noqa: ANN401 - it has no types
    shared = context.broadcast(for_machines(work))
    most = min(_AT_ONCE, max(1, int(context.defaultParallelism)))
    pool = ThreadPoolExecutor(most)  # each thread waits for a job: one that is lost ends no other
    try:
        begun = begin_shares(
            work,
            folder,
            lambda share, path: pool.submit(_job, context, _task(shared, share, path)),
        )
        # a fault may be of Spark, Java or the task: whatever it is, the share is told
        yield from results_of(work, begun, Future.result, Exception)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        context.cancelAllJobs()


def _task(shared: Any, share: range, path: Path) -> Callable[[int], list[str]]:  # noqa: ANN401 - as above
    return lambda _: clean_share(shared.value, share, str(path))


def _job(context: Any, task: Callable[[int], list[str]]) -> list[str]:  # noqa: ANN401 - as above
    (left,) = context.parallelize([0], 1).map(task).collect()
    return list(left)
