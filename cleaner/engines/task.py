"""A page on its way through the workers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cleaner.model import Document, Failure, Page
from cleaner.readers import Parcel


@dataclass(slots=True, eq=False)
class Task:
    """A page and what became of it.

    Attributes:
        parcel: without its bytes; None for what the reader could not read.
        message: the parcel as it came from the reader, until it is done.
        weight: bytes of that message.
        page: without its content, once it is opened.
        result: what became of it; None also for a page that was not cleaned.
        note: what is known of a page that was not cleaned.
        done: whether nothing more is to come.
        deaths: workers that ended with it.
    """

    parcel: Parcel | None
    message: memoryview | None = None
    weight: int = 0
    page: Page | None = None
    result: Document | Failure | None = None
    note: Any = None
    done: bool = False
    deaths: int = 0

    @classmethod
    def failed(cls, failure: Failure) -> Task:
        """The task of what could not be read: nothing is left to do."""
        return cls(None, result=failure, done=True)

    def end(self, result: Document | Failure | None, page: Page | None = None) -> None:
        """Nothing; the task is done."""
        self.result, self.done, self.message = result, True, None
        if isinstance(result, Document):
            self.page = result.page
        elif page is not None:
            self.page = page
