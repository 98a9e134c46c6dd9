"""Sets of tag names, written as a reader writes them."""

from __future__ import annotations


def tags(names: str) -> frozenset[str]:
    """The names, which spaces separate, as a set.

    >>> sorted(tags("ul ol"))
    ['ol', 'ul']
    """
    return frozenset(names.split())
