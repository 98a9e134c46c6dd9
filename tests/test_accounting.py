"""Every page that is read is one document, one failure, or was given before; the numbers add up."""

from __future__ import annotations

import json
import re

import pytest
from command import clean
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.corpus import read_records, verify_corpus

TEXT = "Council opens {} to cyclists\n\nThe council opened the {} on Monday, the mayor said.\n"


def numbers(answer):
    """The numbers of the summary by their labels."""
    rows = (line.partition(": ") for line in answer.told)
    first = {label: re.match(r"\d+", value) for label, _, value in rows}
    return {label: int(found[0]) for label, found in first.items() if found}


def add_up(answer, pages):
    told = numbers(answer)
    return told["documents"] + told.get("failed", 0) + told.get("given twice", 0) == pages


def row(id_, thing):
    return json.dumps({"id": id_, "text": TEXT.format(thing, thing)})


@pytest.fixture
def inputs(tmp_path):
    """Ten pages: five documents, two pages with a taken id, one given twice, two that fail."""
    folder = tmp_path / "in"
    folder.mkdir()
    lines = [row("a", "bridge"), row("b", "pier"), row("a", "tunnel"), row("a", "lift"), "[1]", ""]
    (folder / "one.jsonl").write_text("\n".join(lines))
    (folder / "c.txt").write_text(TEXT.format("harbour", "harbour"))
    (folder / "d.txt").write_text(TEXT.format("school", "school"))
    (folder / "e.txt").write_text("")
    (folder / "f.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (folder / "g.exe").write_text("no reader knows it")
    return folder


def test_the_summary_adds_up(inputs, tmp_path):
    target = tmp_path / "corpus"
    words = (inputs, inputs / "c.txt", "-o", target)
    for version in ("a first run", "the same run again"):
        answer = clean(*words)
        told = numbers(answer)
        assert told["documents"] == 5, version
        assert told["failed"] == 4, version
        assert told["left alone"] == 1, version
        assert add_up(answer, 9 + told.get("given twice", 0)), version
        assert len(list(read_records(target))) == 5
        failures = json.loads((target / "manifest.json").read_text())["counts"]["failures"]
        assert failures == told["failed"]
    assert verify_corpus(target) == ()


def test_pages_with_a_taken_id_are_no_documents(inputs, tmp_path):
    answer = clean(inputs / "one.jsonl", "-o", tmp_path / "corpus")
    assert numbers(answer)["documents"] == 2
    assert numbers(answer)["failed"] == 3
    assert [one for one in answer.told if "has the id 'a' of one.jsonl" in one]


def test_a_page_that_is_given_twice_is_one_document(inputs, tmp_path):
    folder = inputs / "c.txt"
    answer = clean(folder, folder, folder, "-o", tmp_path / "corpus")
    assert numbers(answer)["documents"] == 1
    assert numbers(answer)["given twice"] == 2
    again = clean(folder, folder, "-o", tmp_path / "corpus")
    assert numbers(again)["documents"] == 1
    assert numbers(again)["given twice"] == 1


def test_a_dry_run_adds_up_too(inputs, tmp_path):
    answer = clean(inputs, "-o", tmp_path / "corpus", "--dry-run")
    told = numbers(answer)
    assert (told["documents"], told["failed"]) == (5, 4)


@settings(max_examples=10)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["pier", "lift"])), max_size=12))
def test_any_pages_add_up(tmp_path_factory, pages):
    folder = tmp_path_factory.mktemp("any")
    source = folder / "pages.jsonl"
    source.write_text("".join(row(*page) + "\n" for page in pages))
    for run in (1, 2):
        answer = clean(source, source, "-o", folder / "corpus")
        told = numbers(answer) if pages else {"documents": 0}
        documents = told["documents"]
        assert documents == len({id_ for id_, _ in pages}), run
        assert documents + told.get("failed", 0) + told.get("given twice", 0) == 2 * len(pages), run
