"""Messages between the run and its workers, over sockets: whole values, never waiting to write."""

from __future__ import annotations

import io
import pickle
import socket
import struct
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

_LENGTH = struct.Struct("!Q")
_CHUNK = 256 * 1024
_BUFFER = 1024 * 1024


def pack(value: object) -> bytes:
    """The value as a message."""
    data = io.BytesIO()
    _Pickler(data, pickle.HIGHEST_PROTOCOL).dump(value)
    return _LENGTH.pack(data.tell()) + data.getbuffer()


def unpack(message: bytes) -> object:
    """The value of a message."""
    return pickle.loads(memoryview(message)[_LENGTH.size :])  # noqa: S301 - from our own process


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


def send(sock: socket.socket, value: object) -> None:
    """Nothing; the value is on its way. Waits while the other side does not read."""
    sock.sendall(pack(value))


def receive(sock: socket.socket) -> object:
    """The next value; waits for it.

    Raises:
        EOFError: the other side is gone.
    """
    length = _LENGTH.unpack(_exactly(sock, _LENGTH.size))[0]
    return pickle.loads(_exactly(sock, length))  # noqa: S301 - from our own process


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
        self._out = bytearray()
        self._in = bytearray()

    @property
    def writes(self) -> bool:
        """Whether something waits to be written."""
        return bool(self._out)

    def put(self, message: bytes) -> None:
        """Nothing; the message is written as the other side reads."""
        self._out += message
        self.flush()

    def flush(self) -> None:
        """Nothing; what can be written now is."""
        try:
            while self._out:
                del self._out[: self.sock.send(memoryview(self._out)[:_CHUNK].tobytes())]
        except BlockingIOError:
            return
        except OSError:  # it is gone; what it left is still to be read
            self._out.clear()

    def take(self) -> Iterator[object]:
        """The values that have come whole; `ended` tells that no more will."""
        for message in self.take_messages():
            yield unpack(message)

    def take_messages(self) -> Iterator[bytes]:
        """The same as messages, which may be passed on as they are."""
        try:
            while data := self.sock.recv(_CHUNK):
                self._in += data
                if len(data) < _CHUNK:
                    break
            else:
                self.ended = True
        except BlockingIOError:
            pass
        except OSError:
            self.ended = True
        while len(self._in) >= _LENGTH.size:
            end = _LENGTH.size + _LENGTH.unpack_from(self._in)[0]
            if len(self._in) < end:
                return
            message = bytes(memoryview(self._in)[:end])
            del self._in[:end]
            yield message

    def close(self) -> None:
        """Nothing; the other side sees the end."""
        self.sock.close()
