"""XPath 1.0 of rules files: its words, what of it is refused, and where its steps are counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 500
"""Characters of an expression."""
ELEMENT_TICK, TEXT_TICK = "[t:e()]", "[t:x()]"
"""Conditions that always hold; they let a run count the elements and texts that it looks at."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


AXES = _set(
    "ancestor ancestor-or-self attribute child descendant descendant-or-self following-sibling"
    " parent preceding-sibling self"
)
FUNCTIONS = _set(
    "boolean ceiling concat contains count false floor last local-name name normalize-space not"
    " number position round starts-with string string-length substring substring-after"
    " substring-before sum translate true"
)
_DEEPEST = 4
_NODE_AXES = frozenset({"self", "parent"})
_OPENERS = _set("@ :: ( [ ,")
_MARKS = _set("/ // | + - = != < <= > >= * and or div mod")
_NAMED = _set("and or div mod")
_WORD_RE = re.compile(
    r"\s*(?P<word>"
    r"'[^']*'|\"[^\"]*\""
    r"|//|::|\.\.|!=|<=|>="
    r"|[A-Za-z_][\w.-]*:[A-Za-z_][\w.-]*(?=\s*\()"
    r"|[A-Za-z_][\w-]*(?=\s*::)"
    r"|\d+(?:\.\d+)?|[A-Za-z_][\w.-]*|[/@.()\[\]|,=*<>+-]"
    r")\s*"
)


class XPathError(ValueError):
    """The expression is refused: what is wrong with it, and what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        self.what = what
        self.remedy = remedy
        super().__init__(f"{what}; {remedy}")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a path.

    Attributes:
        start, end: where its name stands.
        kind: `element`, `text`, `attribute`, or `node` for `.`, `..` and the like.
        inner: whether it stands in a condition.
    """

    start: int
    end: int
    kind: str
    inner: bool


def split_xpath(xpath: str) -> list[tuple[str, int, int]]:
    """The words of an expression, each with its start and end.

    Raises:
        XPathError: a part is none.
    """
    words: list[tuple[str, int, int]] = []
    at = 0
    while at < len(xpath):
        found = _WORD_RE.match(xpath, at)
        if found is None:
            rest = xpath[at : at + 10].strip()
            raise XPathError(f"{rest!r} is no XPath that is understood", "write XPath 1.0")
        words.append((found["word"], *found.span("word")))
        at = found.end()
    return words


def steps_of(xpath: str) -> list[Step]:
    """The steps of an expression in their order; what could reach out or run for long is refused.

    Raises:
        XPathError: it is refused, or no XPath of this kind.
    """
    if len(xpath) > LONGEST:
        raise XPathError(f"XPath is longer than {LONGEST} characters", "make several of it")
    words = split_xpath(xpath)
    if not words or words[0][0] not in ("/", "//", "("):
        raise XPathError("XPath must begin at the root of the page", "begin it with //")
    return list(_Walk(words).steps())


class _Walk:
    """Goes through the words once; knows how deep in conditions it stands."""

    def __init__(self, words: list[tuple[str, int, int]]) -> None:
        self._words = words
        self._depth = 0

    def _word(self, place: int) -> str:
        return self._words[place][0] if 0 <= place < len(self._words) else ""

    def steps(self) -> Iterator[Step]:
        for place, (word, start, end) in enumerate(self._words):
            self._follow(place, word)
            kind = self._kind(place, word)
            if kind is not None:
                yield Step(start, end, kind, self._depth > 0)

    def _follow(self, place: int, word: str) -> None:
        if word == "[":
            self._depth += 1
            if self._depth > _DEEPEST:
                raise XPathError(f"conditions stand {_DEEPEST} deep", "write it flatter")
        elif word == "]":
            self._depth -= 1
        elif word in ("/", "//") and self._depth > 0 and self._begins(place):
            raise XPathError(
                f"a path in a condition begins with {word}, at the root of the page",
                f"begin it with .{word}",
            )

    def _begins(self, place: int) -> bool:
        """Whether an operand begins here: nothing stands before it, or an opener or operator."""
        before = self._word(place - 1)
        if place == 0 or before in _OPENERS:
            return True
        return before in _MARKS and not (before in _NAMED | {"*"} and self._begins(place - 1))

    def _kind(self, place: int, word: str) -> str | None:
        """What kind of step the word is; None: it is none."""
        if word in (".", ".."):
            return "node"
        named = word == "*" or word[0].isalpha() or word[0] == "_"
        if not named or (word in _NAMED | {"*"} and not self._begins(place)):
            return None
        after = self._word(place + 1)
        if after == "::":
            if word not in AXES:
                raise XPathError(
                    f"the axis '{word}' is not used here", "known: " + ", ".join(sorted(AXES))
                )
            return None
        if self._word(place - 1) == "@" or self._axis(place) == "attribute":
            return "attribute"
        return self._called(place, word) if after == "(" else "element"

    def _axis(self, place: int) -> str:
        return self._word(place - 2) if self._word(place - 1) == "::" else ""

    def _called(self, place: int, word: str) -> str | None:
        """The kind of a test such as `text()`; None of a function."""
        if word == "text":
            return "text"
        if word == "node" and self._axis(place) in _NODE_AXES:
            return "node"
        if word in ("node", "comment", "processing-instruction"):
            raise XPathError(f"'{word}()' is not used here", "write * for any element, or text()")
        if word not in FUNCTIONS:
            raise XPathError(f"the function '{word}' is not used here", _FUNCTIONS_THERE_ARE)
        return None


_FUNCTIONS_THERE_ARE = (
    "write it with contains(), starts-with(), normalize-space(), not() or count()"
)


def finds_elements(xpath: str) -> bool:
    """Whether every part of a union ends with an element.

    >>> finds_elements("//div[@id]/p"), finds_elements("//a/@href | //p"), finds_elements("//p/text()")
    (True, False, False)
    """
    steps = [one for one in steps_of(xpath) if not one.inner]
    begin = 0
    for end in _ends(xpath):
        own = [one.kind for one in steps if begin <= one.start < end]
        if not own or own[-1] not in ("element", "node"):
            return False
        begin = end
    return True


def _ends(xpath: str) -> Iterator[int]:
    """Where the parts of a union end."""
    depth = 0
    for word, start, _ in split_xpath(xpath):
        depth += (word == "[") - (word == "]")
        if word == "|" and not depth:
            yield start
    yield len(xpath)


def counted(xpath: str) -> str:
    """The expression with a tick at each element and text; names of elements in small letters.

    >>> counted("//DIV[@id='a']/p/text()")
    "//div[t:e()][@id='a']/p[t:e()]/text()[t:x()]"
    """
    parts: list[str] = []
    at = 0
    for step in steps_of(xpath):
        if step.kind == "element":
            parts += [xpath[at : step.start], xpath[step.start : step.end].lower(), ELEMENT_TICK]
            at = step.end
        elif step.kind == "text":
            end = xpath.index(")", step.end) + 1
            parts += [xpath[at:end], TEXT_TICK]
            at = end
    return "".join([*parts, xpath[at:]])
