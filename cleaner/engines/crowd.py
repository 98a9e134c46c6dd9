"""The workers that clean: who has which pages, and what happens when one of them dies."""

from __future__ import annotations

import signal
import time
from collections import deque
from dataclasses import dataclass, field, replace

from cleaner.corpus.spelled import SpelledDocument
from cleaner.engines.allowance import Allowance
from cleaner.engines.channel import Channel, Message, pack
from cleaner.engines.crew import Crew, Process
from cleaner.engines.notes import CLEAN, OUT_OF_MEMORY, SHOW, Answer, Opened
from cleaner.engines.task import Task
from cleaner.engines.work import Meter, Work
from cleaner.model import Failure

_DEEP = 8  # pages that one worker has before it, so that it need not wait for the run
_DEEP_SIZE = 2 * 1024 * 1024  # bytes of them
_GRACE = 3  # times the time of a page, in which even a stopped worker should have ended


@dataclass(slots=True, eq=False)
class _Worker:
    process: Process
    tasks: deque[Task] = field(default_factory=deque)
    alone: bool = False
    leaves: bool = False
    heard: float = field(default_factory=time.monotonic)

    def takes(self, task: Task) -> bool:
        """Whether it may have one more page."""
        if self.leaves or self.alone:
            return False
        size = sum(one.weight for one in self.tasks)
        return not self.tasks or (len(self.tasks) < _DEEP and size + task.weight < _DEEP_SIZE)


class Crowd:
    """At most `most` workers; each is started when there is a page for it."""

    def __init__(self, crew: Crew, work: Work, meter: Meter) -> None:
        self._crew = crew
        self._most = work.workers
        self._allowance = work.allowance
        self._meter = meter
        self._workers: list[_Worker] = []
        self._waiting: deque[Task] = deque()
        self._suspects: deque[Task] = deque()  # each has ended a worker

    @property
    def channels(self) -> list[Channel]:
        """To all workers."""
        return [worker.process.channel for worker in self._workers]

    @property
    def patience(self) -> float:
        """Seconds after which a look at the clock is due."""
        return 1.0

    def add(self, task: Task) -> None:
        """Nothing; the page waits for its turn."""
        self._waiting.append(task)

    def turn(self) -> None:
        """Nothing; what has come is taken, who has died is mourned, who is free has work."""
        for worker in list(self._workers):
            self._hear(worker)
        self._share_out()

    def _hear(self, worker: _Worker) -> None:
        channel = worker.process.channel
        for message in channel.take():
            worker.heard = time.monotonic()
            if isinstance(message.value, Opened):
                worker.tasks[0].page = message.value.page
            else:
                self._end(worker, message)
        if channel.ended:
            self._mourn(worker)
            return
        if worker.alone and not worker.tasks:
            self._dismiss(worker)
        patience = _GRACE * self._allowance.seconds
        if worker.tasks and time.monotonic() - worker.heard > patience:
            worker.process.kill()

    def _end(self, worker: _Worker, message: Message) -> None:
        """The first page of the worker is done."""
        answer = message.value
        assert isinstance(answer, Answer)
        task, result = worker.tasks.popleft(), answer.result
        if isinstance(result, SpelledDocument):
            result = replace(result, spelled=bytes(message.data))
        task.end(result, answer.page)
        task.note = answer.note
        self._meter.read += answer.read
        worker.leaves = worker.leaves or answer.leaves

    def _dismiss(self, worker: _Worker) -> None:
        self._crew.dismiss(worker.process)
        self._workers.remove(worker)

    def _mourn(self, worker: _Worker) -> None:
        """A worker has ended: by itself, since it was old, or by the page that it had."""
        self._dismiss(worker)
        if worker.tasks and not worker.leaves:
            status = self._crew.status(worker.process)
            task = worker.tasks.popleft()
            task.deaths += 1
            if task.deaths > 1:
                task.end(_failure(task, status, self._allowance))
            else:
                self._suspects.append(task)
        self._waiting.extendleft(reversed(worker.tasks))

    def _share_out(self) -> None:
        """Gives pages to workers, and lets all go on their way at once."""
        self._share()
        for worker in self._workers:
            worker.process.channel.flush()

    def _share(self) -> None:
        while self._suspects and (worker := self._free_worker()) is not None:
            worker.alone = True
            worker.process.channel.put(pack(SHOW))  # who it is, before it ends this worker too
            self._give(worker, self._suspects.popleft())
        while self._waiting:
            task = self._waiting[0]
            takers = [worker for worker in self._workers if worker.takes(task)]
            best = min(takers, key=lambda worker: len(worker.tasks), default=None)
            if (best is None or best.tasks) and len(self._workers) < self._most:
                best = self._hire()
            if best is None:
                return
            self._give(best, self._waiting.popleft())

    def _free_worker(self) -> _Worker | None:
        """A worker without pages, or a new one."""
        for worker in self._workers:
            if not worker.tasks and not worker.leaves and not worker.alone:
                return worker
        # one more than `most`, else a page that waits alone would wait for all the others
        return self._hire() if len(self._workers) <= self._most else None

    def _hire(self) -> _Worker:
        worker = _Worker(self._crew.hire(CLEAN))
        self._workers.append(worker)
        return worker

    def _give(self, worker: _Worker, task: Task) -> None:
        if not worker.tasks:
            worker.heard = time.monotonic()
        worker.tasks.append(task)
        assert task.message is not None
        worker.process.channel.put(task.message)


def _failure(task: Task, status: int | None, allowance: Allowance) -> Failure:
    assert task.parcel is not None
    locator = task.parcel.locator
    reason, what = _cause(status, allowance)
    return Failure(
        locator=locator,
        reason=reason,
        message=f"{locator}: {what}, twice; {_REMEDIES[reason]}",
        sha256=task.page.sha256 if task.page is not None else None,
    )


_REMEDIES = {
    "too-slow": "raise --limit cpu=SECONDS or seconds=SECONDS if it is a page of news",
    "memory": "raise --limit memory=SIZE if it is a page of news",
    "crash": "please report it with the page",
}


def _cause(status: int | None, allowance: Allowance) -> tuple[str, str]:
    """The reason, and what it was in words, for how a worker ended."""
    if status == OUT_OF_MEMORY:
        return "memory", f"needs more than {allowance.memory // 2**20} MB of memory"
    if status == -signal.SIGALRM:
        return "too-slow", f"takes more than {allowance.seconds:g} seconds"
    if status == -signal.SIGPROF:
        return "too-slow", f"takes more than {allowance.cpu:g} seconds of CPU time"
    if status == -signal.SIGKILL:
        return "memory", "its worker was killed, as the system does when memory runs out"
    if status is not None and status < 0:
        name = signal.Signals(-status).name
        return "crash", f"crashes the libraries that clean it ({name})"
    return "crash", f"ends its worker (exit status {status})"
