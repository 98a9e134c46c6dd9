"""Tar archives: members as they come, forward only, whatever the archive is packed with."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from cleaner.errors import ReadError
from cleaner.readers.members import (
    Budget,
    Member,
    Metered,
    check_nesting,
    is_hidden,
    member_source,
)
from cleaner.readers.source import Source, failure


def tar_members(source: Source) -> Iterator[Member]:
    """The files of the archive; links, devices and pipes are failures.

    Raises:
        OSError: the bytes cannot be fetched.
        ReadError: it is no tar archive, is cut off, or larger than an archive may be; what
            stands before the damage was given.
    """
    check_nesting(source)
    budget = Budget(source)
    with source.open() as stream:
        metered = io.BufferedReader(Metered(stream, budget.give))
        try:
            with tarfile.open(fileobj=metered, mode="r|", errorlevel=1) as archive:
                while (info := archive.next()) is not None:
                    archive.members = []  # type: ignore[attr-defined]  # else it keeps all that it has seen
                    budget.enter()
                    if not info.isdir() and not is_hidden(info.name):
                        yield _member(source, archive, info)
        except (tarfile.TarError, EOFError, ValueError) as error:
            what = f"no tar archive that can be read on ({error}, near byte {budget.given})"
            remedy = "fetch it again"
            raise ReadError(source.locator, what, remedy, reason="damaged") from error


def _member(source: Source, archive: tarfile.TarFile, info: tarfile.TarInfo) -> Member:
    member = member_source(source, info.name, partial(_open, archive, info, source.locator))
    if isinstance(member, Source) and (not info.isreg() or info.issparse()):
        error = ReadError(
            member.locator, f"is {_kind(info)}", "archive the file itself", reason="not-a-file"
        )
        return failure(error)
    return member


def _open(archive: tarfile.TarFile, info: tarfile.TarInfo, locator: str) -> BinaryIO:
    stream = archive.extractfile(info)
    if stream is None:
        raise ReadError(f"{locator}/{info.name}", "has no content", reason="not-a-file")
    return io.BufferedReader(_Checked(stream, f"{locator}/{info.name}"))  # type: ignore[arg-type]


class _Checked(Metered):
    """A member's stream, its damage told in our words; the archive's own stream counts."""

    def __init__(self, stream: BinaryIO, locator: str) -> None:
        super().__init__(stream, lambda _: None)
        self._locator = locator

    def readinto(self, buffer: object, /) -> int:
        """How many bytes went into the buffer."""
        try:
            return super().readinto(buffer)
        except tarfile.TarError as error:
            what = f"is damaged ({error})"
            raise ReadError(self._locator, what, "fetch it again", reason="damaged") from error


def _kind(info: tarfile.TarInfo) -> str:
    kinds = (
        (info.issym() or info.islnk(), "a link"),
        (info.isfifo(), "a named pipe"),
        (info.isdev(), "a device"),
        (info.issparse(), "a file with holes"),
    )
    return next((name for is_kind, name in kinds if is_kind), "no regular file")
