"""Second time through the pages: all about the few lines and shapes that repeat."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from cleaner.workbench.learn.seen import Line, Seen
from cleaner.workbench.learn.shapes import LONGEST, Shape
from cleaner.workbench.learn.sketch import mark
from cleaner.workbench.learn.tally import Tally, exact_key, line_shapes, widened

_MOST_KEPT = 60_000
_EXAMPLES = 4
_VARIANTS = 64


@dataclass(slots=True)
class Repeated:
    """A line or shape that stands on several pages of an outlet.

    Attributes:
        shape: None where the line itself repeats.
        key: what tells it from others.
        weight: how often it was counted the first time; never too low.
        pages, edge, left, lifted: pages it stands on; outside the story; left in the text by
            cleaning; where it became a field.
        prose: whether it reads like a paragraph.
        closing: pages on which it closes the story and something else that is left follows.
        opening: pages on which no story stands above it, and something that is left does.
        inner: pages on which a paragraph of the story follows, and on which one comes before.
        days: first and last day.
        variants: bits, one for each of 64 classes of different lines.
        examples: lines as they stand, chosen by their marks so that the order does not matter.
    """

    shape: Shape | None
    key: str
    weight: int
    pages: int = 0
    edge: int = 0
    left: int = 0
    lifted: int = 0
    prose: bool = False
    closing: int = 0
    opening: int = 0
    inner: tuple[int, int] = (0, 0)
    days: tuple[str, str] = ("", "")
    variants: int = 0
    examples: dict[int, str] = field(default_factory=dict)

    @property
    def texts(self) -> tuple[str, ...]:
        """The examples, in an order that does not depend on that of the pages."""
        return tuple(self.examples[one] for one in sorted(self.examples))

    def show(self, text: str) -> None:
        """Takes note of a line."""
        number = mark(text)
        self.variants |= 1 << (number % _VARIANTS)
        if number in self.examples or (len(text) > LONGEST and self.examples):
            return
        self.examples[number] = text
        if len(self.examples) > _EXAMPLES:
            del self.examples[max(self.examples)]


@dataclass(frozen=True, slots=True)
class Story:
    """Where the lines of the story that are no one else's stand on a page.

    Attributes:
        first, last: positions of the first and last of its paragraphs; (0, -1) without any.
        left: whether each line is left in the text, is no paragraph of the story, and is not
            known to repeat itself.
    """

    first: int
    last: int
    left: tuple[bool, ...]

    def is_edge(self, position: int) -> bool:
        """Whether no paragraph of the story stands on one of its sides."""
        return position < self.first or position > self.last


class Evidence:
    """What repeats, by outlet; no more than a bounded number, the rarest left out first."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._kept: dict[tuple[str, str], Repeated] = {}
        self._floor = 0

    def add(self, seen: Seen) -> None:
        """Takes in a page that the tally counted."""
        outlet = self._tally.outlets[seen.outlet or ""]
        story = find_story(seen, self._tally)
        done: set[str] = set()
        for position, line in enumerate(seen.lines):
            if line.ruled:
                continue
            for key, shape in _keys(line):
                weight = self._tally.pages_with(outlet.key, key)
                if weight < outlet.need or weight < self._floor or key in done:
                    continue
                done.add(key)
                found = self._kept.get((outlet.key, key))
                if found is None:
                    found = self._keep(outlet.key, Repeated(shape, key, weight))
                if found is not None:
                    _note(found, line, position, story)
                    if seen.day:
                        found.days = widened(found.days, seen.day)

    def by_outlet(self) -> dict[str, list[Repeated]]:
        """All that repeats, by outlet."""
        found: dict[str, list[Repeated]] = {}
        for (owner, _), one in sorted(self._kept.items(), key=lambda item: item[0]):
            if one.pages >= self._tally.outlets[owner].need:
                found.setdefault(owner, []).append(one)
        return found

    @property
    def floor(self) -> int:
        """What stands on fewer pages than this was left out for want of room; 0: nothing was."""
        return self._floor

    def _keep(self, outlet: str, one: Repeated) -> Repeated | None:
        self._kept[outlet, one.key] = one
        while len(self._kept) > _MOST_KEPT:
            self._floor = max(4, self._floor * 2)
            self._kept = {
                key: kept for key, kept in self._kept.items() if kept.weight >= self._floor
            }
        return self._kept.get((outlet, one.key))


def find_story(seen: Seen, tally: Tally) -> Story:
    """Where the page's own story stands: the paragraphs that no other page has."""
    outlet = tally.outlets[seen.outlet or ""]
    single = [
        line.body and tally.pages_with(outlet.key, exact_key(line.text)) < outlet.need
        for line in seen.lines
    ]
    pairs = list(zip(seen.lines, single, strict=True))
    positions = [position for position, (line, one) in enumerate(pairs) if one and line.prose]
    return Story(
        first=positions[0] if positions else 0,
        last=positions[-1] if positions else -1,
        left=tuple(one and not line.prose for line, one in pairs),
    )


def _keys(line: Line) -> Iterable[tuple[str, Shape | None]]:
    yield exact_key(line.text), None
    if not line.lifted:
        for shape in line_shapes(line):
            yield shape.key, shape


def _note(found: Repeated, line: Line, position: int, story: Story) -> None:
    if line.lifted:
        found.lifted += 1
        return
    found.pages += 1
    found.prose = found.prose or line.prose
    found.left += line.body
    found.edge += story.is_edge(position)
    before, after = found.inner
    found.inner = (before + (position > story.first <= story.last), after + (position < story.last))
    if position > story.last and any(story.left[position + 1 :]):
        found.closing += 1
    if position < story.first and any(story.left[:position]):
        found.opening += 1
    found.show(line.text)
