"""What an archive has in it, member by member, under a budget; nothing is ever unpacked to disk."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import BinaryIO

from cleaner.errors import ReadError
from cleaner.model import Failure
from cleaner.readers.limits import size
from cleaner.readers.source import Known, Source, failure, portable

Member = Source | Failure
"""A member as a source, whose stream is good until the next member is asked for; or its failure."""


@dataclass(slots=True)
class Budget:
    """What one archive has cost so far.

    Attributes:
        source: the archive.
        members: how many were met.
        given: bytes that came out of them.
    """

    source: Source
    members: int = 0
    given: int = 0

    def enter(self, count: int = 1) -> None:
        """Counts members.

        Raises:
            ReadError: they are too many; the archive ends here.
        """
        self.members += count
        limit = self.source.terms.limits.members
        if self.members > limit:
            raise self._over(f"has more than {limit} members", "members=N")

    def give(self, count: int) -> None:
        """Counts bytes that came out.

        Raises:
            ReadError: they are too many; the archive ends here.
        """
        self.given += count
        limit = self.source.terms.limits.archive
        if self.given > limit:
            raise self._over(f"unpacks to more than {size(limit)}", "archive=SIZE")

    def _over(self, what: str, option: str) -> ReadError:
        what = f"{what}; the rest of it is not read"
        return ReadError(self.source.locator, what, f"raise --limit {option}", reason="bomb")


class Metered(io.RawIOBase):
    """A stream whose bytes are counted before they are given."""

    def __init__(self, stream: BinaryIO, count: Callable[[int], None]) -> None:
        self._stream = stream
        self._count = count

    def readable(self) -> bool:
        """True."""
        return True

    def close(self) -> None:
        """Closes the stream below."""
        self._stream.close()
        super().close()

    def readinto(self, buffer: object, /) -> int:
        """How many bytes went into the buffer."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._stream.read(len(view))
        self._count(len(data))
        view[: len(data)] = data
        return len(data)


def check_nesting(source: Source) -> None:
    """Nothing.

    Raises:
        ReadError: the archive lies in too many others.
    """
    limit = source.terms.limits.nesting
    if source.depth >= limit:
        what = f"an archive within {source.depth} others is not read"
        raise ReadError(
            source.locator,
            what,
            "unpack the outer one, or raise --limit nesting=N",
            reason="nesting",
        )


def member_source(archive: Source, name: str, opened: Callable[[], BinaryIO]) -> Source | Failure:
    r"""The member of that name as a source, with a locator below the archive's.

    A name that leads out of the archive is refused: it would be part of an id, and whoever uses
    ids as paths would follow it.
    """
    shown = portable(name.replace("\\", "/")).removeprefix("./")
    locator = f"{archive.locator}/{shown}"
    if shown.startswith("/") or ".." in shown.split("/") or shown[1:2] == ":":
        error = ReadError(locator, "its name leads out of the archive", "rename it", reason="name")
        return failure(error)
    return replace(
        archive,
        locator=locator,
        name=f"{archive.name}/{shown}",
        open=opened,
        known=Known(),
        path=None,
        depth=archive.depth + 1,
    )


def is_hidden(name: str) -> bool:
    """Whether a member is one that its author does not know of: `.DS_Store`, `__MACOSX/…`."""
    parts = name.replace("\\", "/").split("/")
    return "__MACOSX" in parts or any(part[:1] == "." and part not in {".", ".."} for part in parts)
