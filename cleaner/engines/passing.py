"""What of the results of a run is passed on, in the order of the inputs."""

from __future__ import annotations

from dataclasses import replace

from cleaner.engines.holders import Holders
from cleaner.engines.work import Work
from cleaner.model import Document, Failure, Page
from cleaner.readers import taken


class Passing:
    """Passes results on; where ids must be unique, the second page with one is a failure."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._holders = Holders() if work.reading.unique else None

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
        if self._holders is not None:
            holder = self._holders.claim(page.id, page.source or page.id, page.sha256)
            if holder is not None:
                return None if holder.is_same else taken(page, holder.locator)
        if result is None:
            self._work.note(note)
        if isinstance(result, Failure) and result.made_with is None:
            return replace(result, made_with=self._work.made_with)
        return result

    def close(self) -> None:
        """Nothing; what it kept is gone."""
        if self._holders is not None:
            self._holders.close()
