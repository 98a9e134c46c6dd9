"""Zstandard, with the dictionaries that crawls put in front: `.warc.zst` as IIPC describes it.

A dictionary stands in a frame that others skip, the first of the file, plain or packed itself.
"""

from __future__ import annotations

import struct
from typing import Any

DICTIONARY_MAGIC = b"\x5d\x2a\x4d\x18"
"""The first bytes of a file that begins with a dictionary."""

HEAD = 8
"""Bytes of such a frame before the dictionary: the magic, and how long it is."""

MOST_DICTIONARY = 64 * 1024 * 1024
_WINDOW = 2**27
_BITE = 512
_PACKED = b"\x28\xb5\x2f\xfd"


def dictionary_length(head: bytes) -> int:
    """How many bytes of dictionary stand behind that head; -1 where they are too many to be one."""
    length = int(struct.unpack_from("<I", head, len(DICTIONARY_MAGIC))[0])
    return length if length <= MOST_DICTIONARY else -1


def read_dictionary(data: bytes) -> Any:  # noqa: ANN401 - the library has no types
    """The dictionary that a frame holds.

    Raises:
        ImportError: the library is not installed.
        ValueError: it is damaged.
    """
    import zstandard  # noqa: PLC0415 - an extra

    if data.startswith(_PACKED):
        unpacker = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
        try:
            data = unpacker.decompress(data, max_output_size=MOST_DICTIONARY)
        except zstandard.ZstdError as error:
            raise ValueError(str(error)) from error
    return zstandard.ZstdCompressionDict(data)


class Zstd:
    """zstandard's decompressor in the shape of the others; small bites bound what a hostile one gives."""

    def __init__(self, dictionary: Any = None) -> None:  # noqa: ANN401 - the library has no types
        import zstandard  # noqa: PLC0415 - an extra

        unpacker = zstandard.ZstdDecompressor(dict_data=dictionary, max_window_size=_WINDOW)
        self._inner = unpacker.decompressobj()
        self._waiting = b""

    @property
    def eof(self) -> bool:
        """Whether the packed member has ended."""
        return bool(self._inner.eof)

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes out before more goes in."""
        return not self._waiting

    @property
    def unused_data(self) -> bytes:
        """What stands behind the end."""
        return bytes(self._inner.unused_data) + self._waiting

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """What comes out, at most a bite more than `max_length` bytes."""
        self._waiting += data
        out: list[bytes] = []
        count = 0
        while self._waiting and count < max_length and not self._inner.eof:
            bite, self._waiting = self._waiting[:_BITE], self._waiting[_BITE:]
            out.append(bytes(self._inner.decompress(bite)))
            count += len(out[-1])
        return b"".join(out)
