"""XPath as words, and a reader that goes through them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD_RE = re.compile(
    r"\s*(?P<word>"
    r"'[^']*'|\"[^\"]*\""
    r"|//|::|\.\.|!=|<=|>="
    r"|[\w-]+:[\w-]+(?=\()"
    r"|[\w-]+(?=::)"
    r"|\d+|[A-Za-z_][\w.-]*|[/@.()\[\]|,=*<>+-]"
    r")"
)


class NoCssError(ValueError):
    """The expression has no CSS; the message says why."""


def split_words(xpath: str) -> list[str]:
    """The words of an expression, in order.

    Raises:
        NoCssError: a part is none.
    """
    words: list[str] = []
    at = 0
    xpath = xpath.strip()
    while at < len(xpath):
        match = _WORD_RE.match(xpath, at)
        if match is None:
            raise NoCssError(f"'{xpath[at : at + 10]}' is no XPath that is understood")
        words.append(match["word"])
        at = match.end()
    return words


class Words:
    """The words of an expression, read from left to right."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._at = 0

    @property
    def word(self) -> str | None:
        """The next one; None at the end."""
        return self._words[self._at] if self._at < len(self._words) else None

    def ahead(self, number: int) -> str | None:
        """The one so many places on."""
        at = self._at + number
        return self._words[at] if at < len(self._words) else None

    def next(self) -> str:
        """The next one, taken."""
        word = self.word
        if word is None:
            raise NoCssError("it ends too early")
        self._at += 1
        return word

    def take(self, word: str) -> bool:
        """Whether it was the next one; then it is taken."""
        if self.word != word:
            return False
        self._at += 1
        return True

    def need(self, word: str) -> None:
        """Takes it; raises where another one stands."""
        if not self.take(word):
            raise NoCssError(f"'{word}' is missing before '{self.word or 'the end'}'")

    def string(self) -> str:
        """A text in quotes, taken, without them."""
        word = self.next()
        if word[:1] not in "'\"":
            raise NoCssError(f"'{word}' is no text")
        return word[1:-1]

    def need_all(self, *words: str) -> None:
        """Takes all of them in turn; `' '` stands for a text of one space."""
        for word in words:
            if word == "' '":
                if self.string() != " ":
                    raise NoCssError("only a list of words can be said in CSS")
            else:
                self.need(word)


def quoted(text: str) -> str:
    """The text as a string of CSS."""
    if not text.isprintable():
        raise NoCssError("a text has characters that do not print")
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
