"""What failed is kept, shown, and tried again when something has changed that may help."""

from __future__ import annotations

import json

import pytest
from command import clean

TEXT = "Bridge opens\n\nCyclists may cross the bridge from Monday, the council said on Friday.\n"
PICTURE = b"\x89PNG\r\n\x1a\n"
TOLD = "b.txt: not text but a PNG picture; give the text or HTML itself"


@pytest.fixture
def inputs(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_bytes(PICTURE)
    return folder


def kept(corpus):
    path = corpus / "quarantine.jsonl"
    return [json.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []


def test_log_and_report_show_what_failed(inputs, tmp_path):
    corpus = tmp_path / "corpus"
    assert clean(inputs, "-o", corpus).status == 1
    assert f"    failed: {TOLD}" in clean("log", corpus).out.splitlines()
    (row,) = map(json.loads, clean("log", corpus, "--format", "json").out.splitlines())
    (failure,) = row["quarantine"]
    assert (failure["locator"], failure["reason"], failure["message"]) == (
        "b.txt",
        "not-text",
        TOLD,
    )
    assert len(failure["sha256"]) == 64
    report = tmp_path / "report.html"
    assert clean("report", corpus, "-o", report).status == 0
    assert "not text but a PNG picture" in report.read_text(encoding="utf-8")
    assert clean("verify", corpus).status == 0


def test_what_is_mended_leaves_the_quarantine(inputs, tmp_path):
    corpus = tmp_path / "corpus"
    clean(inputs, "-o", corpus)
    (inputs / "b.txt").write_text(TEXT.replace("Bridge", "Harbour"))
    answer = clean(inputs, "-o", corpus)
    assert (answer.status, kept(corpus)) == (0, [])
    assert "failed" not in clean("log", corpus).out


@pytest.fixture
def stumbling(inputs, tmp_path, monkeypatch):
    """A corpus with a page on which cleaning stumbled, and the pages that are cleaned after that."""
    corpus, cleaned = tmp_path / "corpus", []
    (inputs / "b.txt").write_text(TEXT.replace("Bridge", "Harbour"))

    def stumble(page, rules):
        cleaned.append(page.id)
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr("cleaner.engines.inline.clean_page", stumble)
        assert clean(inputs, "-o", corpus).status == 1
    assert sorted(cleaned) == ["a", "b"]
    assert [row["reason"] for row in kept(corpus)] == ["fault", "fault"]
    return corpus


def test_the_same_page_is_not_tried_in_vain(stumbling, inputs):
    before = kept(stumbling)
    answer = clean(inputs, "-o", stumbling)
    assert (answer.status, kept(stumbling)) == (1, before)
    assert answer.told[0].startswith("a.txt: a fault of this program (ZeroDivisionError")


@pytest.mark.parametrize("changed", ["bytes", "rules", "program", "limit", "asked"])
def test_it_is_tried_again_when_something_has_changed(
    stumbling, inputs, tmp_path, monkeypatch, changed
):
    words = [inputs, "-o", stumbling]
    match changed:
        case "bytes":
            for name in ("a.txt", "b.txt"):
                (inputs / name).write_text((inputs / name).read_text() + "It is long.\n")
        case "rules":
            rules = tmp_path / "mine.yaml"
            rules.write_text(
                "version: 1\ngeneral: {'*': {phrases: {nav: ['Nothing of the kind here']}}}\n"
            )
            words += ["--rules", rules]
        case "program":
            monkeypatch.setattr("cleaner.corpus.fresh.code_digest", lambda: "other")
        case "limit":
            words += ["--limit", "seconds=30"]
        case "asked":
            words += ["--again"]
    assert clean(*words).status == 0
    assert kept(stumbling) == []
