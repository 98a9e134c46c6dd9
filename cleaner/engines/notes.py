"""What the run and its processes say to each other."""

from __future__ import annotations

import struct
from typing import Any, NamedTuple

from cleaner.corpus.spelled import Speller
from cleaner.engines.allowance import Allowance
from cleaner.engines.work import Met, Sieve
from cleaner.model import Document, Failure, Page
from cleaner.readers import Terms
from cleaner.rules import RuleSet

NOTE = struct.Struct("!cii")
"""What is told: `b` a worker is born, or `d` is dead; its process id; its status."""

CLEAN, READ = b"c", b"r"
"""What is asked for, with the socket of the new worker, and for a reader a standard input."""

OUT_OF_MEMORY = 77
"""Exit status of a worker that met the limit of its memory."""

SHOW = "show"
"""Before a page that has ended a worker: it is shown when it is opened, before it is cleaned."""


class First(NamedTuple):
    """The first thing that the process which starts workers is told.

    Attributes:
        rules: of the run.
        allowance: what a page may cost.
        terms: under which workers open pages.
        speller: how records are spelled.
        sieve: what is known of pages that need not be cleaned.
        met: which pages a reader may ask it of; see `Reading`.
        measured: whether to tell how many bytes of files were read.
    """

    rules: RuleSet
    allowance: Allowance
    terms: Terms
    speller: Speller
    sieve: Sieve
    met: Met
    measured: bool


class Opened(NamedTuple):
    """A page that is opened, without its content."""

    page: Page


class Answer(NamedTuple):
    """What a worker says to a page at last.

    Attributes:
        result: the document, without its page's content; a failure; None where it was not cleaned.
        page: the page without its content, where it is opened and there is no document.
        note: what the sieve knows of a page that was not cleaned.
        leaves: whether the worker ends after it.
        read: bytes of files that were read for it.
    """

    result: Document | Failure | None
    page: Page | None = None
    note: Any = None
    leaves: bool = False
    read: int = 0
