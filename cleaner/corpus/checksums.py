"""table.sha256: the digest of every file of the table, as `sha256sum --check` reads it.

Delta Lake records the size of its files alone, and a changed byte in one may well be readable.
With the digests, `verify` finds any changed byte of any version, and needs no Delta library for it.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from cleaner.corpus.files import errors_named, read_if_there
from cleaner.corpus.store import LOG, TABLE
from cleaner.errors import CorpusError

CHECKSUMS = "table.sha256"
_LINE = re.compile(r"([0-9a-f]{64})  (table/.+)")
POINTER = f"{TABLE}/{LOG}/_last_checkpoint"
"""The one file of a table that is ever written again."""


def table_files(root: Path) -> set[str]:
    """The paths of all files of the table, relative to the corpus, with forward slashes."""
    top = root / TABLE
    with errors_named(top):
        return {path.relative_to(root).as_posix() for path in top.rglob("*") if path.is_file()}


def read_checksums(root: Path) -> dict[str, str]:
    """The digest by path, as recorded; empty where nothing was recorded yet.

    Raises:
        CorpusError: the file is damaged.
    """
    path = root / CHECKSUMS
    content = read_if_there(path) or b""
    lines = content.decode("utf-8", "replace").split("\n")[:-1]
    matches = [_LINE.fullmatch(line) for line in lines]
    digests = {match[2]: match[1] for match in matches if match}
    if spelled_checksums(digests) != content:
        number = next((at for at, match in enumerate(matches, 1) if not match), len(lines))
        raise CorpusError(
            f"{path}:{number}: damaged; restore it from a copy, "
            "or remove it and run again to record the files as they are"
        )
    return digests


def checksum_lines(root: Path, recorded: dict[str, str]) -> bytes:
    """The file's bytes: what was recorded, and the digests of the files that are new.

    A recorded digest is never taken anew: a file that has changed since is damaged.
    """
    digests = dict(recorded)
    for path in table_files(root):
        if path not in digests or path == POINTER:
            digests[path] = file_digest(root / path)
    return spelled_checksums(digests)


def spelled_checksums(digests: dict[str, str]) -> bytes:
    """The file's bytes, of the digest by path."""
    return "".join(f"{digests[path]}  {path}\n" for path in sorted(digests)).encode()


def file_digest(path: Path) -> str:
    """SHA-256 of the file, in hexadecimal."""
    with errors_named(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
