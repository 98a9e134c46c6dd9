"""What the run and the process that starts its workers say to each other."""

from __future__ import annotations

import struct
from typing import NamedTuple

from cleaner.engines.allowance import Allowance
from cleaner.model import Document, Failure
from cleaner.rules import RuleSet

NOTE = struct.Struct("!cii")
"""What is told: `b` a worker is born, or `d` is dead; its process id; its status."""

CLEAN, READ = b"c", b"r"
"""What is asked for, with the socket of the new worker, and for a reader a standard input."""

OUT_OF_MEMORY = 77
"""Exit status of a worker that met the limit of its memory."""


class First(NamedTuple):
    """The first thing that the process which starts workers is told."""

    rules: RuleSet
    allowance: Allowance


class Answer(NamedTuple):
    """What a worker says to a page.

    Attributes:
        result: the document without its page, or the failure.
        leaves: whether the worker ends after it.
    """

    result: Document | Failure
    leaves: bool
