"""The process that workers are forked from: all is imported and compiled once, before any page.

It has one thread and meets no page itself, so that forking it is safe at any time. When the run
that it serves goes away, however it ends, it ends its workers and itself.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import sys
from contextlib import suppress
from typing import Any

from cleaner.engines.channel import receive
from cleaner.engines.inline import clean_or_fail
from cleaner.engines.notes import CLEAN, NOTE, OUT_OF_MEMORY, First
from cleaner.engines.worker import clean_for, read_for
from cleaner.model import Page

_WARM = "<html><head><title>A</title></head><body><article><p>One. Two.</p></article></body></html>"


def main(number: int) -> None:
    """Serves the run at the other end of the socket with that number until it goes away."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run decides what an interrupt ends
    control = socket.socket(fileno=number)
    try:
        first = receive(control)
    except (EOFError, ConnectionError):  # interrupted before it began
        return
    assert isinstance(first, First)
    rules = first.rules
    clean_or_fail(Page(id="warm", content=_WARM, media_type="text/html"), rules)
    clean_or_fail(Page(id="warm", content="One.\nTwo.\n"), rules)
    gc.collect()
    gc.freeze()  # else the collector of each worker would copy what they all share
    children: set[int] = set()
    try:
        with suppress(ConnectionError):  # the run has gone
            _serve(control, children, first)
    finally:
        for pid in children:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _serve(control: socket.socket, children: set[int], first: First) -> None:
    wake, woken = os.pipe()
    os.set_blocking(woken, False)
    os.set_blocking(wake, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(woken)
    while True:
        watched: list[Any] = [control, wake]
        ready, _, _ = select.select(watched, [], [])
        if wake in ready:
            os.read(wake, 512)
        _bury(control, children)
        if control not in ready:
            continue
        kind, fds, _, _ = socket.recv_fds(control, 1, 2)
        if not kind:
            return
        pid = os.fork()
        if pid == 0:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for number in (control.fileno(), wake, woken):
                os.close(number)
            _be_worker(kind, fds, first)
        children.add(pid)
        for number in fds:
            os.close(number)
        control.sendall(NOTE.pack(b"b", pid, 0))


def _bury(control: socket.socket, children: set[int]) -> None:
    """Tells of the workers that have ended."""
    while children:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        children.discard(pid)
        control.sendall(NOTE.pack(b"d", pid, os.waitstatus_to_exitcode(status)))


def _be_worker(kind: bytes, fds: list[int], first: First) -> None:
    """Works until the run closes the socket, and ends this process."""
    status = 1
    try:
        sock = socket.socket(fileno=fds[0])
        if kind == CLEAN:
            clean_for(sock, first)
        else:
            read_for(sock, fds[1] if len(fds) > 1 else None, first)
        status = 0
    except (EOFError, BrokenPipeError, ConnectionResetError):
        status = 0  # the run is over
    except MemoryError:
        status = OUT_OF_MEMORY
    except BaseException:  # noqa: BLE001 - a forked process must not run its parent's code
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(status)
