"""Which pages of a run are new to a corpus; asked where the pages are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cleaner.corpus.fresh import Known, Unchanged
from cleaner.corpus.quarantine import failed_before
from cleaner.model import Failure, Page


@dataclass(frozen=True, slots=True)
class Sift:
    """What a corpus knows of pages before they are cleaned; it can be sent to another process.

    Attributes:
        known: its pages that need no cleaning.
        failed: pages that this program with these rules has failed on.
    """

    known: Known
    failed: Mapping[tuple[str, str], Failure]

    def met(self, locator: str) -> str | None:
        """SHA-256 of the bytes that a page of the corpus was made of, by its place in the inputs."""
        held = self.known.inputs.get(locator)
        return None if held is None else held.hex()

    def __call__(self, page: Page) -> Failure | Unchanged | None:
        """The failure that the page would be again, the page in brief, or None if it is new."""
        if failure := failed_before(page, self.failed):
            return failure
        if self.known.holds(page):
            return Unchanged(page.id, page.source or "", page.sha256)
        return None
