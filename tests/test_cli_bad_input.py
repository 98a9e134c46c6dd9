"""Bad input: the message, the exit status, and what happens to the other inputs."""

from __future__ import annotations

import json
import os

import pytest
from command import clean

from cleaner.engines import inline as local

TEXT = """Council opens bridge to cyclists

The mayor said: “The café on the bridge stays closed – for good”, and left the meeting.

The council voted on Monday to open the old bridge to cyclists before the end of the year.
"""

UNTOLD = "and its encoding cannot be told"


@pytest.fixture
def inputs(tmp_path):
    """A folder with one good page, `good.txt`."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(TEXT)
    return folder


def records(answer):
    return {record["id"]: record for record in map(json.loads, answer.out.split("\n")[:-1])}


def test_an_empty_file_is_a_flagged_document(inputs):
    (inputs / "empty.txt").write_bytes(b"")
    (inputs / "blank.txt").write_bytes(b" \n\n")
    answer = clean(inputs, "-o", "-")
    assert answer.status == 0
    found = records(answer)
    assert set(found) == {"blank", "empty", "good"}
    for name in ("blank", "empty"):
        assert found[name]["flags"] == ["empty"]
        assert found[name]["text"] == ""


@pytest.mark.parametrize("pool", [False, True])
def test_an_empty_standard_input_has_no_page(tmp_path, pool):
    answer = clean("-", "-o", "-", stdin=b"", pool=pool)
    assert (answer.status, answer.out) == (0, "")
    assert answer.told[0] == "documents: 0"
    answer = clean("-", "-o", tmp_path / "corpus", stdin=b"", pool=pool)
    assert (answer.status, answer.told[-1]) == (
        0,
        f"corpus: {tmp_path / 'corpus'}, version 0: no documents",
    )


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (
            "photo.txt",
            b"\x89PNG\r\n\x1a\n\0\0",
            "photo.txt: not text but a PNG picture; give the text or HTML itself",
        ),
        (
            "dump.txt",
            bytes(range(256)) * 9,
            "dump.txt: not text: too many control characters; give the text or HTML itself",
        ),
        (
            "odd.txt",
            b"na\xb3e \xbfr\xf3d\xb3o",
            f"odd.txt: not UTF-8 at byte 2 (0xB3), {UNTOLD}; save it as UTF-8",
        ),
        (
            "scan.html",
            b"%PDF-1.7",
            "scan.html: not HTML but a PDF; give the HTML itself",
        ),
        (
            "records.jsonl",
            b'{"text": 1}',
            "records.jsonl#L1: 'text' is a number; write text",
        ),
    ],
)
def test_a_file_that_is_no_page_fails_alone(inputs, tmp_path, name, data, message):
    (inputs / name).write_bytes(data)
    corpus = tmp_path / "corpus"
    answer = clean(inputs, "-o", corpus)
    assert answer.status == 1
    assert answer.told[0] == message
    assert "failed: 1" in answer.told
    assert clean("show", corpus, "good").status == 0
    (kept,) = map(json.loads, (corpus / "quarantine.jsonl").read_bytes().splitlines())
    assert kept["message"] == message
    assert clean("verify", corpus).status == 0


def test_a_file_that_may_not_be_read_fails_alone(inputs, monkeypatch):
    (inputs / "secret.txt").write_text(TEXT)
    really = os.open

    def refuse(path, *rest, **named):
        if str(path).endswith("secret.txt"):
            raise PermissionError(13, "Permission denied", str(path))
        return really(path, *rest, **named)

    monkeypatch.setattr(os, "open", refuse)
    answer = clean(inputs, "-o", "-")
    assert answer.status == 1
    assert answer.told[0] == "secret.txt: no permission to read it; change its mode or owner"
    assert set(records(answer)) == {"good"}


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "utf-8-sig", "gb18030"])
def test_text_of_other_encodings_gives_the_same_document(inputs, encoding):
    (inputs / "other.txt").write_bytes(TEXT.encode(encoding))
    answer = clean(inputs, "-o", "-")
    if encoding == "gb18030":  # hardly a Chinese character in it: nothing tells what it is
        assert answer.status == 1
        assert "other.txt: not UTF-8 at byte " in answer.err
        return
    assert answer.status == 0
    good, other = records(answer)["good"], records(answer)["other"]
    own = {"id", "source", "input_sha256"}
    assert {k: v for k, v in good.items() if k not in own} == {
        k: v for k, v in other.items() if k not in own
    }


def test_a_page_on_which_cleaning_stumbles_fails_alone(inputs, monkeypatch):
    (inputs / "poison.txt").write_text("x")
    really = local.clean_page

    def stumble(page, rules):
        if page.id == "poison":
            raise IndexError("no such thing")
        return really(page, rules)

    monkeypatch.setattr(local, "clean_page", stumble)
    answer = clean(inputs, "-o", "-")
    assert answer.status == 1
    assert answer.told[0].startswith("poison.txt: a fault of this program (IndexError in stumble")
    assert set(records(answer)) == {"good"}


@pytest.mark.parametrize("target", ["corpus", "-"])
def test_strict_writes_nothing_when_an_input_fails(inputs, tmp_path, monkeypatch, target):
    monkeypatch.chdir(tmp_path)
    (inputs / "x.jsonl").write_text('{"text": "fine"}\n{}\n')
    answer = clean(inputs, "-o", target, "--strict")
    assert answer.status == 1
    assert answer.out == ""
    assert answer.told == [
        "x.jsonl#L2: has neither 'text' nor 'html'; name the field with the page so",
        "strict: 1 input failed; nothing was written",
    ]
    assert not (tmp_path / "corpus").exists()
    (inputs / "x.jsonl").unlink()
    assert clean(inputs, "-o", target, "--strict").status == 0


def test_two_pages_with_one_id_are_told_in_every_kind_of_run(inputs, tmp_path):
    (inputs / "good.html").write_text("<p>x")
    for target in ("-", tmp_path / "corpus"):
        answer = clean(inputs, "-o", target)
        assert answer.status == 1
        assert answer.told[0].startswith("good.txt: has the id 'good'")


# Wrong use: told before any work, and nothing is written


RULE = """version: 1
general:
  "*":
    rules:
      - id: appeal
        category: paywall
        pattern: '{pattern}'
        removes: ["Subscribe now aaaa"]
        keeps: ["Subscribers left."]
"""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            RULE.format(pattern="^Subscribe now").replace("pattern:", "patern:"),
            ":7: 'patern' is not a key of a rule; did you mean 'pattern'?",
        ),
        (
            RULE.format(pattern="^Subscribe now").replace(
                "category: paywall", "category: paywall\n        category: paywall"
            ),
            ":7: ",
        ),
        (RULE.format(pattern="^Subscribe now").replace("'^Subscribe now'", "no"), ":7: "),
        (RULE.format(pattern=r"^(Subscribe) now \1"), ":7: "),
        ("version: [", ":"),
    ],
    ids=["misspelt key", "duplicate key", "no as a value", "backreference", "no YAML"],
)
def test_unusable_rules_stop_the_run(inputs, tmp_path, text, message):
    rules = tmp_path / "mine.yaml"
    rules.write_text(text)
    answer = clean(inputs, "-o", tmp_path / "corpus", "--rules", rules)
    assert answer.status == 2
    assert answer.err.startswith(f"{rules}{message}")
    assert "Traceback" not in answer.err
    assert not (tmp_path / "corpus").exists()


def test_nested_repeats_are_welcome(inputs, tmp_path):
    rules = tmp_path / "mine.yaml"
    rules.write_text(RULE.format(pattern="^Subscribe now (a+)+$"))
    (inputs / "long.txt").write_text(TEXT + "\nSubscribe now " + "a" * 5000 + "!\n")
    assert clean(inputs, "-o", tmp_path / "corpus", "--rules", rules).status == 0


def test_wrong_use_is_told_in_one_line_and_nothing_is_written(inputs, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("x")
    before = sorted(tmp_path.rglob("*"))
    absent = "No such file or directory"
    engine = "'x' is not one of 'local', 'ray', 'spark'"
    neither = "neither a command nor a file or folder"
    see = "see 'clean --help'"
    for words, message in (
        (["inn", "-o", "c"], "inn: no such file or folder; did you mean 'in'?"),
        (["in", "zzz", "-o", "c"], "zzz: no such file or folder"),
        (["no/such", "-o", "c"], "no/such: no such file or folder; nor is there 'no'"),
        (["in", "-o", "file"], "file: is a file; name a folder for the corpus"),
        (["in", "-o", "file/c"], "file/c: file is a file; name another folder for the corpus"),
        (["in", "-o", "in"], "in: is not a corpus, it holds 'good.txt'; choose another folder"),
        (["in", "-o", "in/c"], "in/c: lies inside the input in; put the corpus beside its inputs"),
        (["in"], "no output is named; add '-o FOLDER', or '-o -' for records"),
        (["in", "-o", "c", "--rules", "r"], f"r:1: cannot be read: {absent}; name a rules file"),
        (["in", "-o", "c", "--frob"], f"no such option '--frob'; {see}"),
        (["in", "-o", "c", "--engine", "x"], f"invalid value for '--engine': {engine}; {see}"),
        (["explian", "in"], f"explian: {neither}; did you mean 'explain'?"),
        (["explain"], "missing argument 'INPUT...'; see 'clean explain --help'"),
        (["verify", "in"], "in: is no corpus; name a folder that clean has written"),
        (["show", "none", "a"], "none: no such folder; name a folder that clean has written"),
        (["-", "-", "-o", "c"], "-: the standard input can be read once; name it once"),
    ):
        answer = clean(*words)
        assert (answer.err, answer.out, answer.status) == (f"{message}\n", "", 2), words
    assert sorted(tmp_path.rglob("*")) == before


def test_no_words_at_all_show_the_help():
    answer = clean()
    assert answer.status == 2
    assert answer.err.startswith("Usage: clean INPUT... -o CORPUS")


def test_an_interrupt_is_told_and_has_its_status(inputs, tmp_path, monkeypatch):
    def interrupt(page, rules):
        raise KeyboardInterrupt

    monkeypatch.setattr(local, "clean_page", interrupt)
    answer = clean(inputs, "-o", tmp_path / "corpus")
    assert (answer.status, answer.err) == (130, "interrupted; nothing was changed\n")
