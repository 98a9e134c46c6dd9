"""JSON-LD as pages have it: broken, nested, of several stories; and its limits."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.metadata.broken_json import read_values
from cleaner.metadata.json_ld import Node, address, main_article, read_graph, texts

PAGE = "https://rain.example/weather/flood"
STORY = {"@type": "NewsArticle", "url": PAGE, "headline": "River floods the old town"}


@pytest.mark.parametrize(
    ("script", "values"),
    [
        pytest.param('{"a": 1}', [{"a": 1}], id="as it should be"),
        pytest.param('{"a": 1,}', [{"a": 1}], id="a comma too many"),
        pytest.param('[{"a": 1,},]', [[{"a": 1}]], id="two commas too many"),
        pytest.param('{"a": "one\ntwo"}', [{"a": "one\ntwo"}], id="a raw line break"),
        pytest.param('<!-- {"a": 1} -->', [{"a": 1}], id="an HTML comment"),
        pytest.param('//<![CDATA[\n{"a": 1}\n//]]>', [{"a": 1}], id="CDATA marks"),
        pytest.param('{"a": 1};', [{"a": 1}], id="a semicolon"),
        pytest.param('{"a": 1}{"b": 2}', [{"a": 1}, {"b": 2}], id="two objects glued"),
        pytest.param("{&quot;a&quot;: &quot;b&quot;}", [{"a": "b"}], id="entities for quotes"),
        pytest.param(r'{"a": "it\'s"}', [{"a": "it's"}], id="an escape that JSON has not"),
        pytest.param('{"a": {"b": "cut of', [{"a": {"b": "cut of"}}], id="cut in a string"),
        pytest.param('{"a": 1, "b":', [{"a": 1}], id="cut before a value"),
        pytest.param('{"a": [1, 2', [{"a": [1, 2]}], id="cut in a list"),
        pytest.param("var a = 1;", [], id="a script"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_broken_scripts_give_what_they_say(script: str, values: list[object]) -> None:
    assert read_values(script) == values


def test_a_script_beyond_repair_gives_the_fields_it_says_once() -> None:
    script = (
        '{"@type": "NewsArticle", "headline": "he said "no" to it", '
        '"datePublished": "2021-11-22", "author": {"name": "Jane "J" Doe"}}'
    )
    assert read_values(script) == [{"@type": "NewsArticle", "datePublished": "2021-11-22"}]


def test_a_script_beyond_repair_with_two_stories_gives_no_date() -> None:
    story = '{"@type": "NewsArticle", "headline": "a "b" c", "datePublished": "2021-11-2%d"}, '
    assert read_values("[" + story % 1 + story % 2) == []


@pytest.mark.parametrize(
    "script",
    [
        pytest.param('{"a":' * 10_000, id="10,000 objects deep, never closed"),
        pytest.param('{"a":' * 10_000 + "1" + "}" * 10_000, id="10,000 objects deep"),
        pytest.param("[" * 10_000 + "]" * 10_000, id="10,000 lists deep"),
        pytest.param('{"a": "' + 'x\\"' * 500_000, id="a string of a million escapes"),
        pytest.param('{"a": [' + '{"b": 1},' * 100_000, id="100,000 objects, never closed"),
        pytest.param('{"a": 1,' * 50_000, id="50,000 openings"),
    ],
)
def test_hostile_scripts_end_soon(script: str) -> None:
    began = time.process_time()
    graph = read_graph([script])
    assert len(graph.nodes) <= 3_000
    assert time.process_time() - began < 5


@given(st.text(alphabet="{}[]\",:\\ \n'ab1-tnfx<!>;/", max_size=120))
def test_any_text_gives_values_and_no_error(script: str) -> None:
    assert all(isinstance(value, (dict, list)) for value in read_values(script))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
        ),
        max_leaves=12,
    )
)
def test_whole_json_is_read_as_it_stands(value: object) -> None:
    wanted = [value] if isinstance(value, (dict, list)) else []
    assert read_values(json.dumps(value)) == wanted


def found(*objects: object, titles: tuple[str, ...] = (), url: str = PAGE) -> Node | None:
    graph = read_graph([json.dumps(one) for one in objects])
    return main_article(graph, urls=(url,), titles=titles)


def test_the_story_of_the_page_is_found_in_a_graph() -> None:
    node = found({"@graph": [{"@type": "WebSite", "name": "The Daily Rain"}, STORY]})
    assert node is not None
    assert node.keys["headline"] == STORY["headline"]


def test_a_story_of_the_page_as_main_entity() -> None:
    node = found({"@type": "WebPage", "mainEntity": STORY})
    assert node is not None
    assert "newsarticle" in node.types


def test_a_story_that_agrees_comes_before_others() -> None:
    other = {**STORY, "url": "https://rain.example/other", "headline": "Sun over the new town"}
    node = found([other, STORY])
    assert node is not None
    assert node.keys["url"] == PAGE


def test_a_teaser_is_not_the_story_of_the_page() -> None:
    teasers = {
        "@type": "ItemList",
        "itemListElement": [
            {"@type": "NewsArticle", "url": "https://rain.example/x", "datePublished": "2020-01-01"}
        ],
    }
    assert found(teasers, titles=("River floods the old town",)) is None


def test_another_story_alone_is_not_the_page() -> None:
    other = {**STORY, "url": "https://rain.example/other", "headline": "Sun over the new town"}
    assert found(other, titles=("River floods the old town",)) is None


def test_a_story_that_names_no_page_is_the_page_when_it_is_alone() -> None:
    assert found({"@type": "Article", "datePublished": "2021-11-22"}) is not None


def test_addresses_are_compared_without_what_varies() -> None:
    assert address("http://www.rain.example/a/?x=1#top") == address("https://rain.example/a")


def test_texts_of_objects_lists_and_numbers() -> None:
    value = [{"@type": "Person", "name": " Jane &amp; Doe "}, "John Roe", 7, None, {"@value": "x"}]
    assert texts(value) == ("Jane & Doe", "John Roe", "7", "x")
