"""What must hold of the metadata of any page, however odd what it says."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from test_metadata import metadata_of

from cleaner.metadata.moments import is_after_fetch
from cleaner.metadata.settle import MAX_FINDINGS
from cleaner.model import Category, Metadata
from cleaner.model.markup import MarkKind, Place

DAYS = st.sampled_from(
    [
        "2021-11-22",
        "2021-11-22T10:00:00Z",
        "22.11.2021",
        "04.05.2021",
        "Updated 23 Nov 2021",
        "2031",
        "1637575200",
        "2021-02-30",
        "yesterday",
        "9 min ago",
        "© 2019",
        "",
        "٢٠٢١/١١/٢٢",
    ]
)
NAMES = st.sampled_from(
    [
        "By Jane Doe",
        "Jane Doe and John Roe",
        "Reuters",
        "The Daily Rain",
        "jane@rain.example",
        "By",
        "http://[x",
        "大渡 美咲",
        "",
        " ",
        "By Jane Doe, 22 November 2021",
        "x" * 400,
    ]
)
WORDS = DAYS | NAMES | st.text(max_size=30)
PAGES: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "url": st.none() | st.sampled_from(["https://dailyrain.example/2021/11/22/a", "http://[x"]),
        "headline": st.none() | WORDS,
        "title_tag": st.none() | WORDS,
        "h1s": st.lists(WORDS, max_size=3),
        "metas": st.dictionaries(
            st.sampled_from(
                [
                    "og:title",
                    "og:site_name",
                    "author",
                    "article:published_time",
                    "og:updated_time",
                    "article:section",
                    "date",
                    "description",
                    "datepublished",
                ]
            ),
            WORDS,
        ),
        "json_ld": st.lists(
            st.fixed_dictionaries(
                {"@type": st.sampled_from(["NewsArticle", "Person", "Organization"])},
                optional={
                    key: WORDS | st.lists(WORDS, max_size=2) | st.none() | st.integers()
                    for key in ("headline", "author", "datePublished", "dateModified", "publisher")
                },
            )
            | st.text(max_size=40),
            max_size=3,
        ),
        "marks": st.lists(
            st.fixed_dictionaries(
                {
                    "kind": st.sampled_from([str(one) for one in MarkKind]),
                    "text": WORDS,
                    "place": st.sampled_from([str(one) for one in Place]),
                    "value": st.none() | DAYS,
                    "name": st.none()
                    | st.sampled_from(["datePublished", "author", "date", "authors"]),
                }
            ),
            max_size=6,
        ),
        "blocks": st.lists(
            st.tuples(st.sampled_from([str(one) for one in Category]), WORDS.filter(str.strip)),
            max_size=6,
        ),
        "hints": st.sampled_from([{}, {"retrieved": "2021-12-01T00:00:00Z"}, {"date": "2020"}]),
    }
)


@given(PAGES)
def test_any_page_has_metadata_that_its_findings_prove(page: dict[str, Any]) -> None:
    found = metadata_of(page)
    used = {one.field: one.value for one in reversed(found.findings) if one.used}
    for field in ("outlet", "title", "standfirst", "section", "date", "modified", "language"):
        assert getattr(found, field) == used.get(field)
    assert list(found.authors) == [
        one.value for one in found.findings if one.used and one.field == "authors"
    ]
    assert (found.date is None) == (found.date_source is None)
    assert all(one.why for one in found.findings if not one.used)


@given(PAGES)
def test_no_page_was_published_after_it_was_fetched(page: dict[str, Any]) -> None:
    found = metadata_of(page)
    if found.date and found.retrieved and found.date_source != "hint":
        assert not is_after_fetch(found.date, found.retrieved)


@given(PAGES)
def test_findings_are_bounded(page: dict[str, Any]) -> None:
    found = metadata_of(page)
    fields = [one.field for one in found.findings]
    assert all(fields.count(field) <= max(MAX_FINDINGS, len(found.authors)) for field in fields)


@given(PAGES)
def test_the_same_page_gives_the_same(page: dict[str, Any]) -> None:
    first, second = metadata_of(page), metadata_of(page)
    assert isinstance(first, Metadata)
    assert first == second
