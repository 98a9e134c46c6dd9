"""A page on its way through the workers."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.engines.channel import pack
from cleaner.model import Document, Failure, Page


@dataclass(slots=True, eq=False)
class Task:
    """A page and what became of it.

    Attributes:
        page: None for what the reader could not read.
        result: None until there is one.
        deaths: workers that ended with it.
    """

    page: Page | None
    result: Document | Failure | None = None
    deaths: int = 0

    @classmethod
    def of(cls, found: Page | Failure) -> Task:
        """The task of what a reader gave; a failure is done."""
        return cls(None, found) if isinstance(found, Failure) else cls(found)

    @property
    def size(self) -> int:
        """Characters of the page."""
        return 0 if self.page is None else len(self.page.content)

    def message(self) -> bytes:
        """What a worker is sent."""
        return pack(self.page)
