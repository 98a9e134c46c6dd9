"""The kinds of text that stand in a rules file: how each is checked, and how a schema says it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from cleaner.model import XPATH, Category, Scope, Zone
from cleaner.rules.book import Status
from cleaner.rules.codes import COUNTRIES, LANGUAGES
from cleaner.rules.notes import quoted, suggestion
from cleaner.rules.patterns import LONGEST_PATTERN, pattern_steps, wrong_with_pattern
from cleaner.rules.xpath import wrong_with_value_xpath, wrong_with_xpath
from cleaner.text.xpath import LONGEST as LONGEST_XPATH

Wrong = tuple[str, str | None]

_HOST = r"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$"
_LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"
_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_FULL_ID = r"^[a-zA-Z0-9.-]+(/[a-z0-9_-]+)+$"
_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_WORD_KIND = r"^[a-z]+(_[a-z]+)*$"
_ATTRIBUTE = re.compile(r"^[A-Za-z_][\w:.-]*$")
_LONGEST_SELECTOR = 500
_LONGEST_TEXT = 2000

PAGE_FIELDS = (
    "authors",
    "date",
    "dateline",
    "kicker",
    "language",
    "modified",
    "outlet",
    "section",
    "standfirst",
    "title",
)
"""The fields that a selector can read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of scalar.

    Attributes:
        wrong: what is wrong with a value and what to do, or None.
        schema: JSON Schema of it.
        plain: YAML's guesses that are meant when they stand unquoted.
        cost: steps of the compiled pattern, for kinds that are one.
    """

    wrong: Callable[[str], Wrong | None]
    schema: dict[str, Any]
    plain: frozenset[str] = field(default_factory=frozenset)
    cost: Callable[[str], int] | None = None


def split_attribute(selector: str) -> tuple[str, str | None]:
    """The CSS selector and the attribute of `css@attribute`; None for the element's text.

    >>> split_attribute("time[datetime]@datetime"), split_attribute('a[href="x@y"]')
    (('time[datetime]', 'datetime'), ('a[href="x@y"]', None))
    """
    if selector.startswith(XPATH):
        return selector, None
    css, at, attribute = selector.rpartition("@")
    if at and _ATTRIBUTE.match(attribute[:80]):
        return css, attribute
    return selector, None


def _shaped(pattern: str, what: str, remedy: str, longest: int = 253) -> Kind:
    made = re.compile(pattern)

    def wrong(value: str) -> Wrong | None:
        if len(value) <= longest and made.match(value) and not value.endswith("\n"):
            return None
        return f"{quoted(value)} is no {what}", remedy

    return Kind(wrong=wrong, schema={"type": "string", "pattern": pattern, "maxLength": longest})


def _one_of(values: tuple[str, ...], what: str) -> Kind:
    known = frozenset(values)

    def wrong(value: str) -> Wrong | None:
        if value in known:
            return None
        return f"{quoted(value)} is no {what}", suggestion(value, known)

    return Kind(wrong=wrong, schema={"enum": sorted(values)})


def _text() -> Kind:
    def wrong(value: str) -> Wrong | None:
        if not value.strip():
            return "the text is empty", "write it or take the line out"
        if len(value) > _LONGEST_TEXT:
            return f"the text is longer than {_LONGEST_TEXT} characters", "shorten it"
        return None

    return Kind(
        wrong=wrong, schema={"type": "string", "pattern": r"\S", "maxLength": _LONGEST_TEXT}
    )


def _pattern() -> Kind:
    return Kind(
        wrong=wrong_with_pattern,
        schema={"type": "string", "pattern": r"\S", "maxLength": LONGEST_PATTERN},
        cost=pattern_steps,
    )


def _host() -> Kind:
    shape = _shaped(_HOST, "host", "write it as example.com, without www., scheme or path")

    def wrong(value: str) -> Wrong | None:
        if value.startswith("www."):
            return f"{quoted(value)} begins with www.", f"write {quoted(value[4:])}"
        return shape.wrong(value)

    schema = {**shape.schema, "not": {"pattern": "^www\\."}}
    return Kind(wrong=wrong, schema=schema)


def _language() -> Kind:
    shape = _shaped(_LANGUAGE, "language", "write BCP 47, such as en, pt-BR or zh-Hant", 20)

    def wrong(value: str) -> Wrong | None:
        found = shape.wrong(value)
        main = value.split("-", maxsplit=1)[0]
        if found is None and len(main) == 2 and main not in LANGUAGES:
            return f"{quoted(value)} is no language", "ISO 639-1 does not know it"
        return found

    return Kind(wrong=wrong, schema=shape.schema)


def _general() -> Kind:
    language = _language()

    def wrong(value: str) -> Wrong | None:
        return None if value == "*" else language.wrong(value)

    return Kind(wrong=wrong, schema={"anyOf": [{"const": "*"}, language.schema]})


def _country() -> Kind:
    def wrong(value: str) -> Wrong | None:
        if value in COUNTRIES:
            return None
        meant = {"UK": "GB", "EL": "GR"}.get(value.upper(), value.upper())
        remedy = "write ISO 3166-1, two capitals, such as FR"
        if meant in COUNTRIES:
            remedy = f"did you mean '{meant}'?"
        return f"{quoted(value)} is no country", remedy

    return Kind(wrong=wrong, schema={"enum": sorted(COUNTRIES)})


def _date() -> Kind:
    shape = _shaped(_DATE, "date", "write it as 2026-11-21", 10)

    def wrong(value: str) -> Wrong | None:
        found = shape.wrong(value)
        if found is None:
            try:
                date.fromisoformat(value)
            except ValueError:
                return f"{quoted(value)} is no day of the calendar", "write it as 2026-11-21"
        return found

    return Kind(wrong=wrong, schema=shape.schema, plain=frozenset({"timestamp"}))


@lru_cache(maxsize=1)
def _small_page() -> Any:  # noqa: ANN401 - imported on demand
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415

    return LexborHTMLParser("<p>")


@lru_cache(maxsize=8192)
def _css_parses(css: str) -> bool:
    from selectolax.lexbor import SelectolaxError  # noqa: PLC0415 - on demand

    try:
        _small_page().css(css)
    except SelectolaxError:
        return False
    return True


def _selector(*, attribute: bool) -> Kind:
    def wrong(value: str) -> Wrong | None:
        css = split_attribute(value)[0] if attribute else value
        if len(value) > _LONGEST_SELECTOR or css.count("(") > 20:
            return f"{quoted(value)} is too long for a selector", "make several of it"
        if css.isprintable() and css.strip() and _css_parses(css):
            return None
        remedy = "write css or css@attribute" if attribute else "CSS is needed"
        if value.lstrip("(").startswith("/") or value.startswith(XPATH):
            remedy = f"write XPath as {{xpath: '{value.removeprefix(XPATH).strip()[:60]}'}}"
        return f"{quoted(value)} is no selector", remedy

    return Kind(
        wrong=wrong, schema={"type": "string", "pattern": r"\S", "maxLength": _LONGEST_SELECTOR}
    )


def _constant(value: str, *, plain: str, schema: object) -> Kind:
    def wrong(seen: str) -> Wrong | None:
        return None if seen == value else (f"{quoted(seen)} is not known here", f"write {value}")

    return Kind(wrong=wrong, schema={"enum": [schema, value]}, plain=frozenset({plain}))


_XPATH_SCHEMA = {"type": "string", "pattern": r"^\s*[(/]", "maxLength": LONGEST_XPATH}

KINDS: dict[str, Kind] = {
    "version": _constant("1", plain="int", schema=1),
    "true": _constant("true", plain="bool", schema=True),
    "text": _text(),
    "pattern": _pattern(),
    "selector": _selector(attribute=False),
    "field selector": _selector(attribute=True),
    "xpath": Kind(wrong=wrong_with_xpath, schema=_XPATH_SCHEMA),
    "value xpath": Kind(wrong=wrong_with_value_xpath, schema=_XPATH_SCHEMA),
    "category": _one_of(tuple(Category), "category"),
    "scope": _one_of(tuple(one for one in Scope if one is not Scope.UNTIL), "scope"),
    "zone": _one_of(tuple(Zone), "zone"),
    "status": _one_of(tuple(Status), "status"),
    "page field": _one_of(PAGE_FIELDS, "field"),
    "date": _date(),
    "host": _host(),
    "country": _country(),
    "language": _language(),
    "general": _general(),
    "id": _shaped(_ID, "rule id", "write words in small letters with hyphens: support-appeal", 80),
    "full id": _shaped(_FULL_ID, "full rule id", "write outlet/rule, such as example.com/appeal"),
    "template": _shaped(_ID, "template name", "write words in small letters with hyphens", 80),
    "word kind": _shaped(_WORD_KIND, "kind of words", "write small letters, such as updated", 40),
}
