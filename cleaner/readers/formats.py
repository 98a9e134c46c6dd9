"""Which reader reads which file: a new format is a file beside this one and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from cleaner.errors import ReadError
from cleaner.model import Failure, Page
from cleaner.readers.arrow import read_arrow, read_parquet
from cleaner.readers.delimited import read_delimited
from cleaner.readers.faults import READING_FAULTS, fault_of
from cleaner.readers.html import read_html, read_text_or_html
from cleaner.readers.jsonl import read_jsonl
from cleaner.readers.members import Member
from cleaner.readers.packed import PACKED, open_packed
from cleaner.readers.parcel import Item, Parcel
from cleaner.readers.source import Source, Terms, failure, open_file
from cleaner.readers.tar import tar_members
from cleaner.readers.warc import read_warc
from cleaner.readers.zipped import wacz_members, zip_members

Reader = Callable[[Source], Iterator[Item]]
"""A source's pages, in its order. What is wrong with one page is a Failure; OSError and
ReadError are for a source that cannot be read (on), and end that source alone."""

READERS: dict[str, Reader] = {
    ".txt": read_text_or_html,
    ".md": read_text_or_html,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".parquet": read_parquet,
    ".arrow": read_arrow,
    ".feather": read_arrow,
    ".ipc": read_arrow,
    # these unpack themselves, to find the next record behind a damaged one
    ".warc": read_warc,
    ".warc.gz": read_warc,
    ".wet": read_warc,
    ".wet.gz": read_warc,
}

_ONE_PAGE = (read_text_or_html, read_html)

ARCHIVES: dict[str, Callable[[Source], Iterator[Member]]] = {
    ".zip": zip_members,
    ".wacz": wacz_members,
    ".tar": tar_members,
}

SHORT = {".tgz": ".tar.gz", ".tbz2": ".tar.bz2", ".txz": ".tar.xz", ".tzst": ".tar.zst"}
"""Suffixes that stand for two."""


def reader_for(name: str) -> Reader | None:
    """The reader of a file by its name; None for files that no reader knows."""
    lower = _spelled_out(name.lower())
    suffix = _ending(lower, READERS)
    if suffix is not None:
        return READERS[suffix]
    archive = _ending(lower, ARCHIVES)
    if archive is not None:
        return partial(read_members, ARCHIVES[archive])
    packed = _ending(lower, PACKED)
    if packed is None:
        return None
    inner = lower[: -len(packed)]
    reader = None if _ending(inner, PACKED) else reader_for(inner)
    return None if reader is None else partial(_read_packed, packed, reader)


def stem_of(name: str) -> str:
    """The name without the suffixes that chose its reader.

    >>> stem_of("a/Story.2021.TXT")
    'a/Story.2021'
    >>> stem_of("a/dump.jsonl.gz"), stem_of("crawl.tgz")
    ('a/dump', 'crawl')
    >>> stem_of("a/README")
    'a/README'
    """
    if reader_for(name) is None:
        return name
    short = _ending(name.lower(), SHORT)
    if short is not None:
        return name[: -len(short)]
    packed = None if _ending(name.lower(), READERS) else _ending(name.lower(), PACKED)
    inner = name[: -len(packed)] if packed else name
    suffix = _ending(inner.lower(), READERS) or _ending(inner.lower(), ARCHIVES) or ""
    return inner[: len(inner) - len(suffix)]


def read_source(source: Source, reader: Reader) -> Iterator[Item]:
    """The pages of one source; whatever is wrong with it ends this source alone."""
    source.terms.entered(source.locator)
    stop = source.terms.stops.get(source.locator)
    try:
        yield from islice(reader(source), stop)
        if stop is not None:
            yield failure(_deadly(source))
    except READING_FAULTS as error:
        yield fault_of(error, source.locator)


def file_parcel(path: Path, source: Source, reader: Reader) -> Parcel | None:
    """The file as a parcel, where it is one page whatever it holds; else it must be read."""
    inner = reader.args[-1] if isinstance(reader, partial) else reader
    if inner not in _ONE_PAGE:
        return None
    return Parcel(open_file_parcel, source.locator, source.name, path=str(path), known=source.known)


def open_file_parcel(parcel: Parcel, terms: Terms) -> Page | Failure:
    """The one page of a file.

    Raises:
        OSError: the bytes cannot be fetched.
        ReadError: they are too many.
    """
    assert parcel.path is not None
    reader = reader_for(parcel.path)
    assert reader is not None
    opened = partial(open_file, Path(parcel.path), parcel.locator, terms.read)
    (found,) = reader(replace(parcel.source(terms), open=opened))
    assert not isinstance(found, Parcel)
    return found


def read_members(members: Callable[[Source], Iterator[Member]], source: Source) -> Iterator[Item]:
    """The pages of an archive's members; those that no reader knows are left alone.

    Raises:
        OSError, ReadError: the archive cannot be read (on).
    """
    for member in members(source):
        if isinstance(member, Failure):
            yield member
            continue
        reader = reader_for(member.name)
        if reader is None:
            source.terms.skip(member.locator)
        else:
            yield from read_source(replace(member, name=stem_of(member.name)), reader)


def _deadly(source: Source) -> ReadError:
    what = "ends the process that reads it, by its memory, its time or a fault in a library"
    remedy = "what stands before was read; see whether the file is sound"
    return ReadError(source.locator, what, remedy, reason="crash")


def _read_packed(suffix: str, reader: Reader, source: Source) -> Iterator[Item]:
    return reader(replace(source, open=partial(open_packed, source, suffix)))


def _spelled_out(name: str) -> str:
    short = _ending(name, SHORT)
    return name if short is None else name[: -len(short)] + SHORT[short]


def _ending(name: str, suffixes: Iterable[str]) -> str | None:
    """The longest of the suffixes that the name ends with."""
    found = [suffix for suffix in suffixes if name.endswith(suffix)]
    return max(found, key=len, default=None)
