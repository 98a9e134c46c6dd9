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

from cleaner.engines.crew import Crew
from cleaner.engines.crowd import Crowd
from cleaner.engines.intake import Intake
from cleaner.engines.notes import First
from cleaner.engines.passing import Passing
from cleaner.engines.task import Task
from cleaner.engines.work import Work, never_met
from cleaner.model import Document, Failure
from cleaner.readers import Terms

_AHEAD = 512  # pages between the first that is not done and the last that was read
_AHEAD_SIZE = 32 * 1024 * 1024  # bytes of them, as they came


def run(work: Work) -> Generator[Document | Failure]:
    """The results of a run; see `Work`. Closing the iterator ends all its processes."""
    with Crew(_first(work)) as crew:
        intake = Intake(crew, work)
        with closing(intake), closing(Passing(work)) as passing:
            yield from _results(passing, intake, Crowd(crew, work, intake.meter))


def _first(work: Work) -> First:
    terms = work.reading.terms
    bare = Terms(limits=terms.limits, columns=dict(terms.columns))
    return First(
        work.rules,
        work.allowance,
        terms=bare,
        speller=work.speller,
        sieve=work.reading.sieve,
        # where ids must be unique, each page is seen by the run itself
        met=never_met if work.reading.unique else work.reading.met,
        measured=work.meter is not None,
    )


def _results(passing: Passing, intake: Intake, crowd: Crowd) -> Iterator[Document | Failure]:
    order: deque[Task] = deque()
    size = 0  # bytes of the pages in `order`
    while not intake.ended or order:
        has_room = len(order) < _AHEAD and (size < _AHEAD_SIZE or not order)
        reads = has_room and not intake.ended
        _wait(intake, crowd, reads=reads)
        for task in intake.take() if reads else ():
            order.append(task)
            size += task.weight
            if not task.done:
                crowd.add(task)
        crowd.turn()
        while order and order[0].done:
            task = order.popleft()
            size -= task.weight
            result = passing.passed(task.page, task.result, task.note)
            if result is not None:
                yield result


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
