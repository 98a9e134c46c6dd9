"""Packed streams, `.gz .bz2 .xz .zst`: unpacked as they are read, and never more than is asked for."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from functools import partial
from typing import BinaryIO, Protocol

from cleaner.errors import ReadError
from cleaner.readers.limits import Limits
from cleaner.readers.source import Source
from cleaner.readers.zstd import DICTIONARY_MAGIC, HEAD, Zstd, dictionary_length, read_dictionary

_CHUNK = 16 * 1024
_MOST_OUT = 256 * 1024
_LZMA_MEMORY = 256 * 1024 * 1024
_GZIP = zlib.MAX_WBITS | 16


class Unpacker(Protocol):
    """What the standard library's decompressors have in common."""

    @property
    def eof(self) -> bool:
        """Whether the packed member has ended."""

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes out before more goes in."""

    @property
    def unused_data(self) -> bytes:
        """What stands behind the end."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """What comes out, at most `max_length` bytes."""


class _Gzip:
    """zlib's decompressor in the shape of the others."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(_GZIP)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


def _xz() -> Unpacker:
    return lzma.LZMADecompressor(memlimit=_LZMA_MEMORY)


PACKED: dict[str, Callable[[], Unpacker]] = {
    ".gz": _Gzip,
    ".bz2": bz2.BZ2Decompressor,
    ".xz": _xz,
    ".zst": Zstd,
}
"""Suffix → decompressor of one packed member."""

MAGIC: dict[bytes, str] = {
    b"\x1f\x8b\x08": ".gz",
    b"BZh": ".bz2",
    b"\xfd7zXZ\x00": ".xz",
    b"\x28\xb5\x2f\xfd": ".zst",
    DICTIONARY_MAGIC: ".zst",
}
"""The first bytes of packed streams."""


class Unpacked(io.RawIOBase):
    """The bytes that a packed stream holds; many members behind each other are one stream.

    What came before a damaged place is given before the error is raised.

    Raises, when read:
        ReadError: damaged, cut off, or more than any honest file unpacks to.
    """

    def __init__(self, stream: BinaryIO, suffix: str, locator: str, limits: Limits) -> None:
        self._stream = stream
        self._new = PACKED[suffix]
        self._suffix = suffix
        self._locator = locator
        self._limits = limits
        self._unpacker: Unpacker | None = None
        self._input = b""
        self._ready = b""
        self.taken = 0
        self.given = 0

    def readable(self) -> bool:
        """True."""
        return True

    def close(self) -> None:
        """Closes the packed stream as well."""
        self._stream.close()
        super().close()

    def readinto(self, buffer: object, /) -> int:
        """How many bytes went into the buffer; 0 at the end."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._ready or self.chunk()
        count = min(len(view), len(data))
        view[:count] = data[:count]
        self._ready = data[count:]
        return count

    def chunk(self) -> bytes:
        """The next bytes of one member, as many as come at once; none at the end."""
        while True:
            if self._unpacker is None and not self._begin():
                return b""
            assert self._unpacker is not None
            data = self._step(self._unpacker)
            if self._unpacker.eof:
                self._input = self._unpacker.unused_data
                self._unpacker = None
            if data:
                return data

    def _begin(self) -> bool:
        """Whether there is another member; zeros behind the last one are none."""
        self._input = self._input.lstrip(b"\0") or self._more().lstrip(b"\0")
        while not self._input:
            data = self._more()
            if not data:
                return False
            self._input = data.lstrip(b"\0")
        try:
            if self._suffix == ".zst" and self.given == 0:
                self._take_dictionary()
            self._unpacker = self._new()
        except ImportError as error:
            raise ReadError(
                self._locator,
                f"packed as {self._suffix}, which this installation cannot unpack",
                "pip install 'cleaner[zstd]'",
                reason="missing-extra",
            ) from error
        return True

    def _take_dictionary(self) -> None:
        """Nothing; a dictionary in front of all members is known to them."""
        while len(self._input) < HEAD and (data := self._more()):
            self._input += data
        if len(self._input) < HEAD or not self._input.startswith(DICTIONARY_MAGIC):
            return
        length = dictionary_length(self._input)
        if length < 0:
            raise self._broken("begins with a dictionary that is too large")
        while len(self._input) < HEAD + length and (data := self._more()):
            self._input += data
        if len(self._input) < HEAD + length:
            raise self._broken("ends in its dictionary")
        try:
            dictionary = read_dictionary(self._input[HEAD : HEAD + length])
        except ValueError as error:
            raise self._broken(f"has a damaged dictionary ({error})") from error
        self._new = partial(Zstd, dictionary)
        self._input = self._input[HEAD + length :]

    def _step(self, unpacker: Unpacker) -> bytes:
        data, self._input = self._input, b""
        if not data and unpacker.needs_input:
            data = self._more()
            if not data:
                raise self._broken("ends in the middle")
        try:
            out = unpacker.decompress(data, _MOST_OUT)
        except MemoryError:
            raise
        except Exception as error:
            # zlib.error, LZMAError, OSError, ZstdError: one for each library
            raise self._broken(f"is damaged ({error})") from error
        self.given += len(out)
        limits = self._limits
        if self.given > limits.ratio_from and self.given > limits.ratio * self.taken:
            raise ReadError(
                self._locator,
                f"unpacks to more than {limits.ratio} times its size",
                "raise --limit ratio=N if it is sound",
                reason="bomb",
            )
        return out

    def _more(self) -> bytes:
        data = self._stream.read(_CHUNK)
        self.taken += len(data)
        return data

    def _broken(self, what: str) -> ReadError:
        self._unpacker = None
        return ReadError(
            self._locator,
            f"{what}, near byte {self.taken}; what stands before it was read",
            "fetch it again",
            reason="damaged",
        )


def open_packed(source: Source, suffix: str) -> BinaryIO:
    """The unpacked stream of a packed source."""
    raw = Unpacked(source.open(), suffix, source.locator, source.terms.limits)
    return io.BufferedReader(raw, _CHUNK)
