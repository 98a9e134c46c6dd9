"""The process that reads the inputs, so that no foreign byte is parsed in the run itself."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import IO, Any, BinaryIO

from cleaner.engines.channel import pack
from cleaner.engines.crew import Crew, Process
from cleaner.engines.notes import READ
from cleaner.engines.task import Task
from cleaner.engines.work import Meter, Work, clean_all, never_met
from cleaner.errors import CleanerError, ReadError
from cleaner.model import Failure
from cleaner.readers import Parcel


class Intake:
    """What the reader finds, as it comes. A reader that dies is begun anew behind what it gave.

    Attributes:
        ended: whether all has been given.
        meter: told how far the reading is.
    """

    def __init__(self, crew: Crew, work: Work) -> None:
        self._crew = crew
        # the sieve is for those who open pages
        self._reading = reading = replace(
            work.reading, measured=work.meter is not None, sieve=clean_all, met=never_met
        )
        self._skip = work.skip
        self._note = work.note
        self.meter = work.meter or Meter()
        self._files = ExitStack()
        self._stdin = self._as_file(work.stdin) if "-" in map(str, reading.inputs) else None
        self._given = 0
        self._place = ("", 0)  # the source that is read, and what it has given
        self._deaths: dict[tuple[str, int], int] = {}
        self.ended = False
        self._process = self._begin()

    @property
    def process(self) -> Process:
        """The reader of now."""
        return self._process

    def take(self) -> Iterator[Task]:
        """What has come.

        Raises:
            UsageError: the inputs cannot be read at all.
        """
        for message in self._process.channel.take():
            value = message.value
            if not isinstance(value, Parcel | Failure):
                self._heard(value)
                continue
            self._given += 1
            self._place = (self._place[0], self._place[1] + 1)
            if isinstance(value, Parcel):
                yield Task(value, message.whole, len(message.whole))
            else:
                yield Task.failed(value)
        if self._process.channel.ended and not self.ended:
            yield from self._resume()

    def close(self) -> None:
        """Nothing; what was opened for the reader is closed."""
        self._files.close()

    def _heard(self, message: Any) -> None:  # noqa: ANN401 - of several kinds
        kind, value = message
        match kind:
            case "entered":
                self._place = (value, 0)
            case "left":
                self._skip(value)
            case "known":
                notes, read = value
                self.meter.read += read
                self._given += len(notes)
                self._place = (self._place[0], self._place[1] + len(notes))
                for note in notes:
                    self._note(note)
            case "read":
                self.meter.read += value
            case "total":
                self.meter.total = value
            case "error":
                assert isinstance(value, CleanerError)
                raise value
            case "end":
                self.ended = True

    def _begin(self) -> Process:
        process = self._crew.hire(READ, self._stdin)
        process.channel.put(pack(self._reading))
        process.channel.flush()
        return process

    def _resume(self) -> Iterator[Task]:
        """Begins a new reader; at a place that has ended two of them, the source is left."""
        self._deaths[self._place] = self._deaths.get(self._place, 0) + 1
        locator, given = self._place
        self._crew.dismiss(self._process)
        if self._stdin is not None or not locator or len(self._deaths) > _MOST_DEATHS:
            what = "the process that reads the inputs ended; what came after is not read"
            error = ReadError(locator or "inputs", what, "run again", reason="crash")
            told = Failure(locator=error.locator, reason=error.reason, message=str(error))
            yield Task.failed(told)
            self.ended = True
            return
        terms = self._reading.terms
        if self._deaths[self._place] > 1:
            terms = replace(terms, stops={**terms.stops, locator: given})
        self._reading = replace(self._reading, measured=False, known=self._given, terms=terms)
        self._process = self._begin()

    def _as_file(self, stdin: BinaryIO | None) -> int | None:
        """The number of a file that another process can read."""
        if stdin is None:
            return None
        try:
            return stdin.fileno()
        except (OSError, AttributeError):
            file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - see close
            self._files.enter_context(file)
            shutil.copyfileobj(stdin, file)
            file.seek(0)
            return file.fileno()


_MOST_DEATHS = 100
