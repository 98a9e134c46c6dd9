"""Where the bytes of an input come from, and how they are fetched without harm."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from cleaner.errors import ReadError
from cleaner.model import Failure, Hints
from cleaner.readers.limits import Limits, size

_COUNTED_BUFFER = 64 * 1024
_NO_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the user says of a page beside its bytes; it stands above anything found in them."""

    id: str | None = None
    url: str | None = None
    hints: Hints = field(default_factory=Hints)


Skip = Callable[[str], None]
"""Told the locator of each file that is left alone because no reader knows its name."""


def no_bytes() -> BinaryIO:
    """The stream of a page that is not read from anywhere: an empty one."""
    return io.BytesIO()


def ignore(_locator: str) -> None:
    """Nobody asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What holds for all inputs of a run.

    Attributes:
        limits: how much one input may cost.
        columns: the user's names of fields, by ours: {"text": "body"}.
        skip: told of files that are left alone.
        entered: told the locator of each file and member before it is opened.
        read: told how many bytes of files have been read since it was last told.
        share: the files that are read, by their numbers in the run; None: all.
        stops: where a source is left, as the count of its results: reading on has ended the
            process before.
        sealed: whether pages are given as parcels, for others to open.
    """

    limits: Limits = field(default_factory=Limits)
    columns: Mapping[str, str] = field(default_factory=dict)
    skip: Skip = ignore
    entered: Skip = ignore
    read: Callable[[int], None] | None = None
    share: range | None = None
    stops: Mapping[str, int] = field(default_factory=dict)
    sealed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Bytes that a reader turns into pages.

    A reader sees nothing else: a file, a member of an archive and a decompressed stream
    differ in `open` alone.

    Attributes:
        locator: the name in messages and records, relative to the input, with slashes.
        name: the locator without its suffix: the id of a page that has no better one.
        open: gives the stream from its beginning; raises OSError or ReadError.
        known: what sidecar files say of it.
        path: the file of this machine that it is, if it is one.
        terms: what holds for all inputs of the run.
        depth: archives around it.
    """

    locator: str
    name: str
    open: Callable[[], BinaryIO]
    known: Known = field(default_factory=Known)
    path: Path | None = None
    terms: Terms = field(default_factory=Terms)
    depth: int = 0

    @property
    def limit(self) -> int:
        """Bytes that one page may have."""
        return self.terms.limits.page


def portable(name: str) -> str:
    r"""The name of a file as it is written into records: the same text on every machine.

    Composed (NFC), since some file systems decompose; bytes that are no UTF-8 become escapes.

    >>> portable("caf\udce9.txt")
    'caf\\xe9.txt'
    """
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return unicodedata.normalize("NFC", text)


def open_file(path: Path, locator: str, read: Callable[[int], None] | None = None) -> BinaryIO:
    """The opened file; never waits, so that a pipe or a device cannot hang the run.

    Args:
        path: of the file.
        locator: its name in messages.
        read: told how many bytes were read, each time some were.

    Raises:
        OSError: it cannot be opened.
        ReadError: it is no regular file.
    """
    number = os.open(path, os.O_RDONLY | _NO_WAIT)
    stream = os.fdopen(number, "rb") if read is None else _counted(number, read)
    mode = os.fstat(stream.fileno()).st_mode
    if stat.S_ISREG(mode):
        return stream
    stream.close()
    raise ReadError(
        locator,
        f"is {_kind(mode)}, not a file",
        "use '-' and redirect it to the standard input",
        reason="not-a-file",
    )


class _CountedFile(io.FileIO):
    """A file that tells how much of it is read."""

    def __init__(self, number: int, read: Callable[[int], None]) -> None:
        super().__init__(number)
        self._read = read

    def readinto(self, buffer: Any, /) -> int | None:  # noqa: ANN401 - whatever holds bytes
        """How many bytes went into the buffer."""
        count = super().readinto(buffer)
        self._read(count or 0)
        return count

    def readall(self) -> bytes:
        """All that is left."""
        data = super().readall() or b""
        self._read(len(data))
        return data


def _counted(number: int, read: Callable[[int], None]) -> BinaryIO:
    return io.BufferedReader(_CountedFile(number, read), _COUNTED_BUFFER)


def read_page_bytes(source: Source) -> bytes:
    """All bytes of a source that is one page.

    Raises:
        OSError: it cannot be read.
        ReadError: it is no regular file, or has more bytes than a page may have.
    """
    with source.open() as stream:
        data = stream.read(source.limit + 1)
    if len(data) > source.limit:
        raise too_large(source.locator, source.limit)
    return data


def too_large(locator: str, limit: int) -> ReadError:
    """The error for a page with more bytes than a page may have."""
    return ReadError(
        locator,
        f"larger than {size(limit)}, the limit for one page",
        "split it into its pages, one file or JSONL record each",
        reason="too-large",
    )


def digest(data: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def failure(error: ReadError, data: bytes | None = None) -> Failure:
    """The error as a value for the quarantine, with the digest of the bytes if they were read."""
    return Failure(
        locator=error.locator,
        reason=error.reason,
        message=str(error),
        sha256=None if data is None else digest(data),
    )


def unreadable(locator: str, error: OSError) -> Failure:
    """A failure of the file system, in the words of a person."""
    match error:
        case PermissionError():
            told = ReadError(locator, "no permission to read it", "change its mode or owner")
        case FileNotFoundError():
            told = ReadError(locator, "is gone, or is a link that leads nowhere", reason="missing")
        case _:
            told = ReadError(locator, f"cannot be read ({error.strerror or error})")
    return failure(told)


def _kind(mode: int) -> str:
    kinds = (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a named pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    )
    return next((name for is_kind, name in kinds if is_kind(mode)), "something else")
