"""What one page may cost before its worker is ended, and how long a worker lives."""

from __future__ import annotations

from dataclasses import dataclass

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """The limits of a worker.

    Attributes:
        cpu: seconds of CPU time a page may take.
        seconds: seconds by the clock a page may take.
        memory: bytes of address space of a worker.
        pages: pages after which a worker is replaced, so that no leak grows.
        resident: bytes of memory after which it is replaced.
    """

    cpu: float = 10
    seconds: float = 20
    memory: int = 1536 * _MB
    pages: int = 1000
    resident: int = 400 * _MB
