"""What the user names, files, folders and the standard input, as one stream of pages."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import BinaryIO

from cleaner.errors import ReadError, UsageError
from cleaner.model import Failure, Page
from cleaner.readers.folder import Found, find_file, find_sources
from cleaner.readers.formats import file_parcel, read_source, reader_for, stem_of
from cleaner.readers.parcel import Item, Parcel
from cleaner.readers.remote import check_address, is_address, remote_sources
from cleaner.readers.sniff import read_stream
from cleaner.readers.source import Skip, Source, Terms, failure, ignore, portable

STDIN = "-"


def read_inputs(
    inputs: Sequence[str | Path],
    *,
    stdin: BinaryIO | None = None,
    skip: Skip | None = None,
    unique: bool = True,
    terms: Terms | None = None,
) -> Iterator[Page | Failure]:
    """The pages of all inputs, in the order of the inputs and, in a folder, of the paths.

    Each page is read when it is asked for, so a run of any size fits in memory. What a page is
    named does not depend on where its folder lies.

    Args:
        inputs: files, folders, addresses, or "-" for `stdin`.
        stdin: the stream that "-" stands for.
        skip: told the locator of each file in a folder that no reader knows.
        unique: the second page with an id is a failure, and a page that came before is dropped;
            False leaves that to a corpus, which settles it for any order of the inputs.
        terms: limits and names of columns; its `skip` gives way to the one above.

    Raises:
        UsageError: at once, if an input is not there, or "-" is given twice or without `stdin`.
    """
    check_inputs(inputs, stdin=stdin)
    terms = replace(terms or Terms(), sealed=False)
    pages = _opened(_items(inputs, stdin, replace(terms, skip=skip) if skip else terms))
    return _unique(pages) if unique else pages


def read_parcels(
    inputs: Sequence[str | Path], terms: Terms, *, stdin: BinaryIO | None = None
) -> Iterator[Parcel | Failure]:
    """The same pages, for others to open: nothing is decoded, and no file that is one page read.

    Raises:
        UsageError: as `read_inputs` does.
    """
    check_inputs(inputs, stdin=stdin)
    return _sealed(_items(inputs, stdin, replace(terms, sealed=True)))


def check_inputs(inputs: Sequence[str | Path], *, stdin: BinaryIO | None = None) -> None:
    """Returns when every input is there; nothing is opened.

    Raises:
        UsageError: one is not.
    """
    names = [str(name) for name in inputs]
    if names.count(STDIN) > 1:
        raise UsageError("-: the standard input can be read once; name it once")
    for name in names:
        if name == STDIN:
            if stdin is None:
                raise UsageError("-: there is no standard input here; name a file or folder")
        elif is_address(name):
            check_address(name)
        elif not Path(name).exists() and not Path(name).is_symlink():
            raise UsageError(_missing(name))


def measure_sources(inputs: Sequence[str | Path], terms: Terms) -> list[int]:
    """The bytes of each file that the inputs have for readers, in the order of `Terms.share`.

    What is no file of this machine counts as empty, as does what cannot be looked at.
    """
    return [_size(one) for one in _found(inputs, None, replace(terms, skip=ignore))]


def _size(found: Found) -> int:
    if isinstance(found, Failure) or found[0].path is None:
        return 0
    with suppress(OSError):  # reading it will tell
        return found[0].path.stat().st_size
    return 0


def measure_inputs(inputs: Sequence[str | Path]) -> int | None:
    """The bytes of all files that will be read; None where a stream or an address is among them."""
    total = 0
    for name in map(str, inputs):
        if name == STDIN or is_address(name):
            return None
        path = Path(name)
        if not path.is_dir():
            total += path.stat().st_size
            continue
        for folder, _, files in os.walk(path, followlinks=True):
            for file in files:
                if reader_for(file) is not None and file[0] != ".":
                    with suppress(OSError):  # reading it will tell
                        total += os.stat(os.path.join(folder, file)).st_size  # noqa: PTH116, PTH118 - twice as fast
    return total


def _missing(name: str) -> str:
    """The message for an input that is not there, with the nearest name that is."""
    path = Path(name)
    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        if path.parent != path and not path.parent.exists():
            return f"{portable(name)}: no such file or folder; nor is there '{path.parent}'"
        names = []
    near = get_close_matches(path.name, names, n=1)
    if near:
        return f"{portable(name)}: no such file or folder; did you mean '{path.parent / near[0]}'?"
    return f"{portable(name)}: no such file or folder"


def _opened(items: Iterator[Item]) -> Iterator[Page | Failure]:
    for item in items:
        assert not isinstance(item, Parcel)
        yield item


def _sealed(items: Iterator[Item]) -> Iterator[Parcel | Failure]:
    for item in items:
        assert not isinstance(item, Page)
        yield item


def _items(inputs: Sequence[str | Path], stdin: BinaryIO | None, terms: Terms) -> Iterator[Item]:
    for number, found in enumerate(_found(inputs, stdin, terms)):
        if terms.share is not None and number not in terms.share:
            continue
        if isinstance(found, Failure):
            yield found
            continue
        source, reader = found
        parcel = None
        if terms.sealed and source.path is not None:
            parcel = file_parcel(source.path, source, reader)
        if parcel is not None:
            yield parcel
        else:
            yield from read_source(replace(source, terms=terms), reader)


def _found(inputs: Sequence[str | Path], stdin: BinaryIO | None, terms: Terms) -> Iterator[Found]:
    """The files of all inputs; those that no reader knows are told by who reads the first share."""
    if terms.share is not None and terms.share.start > 0:
        terms = replace(terms, skip=ignore)
    for name in inputs:
        yield from _sources(name, stdin, terms)


def _sources(name: str | Path, stdin: BinaryIO | None, terms: Terms) -> Iterator[Found]:
    if str(name) == STDIN and stdin is not None:
        opened = partial(_kept_open, stdin)
        yield Source(locator="stdin", name="stdin", open=opened, terms=terms), read_stream
        return
    if is_address(str(name)):
        yield from _remote(str(name), terms)
        return
    path = Path(name)
    if path.is_dir():
        yield from find_sources(path, terms)
        return
    yield from find_file(path, terms)


def _remote(address: str, terms: Terms) -> Iterator[Found]:
    try:
        for source in remote_sources(address, terms):
            reader = reader_for(source.name)
            if reader is None:
                terms.skip(source.locator)
            else:
                yield replace(source, name=stem_of(source.name)), reader
    except ReadError as error:
        yield failure(error)


def _unique(pages: Iterator[Page | Failure]) -> Iterator[Page | Failure]:
    """The pages; other pages with an id that is taken are failures, the same page again is none."""
    holders: dict[str, tuple[str, str]] = {}
    for page in pages:
        if isinstance(page, Failure):
            yield page
            continue
        claim = (page.source or page.id, page.sha256)
        holder = holders.setdefault(page.id, claim)
        if holder is claim:
            yield page
        elif holder != claim:
            yield taken(page, holder[0])


def taken(page: Page, holder: str) -> Failure:
    """The failure of a page whose id another one has, at the locator `holder`."""
    what = f"has the id {page.id!r}, as {holder} had before it"
    locator = page.source or page.id
    error = ReadError(locator, what, "give each an id of its own", reason="same-id")
    return replace(failure(error), sha256=page.sha256)


def _kept_open(stream: BinaryIO) -> BinaryIO:
    """The stream behind a face that may be closed; it is the caller's to close."""
    return io.BufferedReader(_Borrowed(stream))


class _Borrowed(io.RawIOBase):
    """A raw stream that reads from another one and leaves it open."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: object, /) -> int:
        """How many bytes of the other stream went into the buffer."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        # what is there now: a program that writes slowly is read as it writes
        read = getattr(self._stream, "read1", self._stream.read)
        data: bytes = read(len(view))
        view[: len(data)] = data
        return len(data)
