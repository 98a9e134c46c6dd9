"""A page that is found and not opened: its bytes, or where they lie, and what is known beside them.

Decoding and parsing take most of the time of reading. Whoever hands pages to workers hands them
parcels, and each worker opens its own; whoever cleans here and now opens them as they come.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from cleaner.model import Failure, Page
from cleaner.readers.faults import READING_FAULTS, fault_of
from cleaner.readers.source import Known, Source, Terms, no_bytes

NOTHING_KNOWN = Known()


class Parcel(NamedTuple):
    """A page that is found.

    Attributes:
        opener: makes the page; a function of a module, so that other processes find it.
        locator: the page's own: its file, and record in it.
        name: the id of the page if it has no better one.
        data: the bytes of the page, where they had to be fetched to find it.
        path: the file that the page is, where they had not.
        known: what is said of the page beside its bytes.
        flags: what was noticed of it already.
    """

    opener: Callable[[Parcel, Terms], Page | Failure]
    locator: str
    name: str
    data: bytes = b""
    path: str | None = None
    known: Known = NOTHING_KNOWN
    flags: tuple[str, ...] = ()

    def source(self, terms: Terms) -> Source:
        """The parcel as a source whose bytes were fetched."""
        return Source(
            locator=self.locator, name=self.name, open=no_bytes, known=self.known, terms=terms
        )


Item = Page | Parcel | Failure
"""What a reader finds: pages, or parcels where its terms say that others open them."""


def parcel_of(
    source: Source, opener: Callable[[Parcel, Terms], Page | Failure], data: bytes
) -> Parcel:
    """The parcel of a source that is one page."""
    return Parcel(opener, source.locator, source.name, data, known=source.known)


def open_parcel(parcel: Parcel, terms: Terms) -> Page | Failure:
    """The page of a parcel; whatever is wrong with it costs no other.

    Raises:
        MemoryError: there is not enough for it; whoever limits the memory tells the page.
    """
    try:
        return parcel.opener(parcel, terms)
    except MemoryError:
        raise
    except READING_FAULTS as error:
        return fault_of(error, parcel.locator)


def hand_out(parcel: Parcel, terms: Terms) -> Item:
    """The parcel where others open it, else its page."""
    return parcel if terms.sealed else open_parcel(parcel, terms)
