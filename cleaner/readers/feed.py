"""Bytes of a crawl file, packed or plain, with the place in the file that each came from."""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Callable
from typing import BinaryIO

from cleaner.errors import ReadError
from cleaner.readers.limits import MB, Limits

_CHUNK = 64 * 1024
_MOST_OUT = 256 * 1024
_GZIP = b"\x1f\x8b\x08"

Chunk = tuple[int, bytes]
"""A place in the file and bytes; no bytes at the end."""


class DamageError(ReadError):
    """A gzip member cannot be read on; `place` is its first byte in the file."""

    place: int = 0


class Feed:
    """A stream that is read by lines and by counts, and knows where it is.

    In a gzip file a place is that of the member, as the indexes of crawls have it. At a damaged
    member the error is raised once; what is read after it stands behind the damage.
    """

    def __init__(self, stream: BinaryIO, locator: str, limits: Limits) -> None:
        head = b""
        while len(head) < len(_GZIP) and (data := _some(stream)):
            head += data
        self._is_packed = head.startswith(_GZIP)
        self._next: Callable[[], Chunk] = (
            GzipMembers(stream, head, locator, limits).chunk
            if self._is_packed
            else _Plain(stream, head).chunk
        )
        self._buffer = b""
        self._start = 0  # of the buffer, in the unpacked bytes
        self._marks: deque[tuple[int, int]] = deque([(0, 0)])  # unpacked place, place in the file
        self._error: ReadError | None = None

    @property
    def offset(self) -> int:
        """The place in the file of the next byte."""
        if not self._buffer and self._error is None:
            self._load()
        while len(self._marks) > 1 and self._marks[1][0] <= self._start:
            self._marks.popleft()
        start, place = self._marks[0]
        return place if self._is_packed else place + self._start - start

    def readline(self, limit: int) -> bytes:
        """The next line with its end, or its first `limit` bytes; none at the end.

        Raises:
            DamageError: the bytes from here to the next member are damaged.
        """
        while (end := self._buffer.find(b"\n", 0, limit)) < 0 and len(self._buffer) < limit:
            if not self._fill():
                break
        return self._take(end + 1 if end >= 0 else min(limit, len(self._buffer)))

    def read(self, count: int) -> bytes:
        """The next bytes; fewer at the end, or in front of damage.

        Raises:
            DamageError: as `readline` does.
        """
        parts = [self._take(min(count, len(self._buffer)))]
        left = count - len(parts[0])
        while left and self._fill():
            parts.append(self._take(min(left, len(self._buffer))))
            left -= len(parts[-1])
        return b"".join(parts)

    def give_back(self, data: bytes) -> None:
        """Nothing; the bytes, which were the last that were read, are read again."""
        self._buffer = data + self._buffer
        self._start -= len(data)

    @property
    def at_damage(self) -> bool:
        """Whether reading on would raise."""
        return not self._buffer and self._error is not None

    def check(self, place: int) -> None:
        """Nothing; what was read of the member at that place is whole, as far as can be told.

        Raises:
            DamageError: its end is damaged, so that what it says of itself is not proved.
        """
        if not self._buffer and self._error is None:
            self._load()
        if self._buffer or not isinstance(self._error, DamageError):
            return
        if self._error.place == place:
            self._fill()

    def _take(self, count: int) -> bytes:
        data, self._buffer = self._buffer[:count], self._buffer[count:]
        self._start += count
        return data

    def _fill(self) -> bool:
        """Whether more bytes came; an error is raised when all before it is taken."""
        if self._error is None and (loaded := self._load()) is not None:
            return loaded
        if self._buffer or self._error is None:
            return False
        told, self._error = self._error, None
        raise told

    def _load(self) -> bool | None:
        """Whether more bytes came; None where they are damaged."""
        try:
            place, data = self._next()
        except ReadError as error:
            self._error = error
            return None
        self._mark(place)
        self._buffer += data
        return bool(data)

    def _mark(self, place: int) -> None:
        if self._marks[-1][1] != place:
            self._marks.append((self._start + len(self._buffer), place))


def _some(stream: BinaryIO) -> bytes:
    """The bytes that come first; what stands before damage is not held back for what stands behind."""
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return read(_CHUNK)


class _Plain:
    def __init__(self, stream: BinaryIO, head: bytes) -> None:
        self._stream = stream
        self._head = head
        self._place = 0

    def chunk(self) -> Chunk:
        data, self._head = self._head or _some(self._stream), b""
        place, self._place = self._place, self._place + len(data)
        return place, data


class GzipMembers:
    """What a gzip file holds, member by member, past damaged ones."""

    _KEPT = MB  # of a member's packed bytes, to look for the next one in when it breaks

    def __init__(self, stream: BinaryIO, head: bytes, locator: str, limits: Limits) -> None:
        self._stream = stream
        self._locator = locator
        self._limits = limits
        self._packed = head
        self._place = 0  # of `_packed`, in the file
        self._begin = 0  # of the member
        self._inner: zlib._Decompress | None = None
        self._kept = b""  # the member's packed bytes before `_packed`
        self._taken = self._given = 0
        self._lost = False

    def chunk(self) -> Chunk:
        """The place of a member, and bytes of it, or none at the end.

        Raises:
            DamageError: the member is damaged; the next call goes on behind it.
        """
        while True:
            if self._inner is None and not self._enter():
                return self._place, b""
            try:
                data = self._step()
            except _BrokenMember as error:
                told = self._tell(str(error))
                self._search()
                if told is not None:
                    raise told from error
                continue
            if data:
                self._lost = False
                return self._begin, data

    def _enter(self) -> bool:
        """Whether another member begins; zeros between members are none."""
        while True:
            self._advance(len(self._packed) - len(self._packed.lstrip(b"\0")))
            if self._packed:
                break
            if not self._more():
                return False
        self._inner = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._begin = self._place
        self._kept, self._taken, self._given = b"", 0, 0
        return True

    def _step(self) -> bytes:
        assert self._inner is not None
        if not self._packed and not self._more():
            raise _BrokenMember("ends in the middle")
        try:
            data = self._inner.decompress(self._packed, _MOST_OUT)
        except zlib.error as error:
            raise _BrokenMember(f"is damaged ({error})") from error
        rest = self._inner.unused_data if self._inner.eof else self._inner.unconsumed_tail
        used = len(self._packed) - len(rest)
        self._kept = (self._kept + self._packed[:used])[-self._KEPT :]
        self._taken += used
        self._given += len(data)
        self._advance(used)
        limits = self._limits
        if self._given > limits.ratio_from and self._given > limits.ratio * self._taken:
            raise _BrokenMember(f"unpacks to more than {limits.ratio} times its size")
        if self._inner.eof:
            self._inner = None
        return data

    def _tell(self, what: str) -> DamageError | None:
        """The error for the damage, once for all false beginnings behind it."""
        lost, self._lost = self._lost, True
        if lost:
            return None
        what = f"{what}, in the gzip member at byte {self._begin}; it goes on at the next one"
        error = DamageError(self._locator, what, "fetch it again", reason="damaged")
        error.place = self._begin
        return error

    def _search(self) -> None:
        """Stands at what looks like the next member, or at the end."""
        self._place -= len(self._kept)
        self._packed = self._kept + self._packed
        self._inner, self._kept = None, b""
        self._advance(min(len(self._packed), 1))
        while (found := self._packed.find(_GZIP)) < 0:
            self._advance(max(0, len(self._packed) - len(_GZIP) + 1))
            if not self._more():
                self._advance(len(self._packed))
                return
        self._advance(found)

    def _advance(self, count: int) -> None:
        self._packed = self._packed[count:]
        self._place += count

    def _more(self) -> bool:
        data = self._stream.read(_CHUNK)
        self._packed += data
        return bool(data)


class _BrokenMember(Exception):  # noqa: N818 - it never leaves this file
    """Why a member cannot be read on."""
