"""This machine, with as many processes as it has cores: the default.

The run itself parses nothing. A reader process gives pages; workers clean them, each page under
limits that the kernel keeps; results come in the order of the pages. A worker that dies costs at
most the page it had: that page is tried once more, alone, and then told as a failure.
"""

from __future__ import annotations

import select
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace

from cleaner.engines.crew import Crew
from cleaner.engines.crowd import Crowd
from cleaner.engines.intake import Intake
from cleaner.engines.task import Task
from cleaner.engines.work import Work
from cleaner.model import Document, Failure

_AHEAD = 512  # pages between the first that is not done and the last that was read
_AHEAD_SIZE = 32 * 1024 * 1024  # characters in them


def run(work: Work) -> Generator[Document | Failure]:
    """The results of a run; see `Work`. Closing the iterator ends all its processes."""
    with Crew(work.rules, work.allowance) as crew:
        intake = Intake(crew, work)
        with closing(intake):
            yield from _results(work, intake, Crowd(crew, work.workers, work.allowance))


def _results(work: Work, intake: Intake, crowd: Crowd) -> Iterator[Document | Failure]:
    order: deque[Task] = deque()
    size = 0  # characters of the pages in `order`
    while not intake.ended or order:
        has_room = len(order) < _AHEAD and (size < _AHEAD_SIZE or not order)
        _wait(intake, crowd, reads=has_room and not intake.ended)
        if has_room and not intake.ended:
            for task in intake.take():
                wanted = task.page is None or work.wanted(task.page)
                if not wanted:
                    continue
                if isinstance(wanted, Failure):
                    task = Task(None, wanted)  # noqa: PLW2901 - it was tried before
                order.append(task)
                size += task.size
                if task.page is not None:
                    crowd.add(task)
        crowd.turn()
        while order and order[0].result is not None:
            task = order.popleft()
            size -= task.size
            yield _named(task, work.made_with)


def _named(task: Task, made_with: str | None) -> Document | Failure:
    """The result; a failure of cleaning says with what it was made."""
    assert task.result is not None
    if isinstance(task.result, Failure) and task.page is not None:
        return replace(task.result, made_with=made_with)
    return task.result


def _wait(intake: Intake, crowd: Crowd, *, reads: bool) -> None:
    """Returns when something has come, or can be written."""
    channels = crowd.channels
    sources = [channel.sock for channel in channels]
    if reads:
        sources.append(intake.process.channel.sock)
    targets = [channel.sock for channel in channels if channel.writes]
    if intake.process.channel.writes:
        intake.process.channel.flush()
    select.select(sources, targets, [], crowd.patience)
