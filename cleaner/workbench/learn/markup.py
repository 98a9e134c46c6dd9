"""Containers of an outlet's pages → content and drop selectors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from cleaner.workbench.learn.naming import Namer
from cleaner.workbench.learn.proposal import Selectors, Support
from cleaner.workbench.learn.seen import Seen
from cleaner.workbench.learn.shapes import shapes
from cleaner.workbench.learn.tally import Outlet, Tally, exact_key, widened

_MOST_SELECTORS = 4
_MOST_PARTS = 2000
_SURE = 0.97
_REPEATED = 0.6
_ENOUGH = 5
_HEADINGS = ("h1.", "h2.", "h3.", "h4.", "h5.", "h6.")
"""Selectors of elements that may be headings of stories, however often their words come."""


@dataclass(slots=True)
class _Part:
    """An element inside the main content, on the pages that have it."""

    pages: int = 0
    texts: int = 0
    repeated: int = 0
    several: bool = False
    story: int = 0
    days: tuple[str, str] = ("", "")
    example: str = ""


@dataclass(slots=True)
class Containers:
    """What is found of the containers of one outlet, in a second time through its pages."""

    outlet: Outlet
    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    days: dict[str, tuple[str, str]] = field(default_factory=dict)
    parts: dict[str, _Part] = field(default_factory=dict)

    def add(self, seen: Seen, tally: Tally) -> None:
        """Takes in a page."""
        layout = seen.layout
        if layout is None:
            return
        for selector in self._candidates() & layout.found:
            self.found[selector] += 1
        for selector in layout.content:
            self.right[selector] += 1
            if seen.day:
                self.days[selector] = widened(self.days.get(selector, ("", "")), seen.day)
        own = {line.text for line in seen.lines if line.prose}
        for selector, texts in layout.parts:
            self._add_part(selector, texts, own, tally)
            if seen.day and selector in self.parts:
                self.parts[selector].days = widened(self.parts[selector].days, seen.day)

    def _candidates(self) -> set[str]:
        return {one for layout in self.outlet.layouts for one in layout}

    def _add_part(
        self, selector: str, texts: tuple[str, ...], prose: set[str], tally: Tally
    ) -> None:
        part = self.parts.get(selector)
        if part is None:
            if len(self.parts) >= _MOST_PARTS:
                return
            part = self.parts[selector] = _Part()
        part.pages += 1
        part.texts += len(texts)
        part.several = part.several or len(texts) > 1
        for text in texts:
            if self._repeats(text, tally):
                part.repeated += 1
                part.example = min(part.example or text, text)
            elif text in prose:
                part.story += 1

    def _repeats(self, text: str, tally: Tally) -> bool:
        """Whether other pages have the text, or one that differs in its numbers."""
        numbered = (one.key for one in shapes(text) if one.kind == "number")
        return any(
            tally.pages_with(self.outlet.key, key) >= self.outlet.need
            for key in (exact_key(text), *numbered)
        )

    def selectors(self, namer: Namer) -> Selectors:
        """The selectors that hold on nearly every page that has them."""
        language = min(self.outlet.languages, default=None)
        drop = tuple(
            (
                namer.category(f"{selector} {part.example}", language),
                selector,
                self._support(part.pages, part.days),
            )
            for selector, part in sorted(self.parts.items())
            if self._is_junk(part) and not selector.startswith(_HEADINGS)
        )
        content = tuple(
            (one, self._support(self.right[one], self.days.get(one, ("", ""))))
            for one in self._chosen()
        )
        return Selectors(content=content, drop=drop)

    def _support(self, pages: int, days: tuple[str, str]) -> Support:
        return Support(pages=pages, of=self.outlet.pages, days=days)

    def _is_junk(self, part: _Part) -> bool:
        """Whether an element never holds a paragraph of a story, and mostly what repeats.

        On few pages that is true of the headings of tables and lists of a series too.
        """
        if part.pages < max(self.outlet.need, _ENOUGH) or part.story or not part.several:
            return False
        return part.repeated >= _REPEATED * part.texts

    def _chosen(self) -> Iterator[str]:
        """Selectors that together find the content of most pages, the most frequent first."""
        open_layouts = dict(self.outlet.layouts)
        for _ in range(_MOST_SELECTORS):
            gains: Counter[str] = Counter()
            place: dict[str, int] = {}
            for layout, pages in open_layouts.items():
                for position, selector in enumerate(layout):
                    place[selector] = min(place.get(selector, position), position)
                    if self._is_sure(selector):
                        gains[selector] += pages
            if not gains:
                return
            best = min(gains, key=lambda one: (-gains[one], place[one], one))
            if gains[best] < self.outlet.need:
                return
            yield best
            open_layouts = {one: n for one, n in open_layouts.items() if best not in one}

    def _is_sure(self, selector: str) -> bool:
        """Whether the selector finds the content wherever it finds anything."""
        return self.right[selector] >= _SURE * self.found[selector]
