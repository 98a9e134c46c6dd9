"""This machine, page after page."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator

from cleaner.model import Document, Failure, Page
from cleaner.pipeline import clean_page
from cleaner.rules import RuleSet


def run(
    pages: Iterable[Page | Failure], rules: RuleSet, workers: int
) -> Iterator[Document | Failure]:
    """The pages, cleaned in their order, each when it is asked for.

    One process does the work, however many `workers` are allowed: the answer is the same.
    """
    del workers
    for page in pages:
        yield page if isinstance(page, Failure) else clean_or_fail(page, rules)


def clean_or_fail(page: Page, rules: RuleSet) -> Document | Failure:
    """The cleaned page; a page on which this program stumbles costs no other page."""
    try:
        return clean_page(page, rules)
    except Exception as error:  # noqa: BLE001 - the page is named, kept and told: nothing is lost
        return _stumble(page, error)


def _stumble(page: Page, error: Exception) -> Failure:
    locator = page.source or page.id
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{last.name}, line {last.lineno}"
    what = f"a fault of this program ({type(error).__name__} in {place})"
    return Failure(
        locator=locator,
        reason="fault",
        message=f"{locator}: {what}; please report it with the page",
        sha256=page.sha256,
    )
