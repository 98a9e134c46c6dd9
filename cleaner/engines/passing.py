"""What of the results of a run is passed on, in the order of the inputs."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from cleaner.engines.work import Work
from cleaner.errors import ReadError
from cleaner.model import Document, Failure, Page

_SIZE = 12  # bytes of a digest that stands for an id or a page


class Passing:
    """Passes results on; where ids must be unique, the second page with one is a failure.

    It keeps some 250 bytes for each id then, and nothing otherwise.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._holders: dict[bytes, tuple[bytes, str]] = {}

    def passed(
        self, page: Page | None, result: Document | Failure | None, note: object
    ) -> Document | Failure | None:
        """The result; None for what is not told: pages that are known, or came before.

        Args:
            page: without its content; None where it could not be opened.
            result: None for a page that is known and was not cleaned.
            note: what is known of it then.
        """
        if page is None:
            return result
        if self._work.reading.unique and (holder := self._holder(page)) is not None:
            return None if holder == "" else taken(page, holder)
        if result is None:
            self._work.note(note)
        if isinstance(result, Failure) and result.made_with is None:
            return replace(result, made_with=self._work.made_with)
        return result

    def _holder(self, page: Page) -> str | None:
        """The locator of who has the page's id; empty where it is this same page; None: nobody."""
        locator = page.source or page.id
        claim = _digest(locator, page.sha256)
        key = _digest(page.id)
        holder = self._holders.get(key)
        if holder is None:
            self._holders[key] = (claim, locator)
            return None
        return "" if holder[0] == claim else holder[1]


def taken(page: Page, holder: str) -> Failure:
    """The failure of a page whose id another one has."""
    what = f"has the id {page.id!r}, as {holder} had before it"
    error = ReadError(page.source or page.id, what, "give each an id of its own", reason="same-id")
    return Failure(
        locator=error.locator, reason=error.reason, message=str(error), sha256=page.sha256
    )


def _digest(*values: str) -> bytes:
    told = "\0".join(values).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(told, digest_size=_SIZE).digest()
