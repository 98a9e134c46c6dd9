"""What an engine is asked to do."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from cleaner.corpus.canonical import canonical
from cleaner.corpus.spelled import Speller
from cleaner.engines.allowance import Allowance
from cleaner.model import Document, Failure, Page
from cleaner.readers import Terms
from cleaner.rules import RuleSet

BROKEN_RULES = "broken-rules"
"""Why a page failed whose language has rules that cannot be used; its message is theirs."""


@dataclass(slots=True)
class Meter:
    """How far the reading is, in bytes; `total` is None where nobody knows."""

    total: int | None = None
    read: int = 0


Sieve = Callable[[Page], Any]
"""What is known of a page that need not be cleaned: the failure that it would be again, or a note
for whoever ordered the run; None: it must be cleaned. It is asked in the process that cleans."""


def clean_all(_page: Page) -> None:
    """None: nothing is known of any page."""


Met = Callable[[str], str | None]
"""SHA-256 of the bytes that the page at a locator had when the sieve came to know it, in hexadecimal;
None: it knows no page there."""


def never_met(_locator: str) -> None:
    """None: no page is known by its place."""


def nobody_asked(_told: object) -> None:
    """Stands for a listener where nobody listens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is read; it can be sent to another process.

    Attributes:
        inputs: files, folders, addresses, "-" for the standard input.
        unique: as `read_inputs` has it.
        terms: limits and names of columns.
        known: results from the beginning that were given before and are not wanted again.
        measured: whether to tell how far the reading is.
        sieve: asked once for each page, in any order; the page may be without its content.
        met: which pages are asked about where they are read, before they go anywhere.
    """

    inputs: tuple[str | Path, ...]
    unique: bool = True
    terms: Terms = field(default_factory=Terms)
    known: int = 0
    measured: bool = False
    sieve: Sieve = clean_all
    met: Met = never_met


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A run: what is read, with which rules, and which pages need cleaning.

    Attributes:
        reading: the inputs.
        rules: as `load_rules` gives them.
        stdin: what "-" stands for.
        meter: told how far the reading is, if somebody wants to know.
        skip: told the locator of each file that no reader knows.
        note: told what the sieve of the reading knows of a page that is not cleaned.
        speller: how the records of documents are spelled, where workers spell them.
        made_with: digest of program and rules, for pages that fail.
        workers: processes to use.
        shares: folder for the results of shares, where an engine has some; None: a temporary one.
        allowance: what a page may cost.
    """

    reading: Reading
    rules: RuleSet
    stdin: BinaryIO | None = None
    meter: Meter | None = None
    skip: Callable[[str], None] = nobody_asked
    note: Callable[[Any], None] = nobody_asked
    speller: Speller = canonical
    made_with: str | None = None
    workers: int = 1
    shares: str | None = None
    allowance: Allowance = field(default_factory=Allowance)


class Engine(Protocol):
    """Documents and failures of a run, in the order of the inputs."""

    def __call__(self, work: Work) -> Generator[Document | Failure]:
        """The results, each when it is asked for."""
