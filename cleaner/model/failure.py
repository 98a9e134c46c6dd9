"""An input that could not be cleaned, as a value: it goes to the quarantine and the run goes on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Failure:
    """An input that failed.

    Attributes:
        locator: file, and record in it.
        reason: a short name of the kind of failure, such as `not-text`.
        message: the whole message for a person; it begins with the locator.
        sha256: digest of the bytes, where they could be read.
        made_with: digest of the program and the rules, where it was cleaning that failed: with
            the same ones it would fail again.
    """

    locator: str
    reason: str
    message: str
    sha256: str | None = None
    made_with: str | None = None
