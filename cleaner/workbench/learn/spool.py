"""Pages that were seen, kept in a temporary file so that they can be gone through again."""

from __future__ import annotations

import marshal
import tempfile
import zlib
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

from cleaner.segment.html.layout import Layout
from cleaner.workbench.learn.seen import Line, Seen

_IN_MEMORY = 32 << 20


class Spool:
    """A file of pages; memory holds one of them."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed below

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, seen: Seen) -> None:
        """Keeps a page."""
        data = zlib.compress(marshal.dumps(_flat(seen)), 1)
        self._file.write(len(data).to_bytes(4, "little"))
        self._file.write(data)

    def pages(self) -> Iterator[Seen]:
        """All pages, in the order they came."""
        self._file.seek(0)
        while size := self._file.read(4):
            data = self._file.read(int.from_bytes(size, "little"))
            yield _seen(marshal.loads(zlib.decompress(data)))  # noqa: S302 - written above


def _flat(seen: Seen) -> tuple[Any, ...]:
    lines = [(one.text, one.body, one.prose, one.lifted, one.ruled) for one in seen.lines]
    layout = seen.layout
    known = None if layout is None else (layout.content, sorted(layout.found), layout.parts)
    return (seen.outlet, seen.name, seen.language, seen.day, seen.title, lines, known)


def _seen(flat: tuple[Any, ...]) -> Seen:
    outlet, name, language, day, title, lines, known = flat
    layout = None
    if known is not None:
        content, found, parts = known
        layout = Layout(content=content, found=frozenset(found), parts=parts)
    made = tuple(Line(*one) for one in lines)
    return Seen(outlet, name, language, day, title, made, layout)
