"""The run's side of its processes: it asks for workers, hears of their deaths, and ends them all."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Self

from cleaner.engines.channel import Channel, send
from cleaner.engines.notes import NOTE, First

_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from cleaner.engines.nursery import main; main(int(sys.argv[2]))"
)
_GOODBYE = 1.0  # seconds for the processes to end by themselves


@dataclass(slots=True)
class Process:
    """A worker: its process id and the channel to it."""

    pid: int
    channel: Channel

    def kill(self) -> None:
        """Nothing; the process ends at once."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


class Crew:
    """All processes of a run; leaving the block ends them."""

    def __init__(self, first: First) -> None:
        self._first = first
        self._dead: dict[int, int] = {}
        self._notes = b""
        self._hired: list[Process] = []
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def hire(self, kind: bytes, stdin: int | None = None) -> Process:
        """A new worker of a kind of the nursery; a reader may have a standard input.

        Raises:
            OSError: the system has no room for another process.
        """
        ours, theirs = socket.socketpair()
        fds = [theirs.fileno(), *([] if stdin is None else [stdin])]
        for last in (False, True):
            try:
                socket.send_fds(self._control, [kind], fds)
                pid = self._born()
                break
            except (OSError, EOFError):
                if last:
                    raise
                self._stop()
                self._start()  # the system has taken the nursery, and its workers with it
        theirs.close()
        process = Process(pid, Channel(ours))
        self._hired.append(process)
        return process

    def dismiss(self, process: Process) -> None:
        """Nothing; the process sees that it is not needed any more."""
        process.channel.close()
        self._hired.remove(process)

    def status(self, process: Process) -> int | None:
        """How a process ended: its exit status, minus the signal, or None if nobody knows."""
        from_now = time.monotonic() + _GOODBYE
        while process.pid not in self._dead and (left := from_now - time.monotonic()) > 0:
            if not select.select([self._control], [], [], left)[0]:
                break
            try:
                self._hear()
            except (OSError, EOFError):
                break
        return self._dead.pop(process.pid, None)

    def close(self) -> None:
        """Nothing; no process of the run is left."""
        for process in self._hired:
            process.channel.close()
        self._stop()

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        words: list[Any] = [sys.executable, "-c", _BOOT, json.dumps(sys.path), str(theirs.fileno())]
        self._nursery = subprocess.Popen(  # noqa: S603 - this program
            words, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, start_new_session=False
        )
        theirs.close()
        self._control = ours
        self._notes = b""
        try:
            send(ours, self._first)
        except BaseException:  # interrupted before there were workers
            self._nursery.kill()
            self._nursery.wait()
            raise

    def _stop(self) -> None:
        self._control.close()  # the nursery sees the end, and ends its workers
        try:
            self._nursery.wait(_GOODBYE)
        except subprocess.TimeoutExpired:
            self._nursery.kill()  # the kernel ends the workers of a dead nursery
            self._nursery.wait()

    def _born(self) -> int:
        while True:
            if (pid := self._hear()) is not None:
                return pid

    def _hear(self) -> int | None:
        """The process id of a worker that was born; None for news of a death."""
        while len(self._notes) < NOTE.size:
            data = self._control.recv(NOTE.size - len(self._notes))
            if not data:
                raise EOFError("the process that starts workers is gone")
            self._notes += data
        kind, pid, status = NOTE.unpack(self._notes)
        self._notes = b""
        if kind == b"b":
            return int(pid)
        self._dead[pid] = status
        return None
