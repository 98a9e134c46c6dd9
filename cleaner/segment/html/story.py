"""What is known of a page before its pieces are labelled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cleaner.model.category import Category
from cleaner.segment.html.pieces import Piece
from cleaner.segment.html.said import Said
from cleaner.segment.html.tree import Node
from cleaner.segment.html.zones import Zones

Label = tuple[Category, str]
"""A category and the id of the rule that gave it."""


@dataclass(frozen=True, slots=True)
class Story:
    """The pieces of a page, where its headline and its main content stand, what it says of itself.

    Attributes:
        pieces: all of the page, in order; `pieces[n].number` is `n`.
        zones: which elements are parts that are not the story.
        said: what the page's head says.
        headline: the piece taken as the headline.
        region: the elements that hold the main content; none where the text came in another way.
        inside: the pieces of the main content, in order.
    """

    pieces: Sequence[Piece]
    zones: Zones
    said: Said
    headline: Piece | None
    region: tuple[Node, ...]
    inside: Sequence[Piece]
    _keys: frozenset[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Takes down the region by identity."""
        object.__setattr__(self, "_keys", frozenset(map(id, self.region)))

    def path(self, node: Node) -> Iterator[Node]:
        """The element and its parents inside the main content's container, inside out."""
        for one in node.ancestors():
            if id(one) in self._keys:
                return
            yield one
