"""Repeated lines and shapes of an outlet → drafts of rules; what is doubtful is left alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaner.model import Scope
from cleaner.rules.patterns import compiled
from cleaner.text.folding import fold
from cleaner.text.prose import ends_sentence, word_count
from cleaner.workbench.learn.evidence import Repeated
from cleaner.workbench.learn.patterns import literal_pattern, shape_pattern
from cleaner.workbench.learn.proposal import Abstention, Draft, Support
from cleaner.workbench.learn.tally import Outlet, Tally, exact_key

_OFTEN = 0.25
"""On this share of the pages of an outlet stands no text that belongs to one story."""
_SELDOM = 0.05
_EDGE = 0.8
_LEFT = 0.1
_ENOUGH_FOR_RUNS = 8
_ENOUGH_FOR_LABELS = 3
"""On two pages a label between paragraphs may be the heading of a series."""
_LABELS = frozenset(":：|»›>")
_SHAPE_ORDER = {"number": 0, "name": 1, "prefix": 2, "suffix": 3}


class Decision:
    """The drafts for one outlet, and what was left alone.

    `spare` are phrases that a draft of a pattern takes: they are needed where it does not hold.
    """

    def __init__(self, outlet: Outlet, tally: Tally) -> None:
        self.drafts: list[Draft] = []
        self.spare: list[Draft] = []
        self.abstentions: list[Abstention] = []
        self._outlet = outlet
        self._tally = tally

    def take(self, repeated: Sequence[Repeated]) -> None:
        """Decides about all that repeats in the outlet."""
        lines = [one for one in repeated if one.shape is None and self._is_left(one)]
        shaped = [one for one in repeated if one.shape is not None and self._is_left(one)]
        shaped.sort(key=_generality)
        for one in shaped:
            if _kind(one) == "number":
                self._take_shape(one)
        # the most frequent first, so that their order in the file tells what matters
        for one in sorted(lines, key=lambda line: (-line.pages, line.key)):
            self._take_line(one)
        for one in shaped:
            if _kind(one) != "number":
                self._take_shape(one)

    def _take_line(self, one: Repeated) -> None:
        text = one.texts[0]
        reason = self._doubt(one)
        if reason is None:
            made = self._draft(one, text, literal_pattern(text))
            (self.spare if self._covered(one.texts) else self.drafts).append(made)
        elif one.prose or one.pages >= _SELDOM * self._outlet.pages:
            self.abstentions.append(
                Abstention(
                    outlet=self._outlet.key, text=text, reason=f"{reason}: {self._support(one)}"
                )
            )

    def _take_shape(self, one: Repeated) -> None:
        assert one.shape is not None
        if one.variants.bit_count() < (2 if one.shape.kind == "number" else 3):
            return
        if one.shape.kind != "number" and not self._is_telling(one):
            return
        if not self._adds(one) or self._doubt(one) is not None:
            return
        pattern = shape_pattern(one.shape, one.texts)
        if pattern is not None:
            self._spare_phrases(pattern)
            self.drafts.append(self._draft(one, None, pattern))

    def _adds(self, one: Repeated) -> bool:
        """Whether a shape takes lines that no draft takes, or has a label and stands for phrases."""
        assert one.shape is not None
        if sum(not self._covered([text]) for text in one.texts) >= 2:
            return True
        patterns = [compiled(draft.pattern) for draft in self.drafts if draft.text is None]
        free = [
            text
            for text in one.texts
            if not any(made.search(text) is not None for made in patterns)
        ]
        return len(free) >= 3 and bool(_LABELS & set(one.shape.parts))

    def _spare_phrases(self, pattern: str) -> None:
        """Puts aside the phrases that a new pattern takes too."""
        made = compiled(pattern)
        taken = [one for one in self.drafts if one.text and made.search(one.text) is not None]
        self.spare += taken
        self.drafts = [one for one in self.drafts if one not in taken]

    def _draft(self, one: Repeated, text: str | None, pattern: str) -> Draft:
        return Draft(
            text=text,
            words=text or _constant(one),
            pattern=pattern,
            prose=one.prose,
            scope=self._scope(one),
            removes=one.texts[:3],
            support=self._support(one),
        )

    def _support(self, one: Repeated) -> Support:
        return Support(pages=one.pages, of=self._outlet.pages, days=one.days)

    def _covered(self, texts: Iterable[str]) -> bool:
        """Whether a draft takes all of these lines."""
        made = [compiled(one.pattern) for one in self.drafts]
        return all(any(one.search(text) is not None for one in made) for text in texts)

    def _is_left(self, one: Repeated) -> bool:
        """Whether cleaning leaves it in the text often enough to matter, and never makes it a field."""
        return not one.lifted and one.left >= max(2, int(_LEFT * one.pages))

    def _doubt(self, one: Repeated) -> str | None:
        """Why it may be text of stories; None where nothing speaks for that."""
        if not any(char.isalpha() for text in one.texts for char in text):
            return "a line without a word"
        among = self._outlet.pages if one.prose else self._outlet.pages_between(one.days)
        share = min(1.0, one.pages / among)
        edge = one.edge / one.pages
        if share >= _OFTEN and 2 * one.pages >= _ENOUGH_FOR_RUNS:
            return None
        if one.prose:
            return self._doubt_of_prose(one, share, edge)
        if edge >= _EDGE and share >= _SELDOM:
            return None
        label = one.pages >= _ENOUGH_FOR_LABELS and _is_label(one.texts[0])
        if share >= 2 * _SELDOM and (label or edge >= _EDGE / 2):
            return None
        if edge >= _EDGE and one.shape is None and word_count(one.texts[0]) >= 3:
            return None
        return "a short line among paragraphs, which may be a heading of stories"

    def _doubt_of_prose(self, one: Repeated, share: float, edge: float) -> str | None:
        key = exact_key(one.texts[0]) if one.shape is None else None
        if key is not None and self._tally.pages_everywhere(key) > one.pages:
            return "stands in stories of other outlets too"
        if edge < _EDGE:
            return "a paragraph in different surroundings"
        if share < _SELDOM:
            return "a paragraph on few pages"
        return None

    def _is_telling(self, one: Repeated) -> bool:
        """Whether the part that stays the same says enough to be no chance."""
        assert one.shape is not None
        parts = one.shape.parts
        words = _constant(one).split()
        labelled = bool(_LABELS & set(parts))
        share = one.pages / self._outlet.pages
        if self._outlet.pages < _ENOUGH_FOR_RUNS:
            return one.shape.kind in {"name", "prefix"} and labelled and bool(words)
        if share < _SELDOM or one.prose:
            return False
        if labelled:
            return True
        return len(words) >= 3 and (share >= 2 * _SELDOM or one.edge >= _EDGE * one.pages)

    def _scope(self, one: Repeated) -> Scope:
        """A run where the line never has the story's text on that side, and other text often."""
        before, after = one.inner
        if one.pages < _ENOUGH_FOR_RUNS or one.prose:
            return Scope.BLOCK
        if not after and one.closing >= one.pages / 2:
            return Scope.TAIL
        if not before and one.opening >= one.pages / 2 and one.edge == one.pages:
            return Scope.HEAD
        return Scope.BLOCK


def _kind(one: Repeated) -> str:
    return one.shape.kind if one.shape is not None else ""


def _generality(one: Repeated) -> tuple[int, int, int, str]:
    """Narrow kinds first; of one kind what stands on most pages, then what says most."""
    assert one.shape is not None
    return (_SHAPE_ORDER[one.shape.kind], -one.pages, -len(one.shape.parts), one.key)


def _constant(one: Repeated) -> str:
    """The words of a shape that do not vary."""
    assert one.shape is not None
    return " ".join(part for part in one.shape.parts if part[0].isalpha())


def _is_label(text: str) -> bool:
    """Whether a short line looks like a label or a prompt and not like a heading of a story."""
    return text.rstrip()[-1:] in _LABELS or (ends_sentence(text) and fold(text)[-1:] in ".!")
