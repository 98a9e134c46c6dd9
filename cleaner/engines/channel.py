"""Messages between the run and its workers, over sockets: whole values, never waiting to write.

A message is two lengths, a value, and bytes that belong to the value. The run passes the bytes of
pages and records on as they came: it reads the values alone.
"""

from __future__ import annotations

import io
import pickle
import select
import socket
import struct
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

_LENGTHS = struct.Struct("!QQ")
_CHUNK = 256 * 1024
_BUFFER = 1024 * 1024
_SMALL = 16 * 1024  # bytes that are worth a copy to save a call
_AT_ONCE = 64  # buffers that one call writes
_TOGETHER = 8  # messages of a worker
_SOON = 0.05  # seconds
_ROUNDS = 4  # of reading, before others have their turn


class Message(NamedTuple):
    """A message that has come: its value, its bytes, and both as they came, to be passed on."""

    value: Any
    data: memoryview
    whole: memoryview


def pack(value: object, data: bytes = b"") -> bytes:
    """The message with that value and the bytes that belong to it."""
    out = io.BytesIO()
    out.write(bytes(_LENGTHS.size))
    _Pickler(out, pickle.HIGHEST_PROTOCOL).dump(value)
    _LENGTHS.pack_into(out.getbuffer(), 0, out.tell() - _LENGTHS.size, len(data))
    out.write(data)
    return out.getvalue()


class _Pickler(pickle.Pickler):
    """Spells frozen values by their fields; what Python does for those with slots is slow."""

    def reducer_override(self, value: Any) -> Any:  # noqa: ANN401 - of any kind
        """How a value is made again."""
        kind = type(value)
        if not is_dataclass(kind) or not hasattr(kind, "__slots__"):
            return NotImplemented
        return _made_again, (kind, *[getattr(value, name) for name in _names(kind)])


def _made_again(kind: type, *values: object) -> object:
    value: object = object.__new__(kind)
    for name, one in zip(_names(kind), values, strict=True):
        object.__setattr__(value, name, one)
    return value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _message(whole: memoryview) -> Message:
    start, length = _LENGTHS.size, _LENGTHS.unpack_from(whole)[0]
    value = pickle.loads(whole[start : start + length])  # noqa: S301 - from our own process
    return Message(value, whole[start + length :], whole)


def send(sock: socket.socket, value: object, data: bytes = b"") -> None:
    """Nothing; the value is on its way. Waits while the other side does not read."""
    sock.sendall(pack(value, data))


class Inbox:
    """A worker's side: it waits for each message."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._data = bytearray()

    @property
    def is_empty(self) -> bool:
        """Whether the next message has not even begun to come."""
        return not self._data and not select.select([self._sock], [], [], 0)[0]

    def next(self) -> Message:
        """The next message; waits for it.

        Raises:
            EOFError: the other side is gone.
        """
        self._fill(_LENGTHS.size)
        size = _LENGTHS.size + sum(_LENGTHS.unpack_from(self._data))
        self._fill(size)
        whole = bytes(memoryview(self._data)[:size])
        del self._data[:size]
        return _message(memoryview(whole))

    def _fill(self, count: int) -> None:
        while len(self._data) < count:
            data = self._sock.recv(_CHUNK)
            if not data:
                raise EOFError
            self._data += data


class Outbox:
    """A worker's side: small messages go together, as each wakes the run once."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._waiting: list[bytes] = []
        self._since = 0.0

    def put(self, value: object, data: bytes = b"") -> None:
        """Nothing; the message is on its way soon, and for sure after `flush`."""
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append(pack(value, data))
        if len(self._waiting) >= _TOGETHER or time.monotonic() - self._since > _SOON:
            self.flush()

    def flush(self) -> None:
        """Nothing; all is on its way. Waits while the other side does not read."""
        if self._waiting:
            self._sock.sendall(b"".join(self._waiting))
            self._waiting = []


def receive(sock: socket.socket) -> object:
    """The one value that is waited for; nothing that follows it is touched.

    Raises:
        EOFError: the other side is gone.
    """
    lengths = _exactly(sock, _LENGTHS.size)
    return _message(memoryview(lengths + _exactly(sock, sum(_LENGTHS.unpack(lengths))))).value


def _exactly(sock: socket.socket, count: int) -> bytes:
    parts: list[bytes] = []
    while count:
        data = sock.recv(min(count, _CHUNK))
        if not data:
            raise EOFError
        parts.append(data)
        count -= len(data)
    return b"".join(parts)


class Channel:
    """The run's side: it never waits, so that no worker can hold it up."""

    def __init__(self, sock: socket.socket) -> None:
        sock.settimeout(0)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
        self.sock = sock
        self.ended = False
        self._out: deque[memoryview] = deque()
        self._small = bytearray()  # what has come of messages that are not whole
        self._large: bytearray | None = None  # a message that fills in its place
        self._filled = 0

    @property
    def writes(self) -> bool:
        """Whether something waits to be written."""
        return bool(self._out)

    def put(self, message: bytes | memoryview) -> None:
        """Nothing; the message is written after `flush`, as the other side reads."""
        self._out.append(memoryview(message))

    def flush(self) -> None:
        """Nothing; what can be written now is."""
        try:
            while self._out:
                self._written(self.sock.sendmsg(list(islice(self._out, _AT_ONCE))))
        except BlockingIOError:
            return
        except OSError:  # it is gone; what it left is still to be read
            self._out.clear()

    def take(self) -> Iterator[Message]:
        """The messages that have come whole; `ended` tells that no more will."""
        try:
            for _ in range(_ROUNDS):
                if not self._receive():
                    return
                yield from self._whole()
        except BlockingIOError:
            return
        except OSError:
            self.ended = True

    def close(self) -> None:
        """Nothing; the other side sees the end."""
        self.sock.close()

    def _written(self, count: int) -> None:
        while count:
            first = self._out.popleft()
            if count < len(first):
                self._out.appendleft(first[count:])
                return
            count -= len(first)

    def _receive(self) -> bool:
        """Whether bytes came; they stand in their place."""
        if self._large is not None:
            count = self.sock.recv_into(memoryview(self._large)[self._filled :])
            self._filled += count
        else:
            data = self.sock.recv(_CHUNK)
            count = len(data)
            self._small += data
        self.ended = not count
        return bool(count)

    def _whole(self) -> Iterator[Message]:
        if self._large is not None:
            if self._filled < len(self._large):
                return
            whole, self._large = self._large, None
            yield _message(memoryview(whole))
            return
        place, view = 0, bytes(self._small)
        while len(view) - place >= _LENGTHS.size:
            end = place + _LENGTHS.size + sum(_LENGTHS.unpack_from(view, place))
            if end > len(view):
                if end - place > _SMALL:
                    self._large = bytearray(end - place)
                    self._filled = len(view) - place
                    self._large[: self._filled] = view[place:]
                    place = len(view)
                break
            yield _message(memoryview(view)[place:end])
            place = end
        self._small = bytearray(view[place:])
