"""What the table keeps of a document outside its record."""

from __future__ import annotations

from typing import NamedTuple


class Side(NamedTuple):
    """What the table keeps of a document outside its record.

    Attributes:
        page: digest of the page: its bytes and all that is known beside them.
        rules: the key of the rules that could touch it.
        made_with: the program, and all rules that choose rules.
        cluster: the document that this one is a copy of, or that has copies; see `dedup`.
    """

    page: str | None = None
    rules: str | None = None
    made_with: str | None = None
    cluster: str | None = None
