"""This process, page after page: for a page or two, and where processes cannot be forked."""

from __future__ import annotations

import traceback
from collections.abc import Generator
from dataclasses import replace

from cleaner.engines.work import BROKEN_RULES, Work
from cleaner.errors import RulesError
from cleaner.model import Document, Failure, Page
from cleaner.pipeline import clean_page
from cleaner.readers import read_inputs
from cleaner.rules import RuleSet


def run(work: Work) -> Generator[Document | Failure]:
    """The pages, cleaned in their order, each when it is asked for; no limit of time or memory."""
    reading = work.reading
    pages = read_inputs(
        reading.inputs,
        stdin=work.stdin,
        unique=reading.unique,
        terms=replace(reading.terms, skip=work.skip),
    )
    for page in pages:
        known = page if isinstance(page, Failure) else reading.sieve(page)
        if isinstance(known, Failure):
            yield known
        elif known is not None:
            work.note(known)
        else:
            assert isinstance(page, Page)
            result = clean_or_fail(page, work.rules)
            if isinstance(result, Failure):
                result = replace(result, made_with=work.made_with)
            yield result


def clean_or_fail(page: Page, rules: RuleSet) -> Document | Failure:
    """The cleaned page; a page on which this program stumbles costs no other page.

    Rules of its language that cannot be used end the run: the failure says so by its reason.

    Raises:
        MemoryError: there is not enough for it; whoever limits the memory tells the page.
    """
    try:
        return clean_page(page, rules)
    except MemoryError:
        raise
    except RulesError as error:
        locator = page.source or page.id
        return Failure(locator=locator, reason=BROKEN_RULES, message=str(error), sha256=page.sha256)
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
