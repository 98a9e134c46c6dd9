"""Zip archives and WACZ: the members that their directory lists, in its order."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from cleaner.errors import ReadError
from cleaner.readers.limits import MB, Limits
from cleaner.readers.members import (
    Budget,
    Member,
    Metered,
    check_nesting,
    is_hidden,
    member_source,
)
from cleaner.readers.seek import seekable
from cleaner.readers.source import Source, failure

_END = b"PK\x05\x06"
_END_SIZE, _MOST_COMMENT = 22, 65_535
_MOST_DIRECTORY = 128 * MB
_CHUNK = 64 * 1024
_LINK, _KINDS = 0o120000, 0o170000
_REGULAR = {0, 0o100000}


def zip_members(source: Source, *, below: str = "") -> Iterator[Member]:
    """The files of the archive; encrypted or broken ones, links and devices are failures.

    Args:
        source: the archive.
        below: only members whose names begin so.

    Raises:
        OSError: the bytes cannot be fetched.
        ReadError: it is no zip archive, is cut off, or larger than an archive may be.
    """
    check_nesting(source)
    with seekable(source) as stream:
        _check_directory(source, stream)
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
            raise _broken(source, str(error)) from error
        budget = Budget(source)
        with archive:
            for info in archive.infolist():
                if not info.filename:
                    what = "has a member without a name"
                    yield failure(ReadError(source.locator, what, "pack it again", reason="name"))
                elif not info.is_dir() and info.filename.startswith(below):
                    budget.enter()
                    if not is_hidden(info.filename):
                        yield _member(source, archive, info, budget)


def wacz_members(source: Source) -> Iterator[Member]:
    """The WARC files of a web archive collection; its indexes and texts say the same again.

    Raises:
        OSError, ReadError: as for a zip archive.
    """
    return zip_members(source, below="archive/")


def _member(
    source: Source, archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget
) -> Member:
    member = member_source(source, info.filename, partial(_open, archive, info, source, budget))
    if not isinstance(member, Source):
        return member
    kind = (info.external_attr >> 16) & _KINDS
    if kind not in _REGULAR:
        what = "is a link" if kind == _LINK else "is no regular file"
        return failure(ReadError(member.locator, what, "archive the file", reason="not-a-file"))
    if info.flag_bits & 1:
        what = "is encrypted"
        return failure(ReadError(member.locator, what, "decrypt it first", reason="encrypted"))
    return member


def _open(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source, budget: Budget
) -> BinaryIO:
    locator = f"{source.locator}/{info.filename}"
    return io.BufferedReader(_Checked(archive, info, locator, budget), _CHUNK)


class _Checked(Metered):
    """A member's stream: its bytes are counted, its damage told in our words."""

    def __init__(
        self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, locator: str, budget: Budget
    ) -> None:
        self._locator = locator
        self._packed = info.compress_size
        self._limits: Limits = budget.source.terms.limits
        self._given = 0
        self._budget = budget
        try:
            stream = archive.open(info)
        except Exception as error:
            raise self._damaged(error) from error
        super().__init__(stream, self._counted)  # type: ignore[arg-type]

    def readinto(self, buffer: object, /) -> int:
        """How many bytes went into the buffer."""
        try:
            return super().readinto(buffer)
        except (ReadError, MemoryError):
            raise
        except Exception as error:
            # BadZipFile, zlib.error, EOFError, LZMAError, OSError …: one for each method
            raise self._damaged(error) from error

    def _counted(self, count: int) -> None:
        self._given += count
        limits = self._limits
        if self._given > limits.ratio_from and self._given > limits.ratio * self._packed:
            what = f"unpacks to more than {limits.ratio} times its size"
            remedy = "raise --limit ratio=N if it is sound"
            raise ReadError(self._locator, what, remedy, reason="bomb")
        self._budget.give(count)

    def _damaged(self, error: Exception) -> ReadError:
        return ReadError(self._locator, f"is damaged ({error})", "pack it again", reason="damaged")


def _check_directory(source: Source, stream: BinaryIO) -> None:
    """Nothing; the archive's directory is there and fits in memory, before it is read whole."""
    length = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, length - _END_SIZE - _MOST_COMMENT))
    tail = stream.read()
    place = tail.rfind(_END)
    if place < 0 or len(tail) < place + _END_SIZE:
        raise _broken(source, "it has no directory at its end, or is cut off")
    count, extent = struct.unpack_from("<HI", tail, place + 10)
    limit = source.terms.limits.members
    # with 0xFFFF members and more the true number stands elsewhere: the directory's size tells
    if extent == 0xFFFF_FFFF or extent > _MOST_DIRECTORY or (count != 0xFFFF and count > limit):
        what = f"lists more than {limit} members, or a directory of more than 128 MB"
        raise ReadError(source.locator, what, "split it", reason="bomb")
    stream.seek(0)


def _broken(source: Source, what: str) -> ReadError:
    told = f"no zip archive that can be read ({what[:1].lower()}{what[1:]})"
    return ReadError(source.locator, told, "fetch it again", reason="damaged")
