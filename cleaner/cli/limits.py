"""`--limit NAME=VALUE` and `--columns NAME=COLUMN`: what a run takes in, and what a page may cost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from cleaner.engines import Allowance
from cleaner.errors import UsageError
from cleaner.readers import Limits, Terms
from cleaner.readers.records import CONTENT, FIELDS

_READER = ("page", "ratio", "archive", "members", "nesting")
_WORKER = ("cpu", "seconds", "memory")
_SIZES = {"page", "archive", "memory"}
_LEAST_MEMORY = 256 * 2**20
_VALUE_RE = re.compile(r"(\d{1,12}(?:\.\d{1,3})?)\s*([KMGT]?)B?", re.IGNORECASE | re.ASCII)
_UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30, "T": 2**40}

HELP = (
    "Raise or lower a limit; may be repeated. NAME is one of page, archive, memory (sizes: 64MB), "
    "cpu, seconds, ratio, members, nesting."
)


def read_limits(words: Sequence[str]) -> tuple[Limits, Allowance]:
    """The limits of readers and of workers, with those that the words change.

    Raises:
        UsageError: a word is no limit.

    >>> limits, allowance = read_limits(["page=1MB", "seconds=5"])
    >>> limits.page, allowance.seconds
    (1048576, 5.0)
    """
    limits, allowance = Limits(), Allowance()
    for word in words:
        name, _, text = word.partition("=")
        value = _value(word, name, text)
        if name in _WORKER:
            changed: dict[str, Any] = {name: int(value) if name in _SIZES else value}
            allowance = replace(allowance, **changed)
        else:
            limits = replace(limits, **{name: int(value)})
    if allowance.memory < _LEAST_MEMORY:
        raise UsageError("--limit memory: less than the program needs; write 256MB or more")
    return limits, allowance


def read_terms(limits: Limits, columns: Sequence[str]) -> Terms:
    """The terms of a run.

    Raises:
        UsageError: a word names no field.
    """
    fields = (*CONTENT, *FIELDS)
    named: dict[str, str] = {}
    for word in columns:
        for part in word.split(","):
            ours, _, theirs = part.partition("=")
            if ours not in fields or not theirs:
                raise UsageError(_unknown("--columns", part, fields, "text=body"))
            named[ours] = theirs
    return Terms(limits=limits, columns=named)


def _value(word: str, name: str, text: str) -> float:
    names = (*_READER, *_WORKER)
    if name not in names:
        raise UsageError(_unknown("--limit", word, names, "page=64MB"))
    found = _VALUE_RE.fullmatch(text.strip())
    if found is None or (found[2] and name not in _SIZES) or float(found[1]) <= 0:
        form = "64MB" if name in _SIZES else "20"
        raise UsageError(f"--limit {word}: is no value; write {name}={form}")
    return float(found[1]) * _UNITS[found[2].upper()]


def _unknown(option: str, word: str, names: Sequence[str], example: str) -> str:
    near = get_close_matches(word.partition("=")[0], names, n=1)
    told = (
        f"did you mean '{near[0]}'?" if near else f"write one of {', '.join(names)}, as {example}"
    )
    return f"{option} {word}: there is no such name; {told}"
