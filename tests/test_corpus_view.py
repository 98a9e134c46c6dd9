"""The view: safe to look at, readable as YAML, under names that no page has chosen."""

import json
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus.names import view_path
from cleaner.corpus.schema import RECORD_COLUMNS, Text
from cleaner.corpus.view import HEADER, render_view
from cleaner.text.visible import visible, visible_json

HOSTILE = [
    'He said: "no"',
    "---",
    "title\n---\ntext: injected",
    "yes",
    "2026-11-21",
    "12:30",
    "null",
    "{a: b}",
    "- item # no comment",
    "\x1b]0;owned\x07\x1b[31m",
    "\u202egpj.exe",
    "\u2066x\u2069",
    "\ufeff\u200b\u00ad",
    "\u2028\u2029\x85",
    "\U000e0041\U0001f600",
    "می‌خواهم",
    "'single' \\ back\\u0041",
    "\ufffe\uffff",
    "",
]
FIELDS = [name for name, kind in RECORD_COLUMNS if kind == Text() and name in HEADER]
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)


def record(text="One.\n\nTwo.", **fields):
    empty = dict.fromkeys(FIELDS)
    return {
        **empty,
        "id": "a",
        "authors": [],
        "dateline": None,
        "flags": [],
        "removed": [],
        "text": text,
        **fields,
    }


def header(view):
    head, rule, text = view.decode().removeprefix("---\n").partition("\n---\n")
    assert rule
    return yaml.safe_load(head), text


def test_view_is_a_header_and_paragraphs():
    removed = [{"category": name} for name in ("nav", "share", "nav")]
    view = render_view(record(title="Bridge opens", authors=["Ann Lee"], removed=removed))
    assert view.decode().splitlines()[:6] == [
        "---",
        'id: "a"',
        "url: null",
        "source: null",
        "outlet: null",
        'title: "Bridge opens"',
    ]
    fields, text = header(view)
    assert fields["removed"] == {"nav": 2, "share": 1}
    assert text == "\nOne.\n\nTwo.\n"


def test_view_without_text_ends_with_the_header():
    assert render_view(record(text="")).endswith(b"\n---\n")


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_read_back_and_are_seen(value):
    dateline = {"raw": value, "places": [value], "country": None, "agency": value, "date": None}
    fields = {**dict.fromkeys(FIELDS, value), "authors": [value, value], "dateline": dateline}
    view = render_view(record(text=value, **fields))
    assert not UNSAFE.search(view.decode())
    found, _ = header(view)
    assert {name: found[name] for name in fields} == fields


@given(st.text(), st.lists(st.text(max_size=9), max_size=3))
def test_any_value_reads_back(value, values):
    view = render_view(record(title=value, authors=values, text=value))
    assert not UNSAFE.search(view.decode())
    found, _ = header(view)
    assert (found["title"], found["authors"]) == (value, values)


def test_joiners_of_scripts_that_need_them_stay():
    assert visible("می‌خواهم") == "می‌خواهم"
    assert visible("a\tb\nc", one_line=True) == "a\\u0009b\\u000ac"
    assert visible("\U000e0041") == "\\U000e0041"


@given(st.recursive(st.text(), lambda inner: st.dictionaries(st.text(), inner, max_size=3)))
def test_json_made_visible_is_the_same_json(value):
    spelled = visible_json(value)
    assert not UNSAFE.search(spelled)
    assert json.loads(spelled) == value


NAMES = [
    ("000_b5d1991f9935ca56", "_unknown/000_b5d1991f9935ca56.txt"),
    ("plain-name", "_unknown/plain-name.txt"),
    ("https://www.example.com/2024/Foo", r"_unknown/example-com-2024-foo\.[a-z2-7]{16}\.txt"),
    ("../../etc/passwd", r"_unknown/etc-passwd\.[a-z2-7]{16}\.txt"),
    ("/etc/passwd", r"_unknown/etc-passwd\.[a-z2-7]{16}\.txt"),
    ("C:\\Windows", r"_unknown/c-windows\.[a-z2-7]{16}\.txt"),
    ("con", r"_unknown/page-con\.[a-z2-7]{16}\.txt"),
    ("COM1", r"_unknown/page-com1\.[a-z2-7]{16}\.txt"),
    ("x" * 5000, r"_unknown/x{80}\.[a-z2-7]{16}\.txt"),
    ("", r"_unknown/page\.[a-z2-7]{16}\.txt"),
    (".", r"_unknown/page\.[a-z2-7]{16}\.txt"),
    ("新华社", r"_unknown/page\.[a-z2-7]{16}\.txt"),
    ("-rf", r"_unknown/rf\.[a-z2-7]{16}\.txt"),
    ("a\x00b\n", r"_unknown/a-b\.[a-z2-7]{16}\.txt"),
]


@pytest.mark.parametrize(("id_", "path"), NAMES)
def test_names(id_, path):
    assert re.fullmatch(path, view_path(id_, None))


@pytest.mark.parametrize(
    ("outlet", "folder"),
    [
        ("The Times of Israel", "the-times-of-israel"),
        ("Le Monde – Économie", "le-monde-economie"),
        ("../..", "outlet-[a-z2-7]{16}"),
        ("新华社", "outlet-[a-z2-7]{16}"),
        ("Nul", "nul-[a-z2-7]{16}"),
        ("_unknown", "unknown"),
        ("", "_unknown"),
        ("y" * 500, "y{80}-[a-z2-7]{16}"),
    ],
)
def test_folders(outlet, folder):
    assert re.fullmatch(f"{folder}/a\\.txt", view_path("a", outlet))


@given(st.lists(st.text() | st.sampled_from(["A", "a", "á", "a ", "A-", "a_"]), unique=True))
def test_names_are_ours_and_never_meet(ids):
    paths = [view_path(id_, None).casefold() for id_ in ids]
    assert len(set(paths)) == len(ids)
    for path in paths:
        assert re.fullmatch(r"_unknown/[a-z0-9][a-z0-9_-]{0,90}(\.[a-z2-7]{16})?\.txt", path)
