"""First time through the pages: how many an outlet has, and how often each line and shape comes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from cleaner.text.folding import fold
from cleaner.workbench.learn.seen import Line, Seen
from cleaner.workbench.learn.shapes import Shape, shapes
from cleaner.workbench.learn.sketch import Counts, mark

_FEW_PAGES = 8
_SHARE = 0.02
_DATED = 0.9
_WINDOW = 20
_MOST_NAMES = 50
_MOST_LAYOUTS = 300
_AGAIN = 0.5
_AGAIN_UNTITLED = 0.9
_LEAST_PROSE = 3
_LONGEST_PROSE = 160
_DIGIT_RE = re.compile(r"\d")


@dataclass(slots=True)
class Outlet:
    """What is known of the pages of one outlet.

    Attributes:
        key: host, or what the user or a known outlet calls it.
        pages: how many, without repeats.
        days: first and last day of publication; empty where no page tells.
        months: pages of each month, `2021-05`.
        names, languages: as the pages give them, with how many do.
        layouts: content selectors of a page, with how many pages have just these.
    """

    key: str
    pages: int = 0
    days: tuple[str, str] = ("", "")
    months: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    layouts: Counter[tuple[str, ...]] = field(default_factory=Counter)

    @property
    def need(self) -> int:
        """On how many pages a line must stand to be looked at."""
        if self.pages < _FEW_PAGES:
            return 2
        return max(3, int(self.pages * _SHARE))

    def pages_between(self, days: tuple[str, str]) -> int:
        """How many pages are of these months; all where too few are dated to tell."""
        first, last = (day[:7] for day in days)
        if not first or self.months.total() < _DATED * self.pages:
            return self.pages
        within = sum(n for month, n in self.months.items() if first <= month <= last)
        return max(min(_WINDOW, self.pages), within)

    def add(self, seen: Seen) -> None:
        """Counts a page."""
        self.pages += 1
        if seen.day:
            self.days = widened(self.days, seen.day)
            self.months[seen.day[:7]] += 1
        for value, counter in ((seen.name, self.names), (seen.language, self.languages)):
            if value and (value in counter or len(counter) < _MOST_NAMES):
                counter[value] += 1
        if seen.layout is not None and seen.layout.content:
            content = seen.layout.content
            if content in self.layouts or len(self.layouts) < _MOST_LAYOUTS:
                self.layouts[content] += 1


def widened(days: tuple[str, str], day: str) -> tuple[str, str]:
    """The first and last day, a further one taken in."""
    first, last = days
    return (min(first, day) if first else day, max(last, day))


class Tally:
    """Counts of lines and shapes in the pages of each outlet, and of lines in all pages."""

    def __init__(self) -> None:
        self.outlets: dict[str, Outlet] = {}
        self.repeated = 0
        self._own = Counts()
        self._all = Counts()

    def add(self, seen: Seen) -> bool:
        """Whether the page was counted: not if it is one that came before, as far as its text tells."""
        assert seen.outlet is not None
        if self._is_repeat(seen):
            self.repeated += 1
            return False
        outlet = self.outlets.setdefault(seen.outlet, Outlet(seen.outlet))
        outlet.add(seen)
        exact: set[str] = set()
        shaped: set[str] = set()
        for line in seen.lines:
            if line.ruled:
                continue
            exact.add(exact_key(line.text))
            if not line.lifted:
                shaped.update(shape.key for shape in line_shapes(line))
        for key in exact:
            self._own.add(mark(outlet.key, key))
            self._all.add(mark(key))
        for key in shaped:
            self._own.add(mark(outlet.key, key))
        if seen.title:
            self._own.add(_title_mark(seen))
        return True

    def pages_with(self, outlet: str, key: str) -> int:
        """On how many pages of the outlet the line or shape stands; never too few."""
        return self._own.of(mark(outlet, key))

    def pages_everywhere(self, key: str) -> int:
        """On how many pages of all outlets the line stands; never too few."""
        return self._all.of(mark(key))

    def _is_repeat(self, seen: Seen) -> bool:
        """Whether a page with this headline and most of these paragraphs was counted before."""
        prose = [line for line in seen.lines if line.prose and line.body]
        if len(prose) < _LEAST_PROSE:
            return False
        if seen.title and not self._own.of(_title_mark(seen)):
            return False
        again = sum(self.pages_with(seen.outlet or "", exact_key(line.text)) > 0 for line in prose)
        return again >= (_AGAIN if seen.title else _AGAIN_UNTITLED) * len(prose)


def exact_key(text: str) -> str:
    """What equal lines share."""
    return "=" + fold(text)


def line_shapes(line: Line) -> Iterator[Shape]:
    """The shapes that a line may share; of a short paragraph only the one whose numbers vary."""
    if line.prose and (len(line.text) > _LONGEST_PROSE or not _DIGIT_RE.search(line.text)):
        return
    for shape in shapes(line.text):
        if not line.prose or shape.kind == "number":
            yield shape


def _title_mark(seen: Seen) -> int:
    return mark(seen.outlet or "", "title", fold(seen.title or ""))
