"""Full-Text RSS site configs → a rules file; what it cannot say is listed with the reason.

XPath becomes CSS where CSS can say it, and stays XPath where it cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cleaner.errors import Problem
from cleaner.model import Category
from cleaner.rules.notes import nearest
from cleaner.rules.notes import quoted as shown
from cleaner.rules.scalars import KINDS
from cleaner.segment.html.tokens import read_names
from cleaner.workbench.xpath import Css, to_css
from cleaner.workbench.xpath_words import NoCssError

_LINE_RE = re.compile(r"([A-Za-z_]+)(\([^\n]*?\))?\s*:\s*(.*)")
_FIELDS = {"title": "title", "author": "authors", "date": "date"}
_STRIPS = frozenset({"strip", "native_ad_clue"})
_REASONS = {
    **dict.fromkeys(
        ("tidy", "prune", "parser", "autodetect_on_failure", "convert_double_br_tags"),
        "how another program parses; this one needs no setting",
    ),
    **dict.fromkeys(
        ("single_page_link", "single_page_link_in_feed", "next_page_link", "http_header"),
        "fetching is not what rules do",
    ),
    **dict.fromkeys(
        (
            *("requires_login", "login_uri", "login_username_field", "login_password_field"),
            *("login_extra_fields", "not_logged_in_xpath", "skip_id_check"),
        ),
        "signing in is not what rules do",
    ),
    **dict.fromkeys(
        ("find_string", "replace_string", "wrap_in", "move_into", "dissolve", "rename_tag"),
        "rules label parts of a page and never rewrite it",
    ),
    **dict.fromkeys(
        (
            "strip_image_src",
            "insert_detected_image",
            "src_lazy_load_attr",
            "strip_attr",
            "footnotes",
        ),
        "pictures and attributes are no text",
    ),
    "if_page_contains": "conditions on a page cannot be said",
    "skip_json_ld": "every statement of a page is weighed against the others",
    "strip_comments": "comments of the markup are never read",
    "test_contains": "a text that a page must hold cannot be said; see 'clean rules try'",
}
_KNOWN = frozenset({"body", "strip_id_or_class", "test_url", *_FIELDS, *_STRIPS, *_REASONS})
_MOST_BYTES = 1 << 18

Selector = str | dict[str, str]
"""CSS, or XPath as `{"xpath": …}`."""


@dataclass(slots=True)
class _Site:
    """What one config says in our words."""

    content: list[Selector] = field(default_factory=list)
    drop: dict[str, list[Selector]] = field(default_factory=dict)
    fields: dict[str, list[Selector]] = field(default_factory=dict)
    tests: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not (self.content or self.drop or self.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of a folder of configs.

    Attributes:
        yaml: the rules file.
        sites: how many outlets it holds.
        left: what could not be imported, by file and line.
    """

    yaml: str
    sites: int
    left: tuple[Problem, ...]


def import_ftr(folder: Path) -> Imported:
    """The configs of a folder as one rules file, each outlet with `status: proposed` selectors.

    Args:
        folder: with files named `HOST.txt`.
    """
    import yaml  # noqa: PLC0415 - not needed to import the package

    left: list[Problem] = []
    outlets: dict[str, Any] = {}
    for path in sorted(folder.glob("*.txt")):
        host = path.name.removesuffix(".txt").lstrip(".").removeprefix("www.").lower()
        if KINDS["host"].wrong(host) is not None:
            left.append(
                _left(path, 1, f"{path.stem!r} is no host", "only files of one site are read")
            )
            continue
        site = _read_site(path, left)
        if not site.empty and host not in outlets:
            outlets[host] = _entry(host, site)
        elif host in outlets:
            left.append(_left(path, 1, f"{host} has another file too", "join them"))
    content: dict[str, Any] = {"version": 1}
    if outlets:
        content["outlets"] = outlets
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    return Imported(yaml=text, sites=len(outlets), left=tuple(left))


def _entry(host: str, site: _Site) -> dict[str, Any]:
    html: dict[str, Any] = {"status": "proposed"}
    if site.tests:
        html["why"] = ("pages to try it on: " + " ".join(site.tests))[:1900]
    html |= {
        key: value
        for key, value in (("content", site.content), ("drop", site.drop), ("fields", site.fields))
        if value
    }
    return {"name": host, "html": html}


def _read_site(path: Path, left: list[Problem]) -> _Site:
    site = _Site()
    for number, key, value in _lines(path, left):
        if key not in _KNOWN:
            near = nearest(key, _KNOWN)
            hint = f"did you mean '{near}'?" if near else "it does nothing there either"
            left.append(_left(path, number, f"'{key}' is no key of a site config", hint))
        elif key in _REASONS:
            if value:
                left.append(_left(path, number, f"'{key}' is left out", _REASONS[key]))
        elif key == "test_url":
            site.tests.append(value)
        else:
            left.extend(_left(path, number, what, why) for what, why in _take(site, key, value))
    return site


def _lines(path: Path, left: list[Problem]) -> Iterator[tuple[int, str, str]]:
    data = path.read_bytes()[:_MOST_BYTES]
    for number, raw in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        match = _LINE_RE.fullmatch(line)
        if match is None:
            left.append(_left(path, number, "the line is no 'key: value'", "mend or remove it"))
            continue
        yield number, match[1].lower(), match[3].strip()


def _take(site: _Site, key: str, value: str) -> Iterator[tuple[str, str]]:
    """Puts a line into the site; (what, why) of what cannot be said."""
    try:
        found = _said(key, value)
    except NoCssError as error:
        wrong = KINDS["value xpath" if key in _FIELDS else "xpath"].wrong(value)
        if key == "strip_id_or_class":
            yield f"'{key}: {value}' is left out", str(error)
        elif wrong is not None:
            reason = wrong[0].removeprefix(shown(value)).lstrip(": ")
            yield f"'{key}: {value}' is left out", reason
        else:
            _put(site, key, {"xpath": value}, value)
        return
    for one in found:
        kind = "field selector" if key in _FIELDS else "selector"
        if KINDS[kind].wrong(one.field) is not None:
            yield f"'{key}: {value}' is left out", f"the parser cannot read {one.field}"
        elif key not in _FIELDS and one.attribute is not None:
            yield f"'{key}: {value}' is left out", "it names an attribute and no element"
        else:
            _put(site, key, one.field, one.selector)


def _put(site: _Site, key: str, selector: Selector, names: str) -> None:
    """Puts a selector where its key says; what is dropped gets the category its names speak of."""
    if key in _FIELDS:
        site.fields.setdefault(_FIELDS[key], []).append(selector)
    elif key == "body":
        site.content.append(selector)
    else:
        site.drop.setdefault(_category(names), []).append(selector)


def _said(key: str, value: str) -> Iterable[Css]:
    if key == "strip_id_or_class":
        name = value.strip("'\" ")
        if not re.fullmatch(r"[\w-]{2,80}", name):
            raise NoCssError("it is no name of an id or class")
        return (Css(f'[class*="{name}"]'), Css(f'[id*="{name}"]'))
    return to_css(value)


def _category(selector: str) -> str:
    """What the names in a selector speak of."""
    return str(read_names(re.sub(r"[^\w-]+", " ", selector)).zone or Category.OTHER)


def _left(path: Path, line: int, what: str, why: str) -> Problem:
    return Problem(file=path.name, line=line, what=what, remedy=why)
