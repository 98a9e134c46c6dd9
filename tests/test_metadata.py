"""Metadata: a table a field in `tests/cases/metadata`, each row a small page and its fields."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from cleaner.metadata import find_metadata
from cleaner.model import (
    Block,
    Category,
    Document,
    Element,
    Finding,
    Hints,
    Hit,
    HtmlRules,
    Metadata,
    Outlet,
    Page,
)
from cleaner.model.markup import Mark, MarkKind, Markup, Place

CASES = Path(__file__).parent / "cases" / "metadata"


@dataclass(frozen=True)
class Rules:
    """What the rules know of a made-up page."""

    outlet: Outlet | None = None
    language: str | None = "en"
    sha256: str = ""
    html: HtmlRules = field(default_factory=HtmlRules)

    def hits(self, text: str) -> tuple[Hit, ...]:  # noqa: ARG002
        return ()

    def ends(self, until: str, text: str) -> bool:  # noqa: ARG002
        return False

    def words(self, kind: str) -> frozenset[str]:
        return {
            "updated": frozenset({"updated", "last updated"}),
            "published": frozenset({"published"}),
            "by": frozenset({"by"}),
        }.get(kind, frozenset())

    def agencies(self) -> dict[str, str]:
        return {"afp": "AFP", "reuters": "Reuters", "associated press": "Associated Press"}


def rows() -> list[Any]:
    params = []
    for file in sorted(CASES.glob("*.yaml")):
        for row in yaml.safe_load(file.read_text(encoding="utf-8")):
            marks = [pytest.mark.xfail(strict=True)] if row["kind"] == "known_failure" else []
            params.append(pytest.param(row, id=f"{file.stem}: {row['label']}", marks=marks))
    return params


def metadata_of(page: dict[str, Any]) -> Metadata:
    """The metadata of a page as a row of a table writes it."""
    known = dict(page.get("hints", {}))
    if "authors" in known:
        known["authors"] = tuple(known["authors"])
    blocks = tuple(_block(number, one) for number, one in enumerate(page.get("blocks", ()), 1))
    doc = Document(
        page=Page(id="a", content="", url=page.get("url"), hints=Hints(**known)),
        blocks=blocks,
        markup=_markup(page),
    )
    outlet = Outlet(**page["outlet"]) if "outlet" in page else None
    selection = tuple(Finding(**one) for one in page.get("selection", ()))
    fields = tuple(tuple(one) for one in page.get("fields", ()))
    html = HtmlRules(fields=fields)
    rules = Rules(outlet=outlet, language=page.get("language", "en"), html=html)
    return find_metadata(doc, rules, selection)


def _block(number: int, written: Any) -> Block:
    category, text, *more = written
    block = Block(line=number, source=text, text=text, element=Element.LINE)
    block = block.labelled(Category(category), "test/rule")
    for extra in more:
        if "values" in extra:
            values = tuple((key, value) for key, value in extra["values"].items())
            block = replace(block, values=values)
        if "cut" in extra:
            start = text.index(extra["cut"])
            block = block.with_cut(start, start + len(extra["cut"]), Category.DATELINE, "test/cut")
    return block


def _markup(page: dict[str, Any]) -> Markup | None:
    names = {"title_tag", "metas", "json_ld", "canonical", "html_lang", "h1s", "headline", "marks"}
    if not names & set(page):
        return None
    scripts = tuple(
        one if isinstance(one, str) else json.dumps(one) for one in page.get("json_ld", ())
    )
    return Markup(
        title_tag=page.get("title_tag"),
        metas=tuple((name, content) for name, content in page.get("metas", {}).items()),
        json_ld=scripts,
        canonical=page.get("canonical"),
        html_lang=page.get("html_lang"),
        h1s=tuple(page.get("h1s", ())),
        headline=page.get("headline"),
        marks=tuple(_mark(one) for one in page.get("marks", ())),
    )


def _mark(written: dict[str, Any]) -> Mark:
    return Mark(
        kind=MarkKind(written["kind"]),
        text=written.get("text", ""),
        value=written.get("value"),
        place=Place(written.get("place", "head")),
        tokens=tuple(written.get("tokens", ())),
        name=written.get("name"),
        rule=written.get("rule"),
    )


@pytest.mark.parametrize("row", rows())
def test_rows_hold(row: dict[str, Any]) -> None:
    found = metadata_of(row["input"])
    for name, value in row["expect"].items():
        if name == "findings":
            for wanted in value:
                assert any(_matches(one, wanted) for one in found.findings), found.findings
            continue
        assert _plain(getattr(found, name)) == value, (name, found.findings)


def _matches(one: Finding, wanted: dict[str, Any]) -> bool:
    return all(
        str(value) in str(getattr(one, key))
        if key in {"why", "origin"}
        else getattr(one, key) == value
        for key, value in wanted.items()
    )


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if value is not None and not isinstance(value, str):
        return {
            key: list(part) if isinstance(part, tuple) else part
            for key in ("raw", "places", "country", "agency", "date")
            if (part := getattr(value, key)) not in (None, ())
        }
    return value


def test_a_page_without_anything_has_no_fields() -> None:
    found = metadata_of({"blocks": [["body", "Rain fell on the town for three days."]]})
    assert found == replace(Metadata(), language="en", findings=found.findings)
    assert {one.field for one in found.findings} == {"language"}


def test_winners_stand_in_front_and_findings_are_bounded() -> None:
    marks = [
        {"kind": "time", "value": f"2021-11-{day:02}", "place": "related"} for day in range(1, 29)
    ]
    found = metadata_of({"metas": {"article:published_time": "2021-11-30"}, "marks": marks})
    dates = [one for one in found.findings if one.field == "date"]
    assert dates[0].used
    assert dates[0].value == "2021-11-30"
    assert len(dates) == 12
    assert all(one.why for one in dates[1:])
