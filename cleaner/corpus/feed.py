"""Hands batches that are made in this thread to a writer in another one.

The table's library reads its input inside its own runtime, from which the table cannot be read
again; and a run that rewrites parts reads the old ones while it writes the new. It also keeps this
thread free to be interrupted: the writer is then told to give up before it commits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from queue import Empty, Full, Queue
from threading import Thread
from typing import Generic, TypeVar

from cleaner.corpus.one_core import one_core

T = TypeVar("T")

_AHEAD = 2  # batches that wait for the writer
_PATIENCE = 0.1  # seconds between two looks at whether the writer still lives


class _GivenUp(Exception):  # noqa: N818 - no error: it ends the writer's input
    """The maker of the batches was interrupted, or failed."""


def feed(write: Callable[[Iterator[T]], None], batches: Iterable[T]) -> None:
    """Nothing; `write` has taken all the batches and has returned.

    Raises:
        Whatever making the batches raises: `write` has failed by then, and committed nothing.
        Whatever `write` raises.
    """
    _Feed(write).run(batches)


class _Feed(Generic[T]):
    def __init__(self, write: Callable[[Iterator[T]], None]) -> None:
        self._queue: Queue[T | _GivenUp | None] = Queue(_AHEAD)
        self._failure: Exception | None = None
        self._thread = Thread(target=self._write, args=(write,), name="corpus-writer")

    def run(self, batches: Iterable[T]) -> None:
        self._thread.start()
        try:
            for batch in batches:
                if not self._put(batch):
                    break
            self._put(None)
            self._thread.join()
        except BaseException:
            self._give_up()
            raise
        if self._failure is not None:
            raise self._failure

    def _write(self, write: Callable[[Iterator[T]], None]) -> None:
        try:
            with one_core():
                write(self._taken())
        except Exception as error:  # noqa: BLE001 - raised in the other thread
            self._failure = error

    def _taken(self) -> Iterator[T]:
        while (batch := self._queue.get()) is not None:
            if isinstance(batch, _GivenUp):
                raise batch
            yield batch

    def _put(self, batch: T | _GivenUp | None) -> bool:
        """Whether the writer was there to take it."""
        while self._thread.is_alive():
            try:
                self._queue.put(batch, timeout=_PATIENCE)
            except Full:
                continue
            return True
        return False

    def _give_up(self) -> None:
        while True:  # what still waits is not wanted any more
            try:
                self._queue.get_nowait()
            except Empty:
                break
        self._put(_GivenUp())
        self._thread.join()
