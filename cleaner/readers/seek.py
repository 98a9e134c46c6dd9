"""Streams that can be read from any place, for formats whose directory stands at their end."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import BinaryIO

from cleaner.errors import ReadError
from cleaner.readers.source import Source, read_page_bytes, too_large


def seekable(source: Source) -> BinaryIO:
    """The source's stream, or its bytes in memory where the stream only goes forward.

    Raises:
        OSError: the bytes cannot be fetched.
        ReadError: they lie in another archive and are too many to hold in memory.
    """
    stream = source.open()
    if source.depth == 0 and stream.seekable():
        return stream
    try:
        return io.BytesIO(read_page_bytes(replace(source, open=lambda: stream)))
    except ReadError as error:
        if error.reason != "too-large":
            raise
        limit = too_large(source.locator, source.limit)
        remedy = "unpack what is around it"
        raise ReadError(source.locator, limit.what, remedy, reason="too-large") from error
