"""Copies get labels; nothing is dropped, and looking again changes nothing."""

import json
import random

import pytest
from command import clean

from cleaner.corpus import corpus_version, read_records, verify_corpus

pytest.importorskip("datasketch")

WORDS = ["council", "bridge", "river", "mayor", "city", "report", "school", "pillar", "ferry"]


def story(seed, changed=0):
    dice = random.Random(seed)
    words = [f"{dice.choice(WORDS)}{dice.randrange(9)}" for _ in range(240)]
    for number in range(changed):
        words[number * 30] = "other"
    lines = [" ".join(words[at : at + 60]).capitalize() + "." for at in range(0, 240, 60)]
    return "\n\n".join(["A story of the council", *lines]) + "\n"


PAGES = [
    {"id": "a", "text": story(1), "date": "2021-03-05", "outlet": "The Oslo Post"},
    {"id": "b", "text": story(1, changed=2), "date": "2021-03-04", "outlet": "The Bergen Post"},
    {"id": "c", "text": story(1, changed=1), "date": "2023-03-04"},  # years later
    {"id": "d", "text": story(2), "date": "2021-03-04"},
    {"id": "e", "text": story(1, changed=3)},  # no date
    {"id": "f", "text": story(2)},  # no date, but the very same text
    {"id": "g", "text": "Too short to say.\n\nReally too short.\n", "date": "2021-03-04"},
]


def write(folder, pages):
    (folder / "pages.jsonl").write_text("".join(json.dumps(page) + "\n" for page in pages))
    return clean(folder / "pages.jsonl", "-o", folder / "c")


@pytest.fixture
def corpus(tmp_path):
    assert write(tmp_path, PAGES).status == 0
    return tmp_path / "c"


def flags(corpus):
    return {
        one["id"]: [flag for flag in one["flags"] if flag.startswith("duplicate_of:")]
        for one in read_records(corpus)
    }


def test_copies_within_the_window_of_dates_are_labelled(corpus):
    before = {one["id"]: one["text"] for one in read_records(corpus)}
    answer = clean("dedup", corpus)
    assert answer.told == [f"{corpus}, version 1: 4 documents in 2 groups of copies"]
    assert flags(corpus) == {
        "a": ["duplicate_of:b"], "b": [], "c": [], "d": [], "e": [], "f": ["duplicate_of:d"], "g": []
    }  # fmt: skip
    assert {one["id"]: one["text"] for one in read_records(corpus)} == before
    assert verify_corpus(corpus) == ()


def test_looking_again_changes_nothing(corpus):
    clean("dedup", corpus)
    answer = clean("dedup", corpus)
    assert answer.told[-1].endswith("; nothing to write")
    assert corpus_version(corpus) == 1


def test_any_date(corpus):
    clean("dedup", corpus, "--any-date")
    labelled = {id_ for id_, several in flags(corpus).items() if several}
    assert labelled == {"a", "c", "e", "f"}


def test_a_run_keeps_labels_of_texts_that_stay(corpus, tmp_path):
    clean("dedup", corpus)
    assert write(tmp_path, PAGES).told[-1].endswith("nothing to write")
    answer = clean(tmp_path / "pages.jsonl", "-o", corpus, "--again")
    assert answer.told[-1].endswith("7 unchanged; nothing to write")
    changed = [{**PAGES[0], "text": story(9)}, *PAGES[1:]]
    write(tmp_path, changed)
    assert flags(corpus)["a"] == []
    assert flags(corpus)["f"] == ["duplicate_of:d"]
    clean("dedup", corpus)
    assert flags(corpus)["f"] == ["duplicate_of:d"]
    assert verify_corpus(corpus) == ()


def test_log_and_diff_name_the_cause(corpus):
    clean("dedup", corpus)
    assert "copies were looked for" in clean("log", corpus).out
    diff = json.loads(clean("diff", corpus, "--format", "json").out)
    assert diff["because"] == {"copies were looked for": 2}
    assert diff["documents"][0]["fields"][0]["after"] == '["duplicate_of:b"]'


def test_the_order_of_pages_does_not_matter(corpus, tmp_path):
    clean("dedup", corpus)
    other = tmp_path / "other"
    other.mkdir()
    write(other, list(reversed(PAGES)))
    clean("dedup", other / "c")
    assert flags(other / "c") == flags(corpus)
