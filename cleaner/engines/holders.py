"""Which page of a run has an id, kept on the disk: memory does not grow with the run."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import NamedTuple

from cleaner.errors import UsageError

_SIZE = 12  # bytes of a digest that stands for an id or a page
_TABLE = "CREATE TABLE holder (id BLOB PRIMARY KEY, page BLOB, locator BLOB) WITHOUT ROWID"
_CODE = ("utf-8", "surrogatepass")  # names of files need not be Unicode


class Holder(NamedTuple):
    """The page that has an id: its locator, and whether it is the very page that was asked about."""

    locator: str
    is_same: bool


class Holders:
    """The first page with each id, in a temporary file without a name, and some 2 MB of memory."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        # what a crash leaves is never read again
        for word in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", _TABLE, "BEGIN"):
            self._db.execute(word)

    def claim(self, id_: str, locator: str, sha256: str) -> Holder | None:
        """Who has the id already; None: nobody had it, and this page has it now.

        Args:
            id_: of the page.
            locator: of the page, as the user would look it up.
            sha256: digest of its bytes.

        Raises:
            UsageError: the disk that holds temporary files is full.
        """
        key, page = _digest(id_), _digest(locator, sha256)
        row = (key, page, locator.encode(*_CODE))
        try:
            if self._db.execute("INSERT OR IGNORE INTO holder VALUES (?, ?, ?)", row).rowcount:
                return None
            asked = "SELECT page, locator FROM holder WHERE id = ?"
            held, holder = self._db.execute(asked, (key,)).fetchone()
        except sqlite3.OperationalError as error:
            raise UsageError(
                f"temporary files: {error}; make room, or name another folder with TMPDIR"
            ) from error
        return Holder(holder.decode(*_CODE), is_same=held == page)

    def close(self) -> None:
        """Nothing; the file is gone."""
        self._db.close()


def _digest(*values: str) -> bytes:
    return hashlib.blake2b("\0".join(values).encode(*_CODE), digest_size=_SIZE).digest()
