"""A page on its way through the workers."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.model import Document, Failure, Page


@dataclass(slots=True, eq=False)
class Task:
    """A page and what became of it.

    Attributes:
        page: None for what the reader could not read.
        message: the page as it came from the reader, for a worker.
        result: None until there is one.
        deaths: workers that ended with it.
    """

    page: Page | None
    result: Document | Failure | None = None
    message: bytes = b""
    deaths: int = 0

    @classmethod
    def of(cls, found: Page | Failure, message: bytes) -> Task:
        """The task of what a reader gave; a failure is done."""
        if isinstance(found, Failure):
            return cls(None, found)
        return cls(found, message=message)

    @property
    def size(self) -> int:
        """Characters of the page."""
        return 0 if self.page is None else len(self.page.content)
