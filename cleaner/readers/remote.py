"""Addresses, `s3:// gs:// https://` …, by fsspec where its extra is installed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO

from cleaner.errors import ReadError, UsageError
from cleaner.readers.source import Source, Terms, portable

_ADDRESS_RE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+(?:://|::)")


def is_address(name: str) -> bool:
    r"""Whether an input is an address and no path.

    >>> is_address("s3://bucket/crawl"), is_address("seeds/a.txt"), is_address("C:\\seeds")
    (True, False, False)
    """
    return _ADDRESS_RE.match(name) is not None


def check_address(address: str) -> None:
    """Nothing; nothing is fetched.

    Raises:
        UsageError: no installed library can fetch it.
    """
    try:
        from fsspec import get_filesystem_class  # noqa: PLC0415 - an extra
        from fsspec.utils import get_protocol  # noqa: PLC0415 - an extra

        get_filesystem_class(get_protocol(address))
    except ImportError as error:
        raise UsageError(
            f"{portable(address)}: addresses need more than is installed ({error}); "
            "pip install 'cleaner[fsspec]'"
        ) from error
    except ValueError as error:
        raise UsageError(f"{portable(address)}: {error}; name a file, folder or address") from error


def remote_sources(address: str, terms: Terms) -> Iterator[Source]:
    """The files at or below an address, by path in code-point order, named by the path below it.

    Raises:
        ReadError: it cannot be listed.
    """
    from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra

    try:
        files, root = url_to_fs(address)
        # an address of a file lists itself alone; web servers list nothing
        paths = [root] if files.isfile(root) else sorted(files.find(root))
    except Exception as error:
        # each library behind fsspec has errors of its own
        raise ReadError(portable(address), f"cannot be listed ({error})") from error
    if not paths:
        raise ReadError(portable(address), "has no files", reason="missing")
    for path in paths:
        inner = path.removeprefix(root).lstrip("/") or path.rstrip("/").rsplit("/", 1)[-1]
        if not any(part.startswith(".") for part in inner.split("/")):
            locator = portable(inner)
            opened = partial(_open, files.open, path, locator)
            yield Source(locator=locator, name=locator, open=opened, terms=terms)


def _open(opener: Callable[[str, str], Any], path: str, locator: str) -> BinaryIO:
    try:
        stream: BinaryIO = opener(path, "rb")
    except Exception as error:
        raise ReadError(locator, f"cannot be fetched ({error})") from error
    return stream
