"""XPath of site configs → the CSS that says the same, or why there is none.

What is said in CSS is found by the parser that cleans pages. Its `:lexbor-contains()` finds words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cleaner.workbench.xpath_words import NoCssError, Words, quoted, split_words

LONGEST = 400

_COMBINE = {
    "child": " > ",
    "descendant": " ",
    "descendant-or-self": " ",
    "following-sibling": " ~ ",
}


@dataclass(frozen=True, slots=True)
class Css:
    """What an expression says in CSS.

    Attributes:
        selector: of the elements.
        attribute: whose value is meant; None: the text.
    """

    selector: str
    attribute: str | None = None

    @property
    def field(self) -> str:
        """As a rules file writes it for fields: `css@attribute`."""
        return self.selector if self.attribute is None else f"{self.selector}@{self.attribute}"


def to_css(xpath: str) -> tuple[Css, ...]:
    """The CSS of an expression, one for each part of a union.

    Raises:
        NoCssError: CSS cannot say it.

    >>> [one.field for one in to_css("//div[contains(@class, 'story')]/p[1] | //meta[@name='a']/@content")]
    ['div[class*="story"] > p:nth-of-type(1)', 'meta[name="a"]@content']
    """
    if len(xpath) > LONGEST:
        raise NoCssError(f"longer than {LONGEST} characters")
    reader = _Reader(split_words(xpath))
    made = [reader.path()]
    while reader.take("|"):
        made.append(reader.path())
    if reader.word is not None:
        raise NoCssError(f"'{reader.word}' cannot be said in CSS")
    return tuple(made)


class _Reader(Words):
    """Reads an expression from left to right."""

    def path(self) -> Css:
        """A path from the root of the page."""
        if self.take("("):
            made = self.path()
            self.need(")")
            if self.word == "[":
                raise NoCssError("a number behind brackets counts over the whole page")
            return made
        if not (self.take("//") or self.take("/")):
            raise NoCssError(f"'{self.word or 'nothing'}' does not begin at the root of the page")
        selector = self.step("descendant")[1]
        return self.rest(selector)

    def rest(self, selector: str) -> Css:
        while self.word in ("/", "//"):
            axis = "child" if self.next() == "/" else "descendant"
            if self.take("@"):
                return Css(selector if axis == "child" else f"{selector} *", self.next())
            if self.word == "text" and self.ahead(1) == "(":
                for word in ("text", "(", ")"):
                    self.need(word)
                return Css(selector)
            combined, step = self.step(axis)
            selector = f"{selector}{combined}{step}"
        return Css(selector)

    def step(self, axis: str) -> tuple[str, str]:
        """(combinator, compound) of a step."""
        if self.ahead(1) == "::":
            named = self.next()
            self.need("::")
            if axis != "child" and named not in ("descendant", "descendant-or-self", "self"):
                raise NoCssError(f"'//{named}::' cannot be said in CSS")
            axis = named
        combine = _COMBINE.get(axis)
        name = self.next()
        if combine is None:
            raise NoCssError(f"the axis '{axis}' goes back or leaves the element")
        if name in (".", ".."):
            raise NoCssError(f"'{name}' goes back")
        if name != "*" and not re.fullmatch(r"[A-Za-z][\w-]*", name):
            raise NoCssError(f"'{name}' is no element")
        compound = "*" if name == "*" else name.lower()
        filters = ""
        while self.take("["):
            filters += self.predicate(name, first=not filters)
            self.need("]")
        if compound == "*" and filters and filters[0] in "[.#:":
            return combine, filters
        return combine, compound + filters

    def predicate(self, name: str, *, first: bool) -> str:
        word = self.word or ""
        if word.isdigit() or (word == "last" and self.ahead(3) == "]"):
            if not first:
                raise NoCssError("a number behind another condition counts what CSS cannot")
            kind = "child" if name == "*" else "of-type"
            if word.isdigit():
                return f":nth-{kind}({self.next()})"
            for one in ("last", "(", ")"):
                self.need(one)
            return f":nth-last-{kind}(1)"
        return self.either()

    def either(self) -> str:
        parts = [self.both()]
        while self.take("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else f":is({', '.join(parts)})"

    def both(self) -> str:
        made = self.condition()
        while self.take("and"):
            made += self.condition()
        return made

    def condition(self) -> str:
        if self.take("("):
            made = self.either()
            self.need(")")
            return made
        word = self.word
        if word == "not":
            self.next()
            self.need("(")
            made = self.either()
            self.need(")")
            return f":not({made})"
        if word in ("contains", "starts-with"):
            return self.function(self.next())
        if word == "@":
            return self.attribute()
        if word in (".", "text", "normalize-space") or word == "..":
            return self.said()
        return self.inner()

    def attribute(self) -> str:
        self.need("@")
        name = self.next()
        if self.take("="):
            return f"[{name}={quoted(self.string())}]"
        if self.take("!="):
            return f"[{name}]:not([{name}={quoted(self.string())}])"
        if self.word in ("]", ")", "and", "or", ","):
            return f"[{name}]"
        raise NoCssError(f"'{self.word}' cannot be said in CSS")

    def function(self, name: str) -> str:
        self.need("(")
        worded = False
        if self.word == "concat":
            self.need_all("concat", "(", "' '", ",")
            worded = True
        if self.word == "normalize-space" and self.ahead(2) == "@":
            self.need_all("normalize-space", "(")
            found = self._attribute_name()
            self.need(")")
        elif self.word == "@":
            found = self._attribute_name()
        else:
            return self._contains_text(name)
        if worded:
            self.need_all(",", "' '", ")")
        self.need(",")
        value = self.string()
        self.need(")")
        if worded and value.startswith(" ") and value.endswith(" ") and len(value.split()) == 1:
            return f"[{found}~={quoted(value.strip())}]"
        if worded or not value:
            raise NoCssError("a part of a list of words cannot be said in CSS")
        return f"[{found}{'*=' if name == 'contains' else '^='}{quoted(value)}]"

    def _contains_text(self, name: str) -> str:
        if name != "contains":
            raise NoCssError("how a text begins cannot be said in CSS")
        self._text_of()
        self.need(",")
        value = self.string()
        self.need(")")
        return f":lexbor-contains({quoted(value)})"

    def _text_of(self) -> None:
        """`.`, `text()`, `normalize-space(.)`: the text of the element."""
        word = self.next()
        if word == ".":
            return
        if word == "text":
            self.need_all("(", ")")
        elif word == "normalize-space":
            self.need("(")
            if self.word != ")":
                self._text_of()
            self.need(")")
        else:
            raise NoCssError(f"'{word}' cannot be said in CSS")

    def said(self) -> str:
        if self.word == "." and self.ahead(1) in ("/", "//"):
            self.next()
            return self.inner()
        raise NoCssError("a text that must be equal cannot be said in CSS")

    def inner(self) -> str:
        """An element that must stand inside."""
        lead = ""
        if self.take("//"):
            axis = "descendant"
        else:
            self.take("/")
            axis, lead = "child", "> "
        if self.word is None or not re.fullmatch(r"[A-Za-z*][\w-]*", self.word):
            raise NoCssError(f"'{self.word}' cannot be said in CSS")
        if self.ahead(1) == "(":
            raise NoCssError(f"the function '{self.word}' cannot be said in CSS")
        if self.ahead(1) == "::":
            combine, step = self.step("child")
            lead = "" if combine == " " else combine.lstrip()
        else:
            step = self.step(axis)[1]
        made = self.rest(step)
        suffix = f"[{made.attribute}]" if made.attribute else ""
        return f":has({lead}{made.selector}{suffix})"

    def _attribute_name(self) -> str:
        self.need("@")
        return self.next()
