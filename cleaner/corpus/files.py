"""Files of a corpus that are whole or not there: written aside, synced, renamed."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cleaner.corpus.place import Place
from cleaner.errors import CorpusError

TEMPORARY = ".tmp"

_MANY = 50  # files that are put on the disk by one call for the whole system

_NUMBER = re.compile(r"\(os error (\d{1,5})\)")
_COLOUR = re.compile(r"\x1b\[[0-9;]{0,9}m")

_REMEDIES = {
    errno.ENOSPC: ("no space left on the device", "make room and run again"),
    errno.EDQUOT: ("the quota is used up", "make room and run again"),
    errno.EFBIG: ("the file would be larger than allowed", "raise the limit and run again"),
    errno.EACCES: ("no permission", "change its permissions or choose another folder"),
    errno.EPERM: ("no permission", "change its permissions or choose another folder"),
    errno.EROFS: ("the file system is read-only", "choose another folder"),
}


@contextmanager
def errors_named(path: Place) -> Iterator[None]:
    """A block in which an `OSError` becomes a `CorpusError` that names the path and the remedy."""
    try:
        yield
    except OSError as error:
        where: Place = Path(error.filename) if error.filename else path
        raise disk_error(where, error.errno, error.strerror or str(error)) from error


def disk_error(path: Place, number: int | None, message: str) -> CorpusError:
    """The error for a person, of what the system or the table's library said.

    Args:
        path: what could not be read or written.
        number: the system's number of the error; None where only the message may hold it.
        message: used where the number says nothing.
    """
    match = _NUMBER.search(message)
    known = _REMEDIES.get(number or (int(match[1]) if match else 0))
    if known is None:
        first = _COLOUR.sub("", message).strip().partition("\n")[0] or "cannot be used"
        known = (first[:1].lower() + first[1:], "see to the disk, or restore it from a copy")
    return CorpusError(f"{path}: {'; '.join(known)}")


def write_whole(path: Path, content: bytes) -> bool:
    """Whether the file had to be written: False where it holds these bytes already.

    A reader, or a crash, meets the old file or the new one and nothing between. The rename
    itself is durable only after `sync_folders`.
    """
    with errors_named(path):
        if read_if_there(path) == content:
            return False
        aside = path.with_name(path.name + TEMPORARY)
        # a link that somebody put there would lead the bytes elsewhere
        aside.unlink(missing_ok=True)
        try:
            with aside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(path)
        except BaseException:
            with suppress(OSError):
                aside.unlink(missing_ok=True)
            raise
        return True


def write_many(files: Iterable[tuple[Path, bytes]]) -> None:
    """Nothing; all the files hold their bytes when it returns; whole ones, as with `write_whole`.

    All are written aside first and put on the disk together, which takes a fraction of the time
    that one after the other takes. Broken off, it leaves files that end in `.tmp`.
    """
    waiting: list[tuple[Path, Path]] = []
    for path, content in files:
        if read_if_there(path) == content:
            continue
        aside = path.with_name(path.name + TEMPORARY)
        with errors_named(path):
            aside.unlink(missing_ok=True)
            with aside.open("xb") as file:
                file.write(content)
        waiting.append((aside, path))
    if len(waiting) > _MANY and sys.platform == "linux":  # elsewhere it may return too early
        os.sync()
    else:
        for aside, _ in waiting:
            _sync(aside)
    for aside, path in waiting:
        with errors_named(path):
            aside.replace(path)


def read_if_there(path: Path) -> bytes | None:
    """The bytes of the file; None where there is no such file."""
    with errors_named(path):
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None


def sync_files(paths: Iterable[Path]) -> None:
    """Nothing; the content of the files is on the disk when it returns, their folders' too."""
    folders = set()
    for path in paths:
        _sync(path)
        folders.add(path.parent)
    sync_folders(folders)


def sync_folders(folders: Iterable[Path]) -> None:
    """Nothing; what was made, renamed or removed in the folders is on the disk when it returns."""
    if os.name == "nt":  # Windows has no handle of a folder to sync
        return
    for folder in sorted(set(folders)):
        _sync(folder)


def _sync(path: Path) -> None:
    with errors_named(path):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make_folder(folder: Path) -> None:
    """Nothing; the folder is there when it returns, and so are those above it, on the disk too.

    Raises:
        CorpusError: it cannot be made, or a link stands in its place.
    """
    if folder.is_symlink():
        raise CorpusError(f"{folder}: is a link; remove it and run again")
    if folder.is_dir():
        return
    with errors_named(folder):
        missing = [folder, *(above for above in folder.parents if not above.exists())]
        folder.mkdir(parents=True, exist_ok=True)
        sync_folders({each.parent for each in missing})
