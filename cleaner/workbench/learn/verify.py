"""Third time through the pages: what the drafts really take, and what stands near it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from cleaner.rules.compile import PatternSet
from cleaner.text.folding import fold
from cleaner.workbench.learn.proposal import Draft
from cleaner.workbench.learn.seen import Line, Seen
from cleaner.workbench.learn.shapes import LONGEST

_WORD_RE = re.compile(r"[^\W\d_]{3,}")
_MOST_KEEPS = 2
_TOLERATED = 0.01
_NEEDED_WORDS = 2


@dataclass(slots=True)
class Trial:
    """A draft against all pages: pages it takes a line of, lines of stories it would take.

    `near` holds the lines most like its own that it leaves, as (-shared words, length, text).
    """

    draft: Draft
    number: int
    words: frozenset[str]
    pages: int = 0
    against: int = 0
    near: list[tuple[int, int, str]] = field(default_factory=list)

    def meet(self, text: str, words: frozenset[str]) -> None:
        """Takes note of a line that the draft leaves."""
        shared = len(self.words & words)
        if shared < min(_NEEDED_WORDS, len(self.words)):
            return
        one = (-shared, len(text), text)
        if one in self.near:
            return
        self.near = sorted([*self.near, one])[:_MOST_KEEPS]

    @property
    def keeps(self) -> tuple[str, ...]:
        """The near misses, the nearest first."""
        return tuple(text for _, _, text in self.near)

    @property
    def holds(self) -> bool:
        """Whether hardly any line of a story speaks against it."""
        return self.pages > 0 and self.against <= _TOLERATED * self.pages


class Court:
    """The drafts of one outlet before its pages."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self.trials = [Trial(one, number, _words(one.words)) for number, one in enumerate(drafts)]
        self._patterns = PatternSet([one.pattern for one in drafts])
        self._by_word: dict[str, list[Trial]] = {}
        spread: dict[str, int] = {}
        for trial in self.trials:
            for word in trial.words:
                spread[word] = spread.get(word, 0) + 1
        for trial in self.trials:
            for word in sorted(trial.words, key=lambda one: (spread[one], -len(one), one))[:3]:
                self._by_word.setdefault(word, []).append(trial)

    def hear(self, seen: Seen) -> None:
        """Takes in one page."""
        taken_here: set[int] = set()
        for line in seen.lines:
            if line.ruled:
                continue
            taken = set(self._patterns.matching(line.text.encode()))
            for number in taken:
                trial = self.trials[number]
                trial.against += self._is_story(line, trial.draft)
                if number not in taken_here:
                    trial.pages += 1
            taken_here |= taken
            if line.body and line.prose:
                self._near(line, taken)

    def _is_story(self, line: Line, draft: Draft) -> bool:
        """Whether a line that a draft takes is a headline or byline, or a paragraph among no others."""
        if line.lifted:
            return True
        return draft.text is None and line.prose and line.body and not draft.prose

    def _near(self, line: Line, taken: set[int]) -> None:
        if len(line.text) > LONGEST:
            return
        words = _words(line.text)
        seen: set[int] = set()
        for word in words & self._by_word.keys():
            for trial in self._by_word[word]:
                if id(trial) not in seen and trial.number not in taken:
                    seen.add(id(trial))
                    trial.meet(line.text, words)

    def verdicts(self) -> Iterable[tuple[Draft, tuple[str, ...], bool]]:
        """Each draft with its true support, its near misses, and whether it holds."""
        for trial in self.trials:
            support = replace(trial.draft.support, pages=trial.pages, against=trial.against)
            yield replace(trial.draft, support=support), trial.keeps, trial.holds


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD_RE.findall(fold(text)))
