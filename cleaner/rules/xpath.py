"""What is wrong with XPath in a rules file."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from cleaner.rules.notes import quoted
from cleaner.text.xpath import XPathError, finds_elements, steps_of


def wrong_with_xpath(value: str) -> tuple[str, str] | None:
    """What is wrong with XPath that must find elements, and what to do; None: nothing.

    >>> wrong_with_xpath("//div[@id='story']/p[1]") is None
    True
    >>> wrong_with_xpath("//p[document('x')]")[0]
    "'//p[document('x')]': the function 'document' is not used here"
    """
    return _wrong(value, values=False)


def wrong_with_value_xpath(value: str) -> tuple[str, str] | None:
    """What is wrong with XPath that may find elements, attributes or texts; None: nothing.

    >>> wrong_with_value_xpath("//meta[@name='day']/@content") is None
    True
    """
    return _wrong(value, values=True)


def _wrong(value: str, *, values: bool) -> tuple[str, str] | None:
    shown = quoted(value)
    if not value.isprintable():
        return f"{shown} has characters that do not print", "write it in one line"
    try:
        steps_of(value)
    except XPathError as error:
        return f"{shown}: {error.what}", error.remedy
    found = _tried(value)
    if isinstance(found, str):
        return f"{shown} is no XPath: {found}", "mend it"
    if not isinstance(found, list):
        return (
            f"{shown} finds no part of a page",
            "let it end with an element, @attribute or text()",
        )
    if not values and not finds_elements(value):
        return f"{shown} finds no elements", "let it end with the element"
    return None


@lru_cache(maxsize=1)
def _small_page() -> Any:  # noqa: ANN401 - imported on demand
    from lxml import etree  # noqa: PLC0415 - for files that have XPath alone

    return etree.fromstring("<html><body><p/></body></html>")


def _tried(xpath: str) -> Any:  # noqa: ANN401 - whatever an expression gives
    """What it finds on a small page; a text that says why it cannot be read."""
    from lxml import etree  # noqa: PLC0415

    try:
        found = etree.XPath(xpath)(_small_page())
    except etree.XPathError as error:
        return str(error).lower().rstrip(".") or "it cannot be read"
    return None if isinstance(found, str) else found
