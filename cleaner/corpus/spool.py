"""Records of a run that wait for their commit, on disk: a run may be larger than the memory."""

from __future__ import annotations

import json
import tempfile
from typing import Any, Self

from cleaner.corpus.side import Side

_IN_MEMORY = 16 * 2**20  # bytes; a small run touches no disk


class Spool:
    """Records by id, in a temporary file that has no name and goes when the process goes."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - see __exit__
        self._places: dict[str, tuple[int, int]] = {}
        self.digests: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def put(self, id_: str, line: bytes, digest: str, side: Side) -> None:
        """Nothing; the record, spelled as JSON, is kept, in the place of one with the same id."""
        start = self._file.seek(0, 2)
        length = self._file.write(b"[%b,%b]" % (line, json.dumps(side).encode()))
        self._places[id_] = (start, length)
        self.digests[id_] = digest

    def drop(self, id_: str) -> None:
        """Nothing; the spool has no record of that id any more."""
        self._places.pop(id_, None)
        self.digests.pop(id_, None)

    def get(self, id_: str) -> tuple[dict[str, Any], Side]:
        """The record of that id, and what stands beside it; KeyError where there is none."""
        start, length = self._places[id_]
        self._file.seek(start)
        record, side = json.loads(self._file.read(length))
        return record, Side(*side)
