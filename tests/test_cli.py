"""The commands: what each says, writes and returns."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from command import clean

from cleaner.version import __version__

ROOT = Path(__file__).parents[1]
TEXT = """Council opens bridge to cyclists

The council voted on Monday to open the old bridge to cyclists before the end of the year.

The bridge was closed to cars in 2019 after engineers found cracks in two of its pillars.
"""


@pytest.fixture
def inputs(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_text(TEXT.replace("bridge", "tunnel"))
    return folder


@pytest.fixture
def corpus(inputs, tmp_path):
    target = tmp_path / "corpus"
    assert clean(inputs, "-o", target).status == 0
    return target


def records(answer):
    return [json.loads(line) for line in answer.out.split("\n")[:-1]]


def everything(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# Cleaning


def test_records_on_the_standard_output_and_nothing_else(inputs):
    answer = clean(inputs, "-o", "-")
    assert answer.status == 0
    assert [record["id"] for record in records(answer)] == ["a", "b"]
    assert answer.told[0] == "documents: 2"


def test_a_corpus_is_written_and_a_second_run_changes_no_byte(inputs, corpus):
    before = everything(corpus)
    answer = clean(inputs, "-o", corpus)
    assert answer.status == 0
    assert answer.told[-1].endswith("2 unchanged; nothing to write")
    assert everything(corpus) == before


def test_no_view(inputs, tmp_path):
    assert clean(inputs, "-o", tmp_path / "c", "--no-view").status == 0
    assert not (tmp_path / "c" / "text").exists()


def test_the_summary_counts_what_was_left_alone(inputs, tmp_path):
    for name in ("x.png", "y.png", "z.pdf", "README"):
        (inputs / name).write_text("x")
    told = clean(inputs, "-o", "-").told
    assert "left alone: 4: .png 2, .pdf 1, no suffix 1 (no reader knows them)" in told


def test_quiet_says_nothing(inputs, tmp_path):
    assert clean(inputs, "-o", tmp_path / "c", "--quiet").err == ""


def test_a_summary_on_a_terminal_is_in_columns(inputs, tmp_path):
    err = clean(inputs, "-o", tmp_path / "c", terminal=True).err
    assert "documents" in err
    assert "documents: " not in err


def test_the_standard_input_is_a_dump_or_records():
    (record,) = records(clean("-", "-o", "-", stdin=TEXT.encode()))
    assert record["id"] == "stdin"
    data = json.dumps({"text": TEXT, "id": "x", "outlet": "The Gazette"}).encode()
    (record,) = records(clean("-", "-o", "-", stdin=data))
    assert (record["id"], record["outlet"]) == ("x", "The Gazette")


def test_the_number_of_workers_changes_nothing(inputs):
    assert clean(inputs, "-o", "-", "--workers", 3).out == clean(inputs, "-o", "-").out


def test_a_dry_run_writes_nothing_and_names_what_would_change(inputs, corpus):
    (inputs / "a.txt").write_text(TEXT.replace("Monday", "Tuesday"))
    (inputs / "c.txt").write_text(TEXT)
    before = everything(corpus)
    answer = clean(inputs, "-o", corpus, "--dry-run")
    assert answer.out.startswith(
        "version 0 → the run\ndocuments: 1 added, 1 updated; 1 unchanged\n"
        "1 document: the input changed\n"
    )
    assert "\na: updated, the input changed\n" in answer.out
    assert "\nc: added\n" in answer.out
    assert answer.told[-1] == (
        f"corpus: {corpus}: 1 would be added, 1 would be updated, 1 unchanged; nothing was written"
    )
    assert everything(corpus) == before
    absent = corpus.parent / "none"
    assert "documents: 3 added; 0 unchanged" in clean(inputs, "-o", absent, "--dry-run").out
    assert not absent.exists()


def test_rules_on_top(inputs, tmp_path):
    rules = tmp_path / "mine.yaml"
    rules.write_text('version: 1\ngeneral:\n  "*":\n    phrases:\n      other: ["Now read on"]\n')
    (inputs / "a.txt").write_text(TEXT + "\nNow read on\n")
    before, _ = records(clean(inputs, "-o", "-"))
    after, _ = records(clean(inputs, "-o", "-", "--rules", rules))
    removed = [one["text"] for one in after["removed"] if one["category"] == "other"]
    assert removed == ["Now read on"]
    assert before["rules_sha256"] != after["rules_sha256"]


# The other commands


def test_explain(inputs):
    answer = clean("explain", inputs / "a.txt")
    assert answer.status == 0
    assert answer.out.startswith("a.txt\n3 lines: 2 kept, → 1 lifted into fields, − 0 removed\n")
    shown = clean("explain", "-", "--format", "json", stdin=TEXT.encode())
    (record,) = records(shown)
    assert [block["category"] for block in record["blocks"]] == ["title", "body", "body"]
    assert all(block["rule"] for block in record["blocks"])
    assert {"used", "why"} <= record["findings"][0].keys()


def test_show(corpus):
    answer = clean("show", corpus, "a")
    assert "title: Council opens bridge to cyclists" in answer.out
    assert answer.out.endswith("two of its pillars.\n")
    assert json.loads(clean("show", corpus, "a", "--format", "json").out)["id"] == "a"
    missing = clean("show", corpus, "aa")
    assert missing.status == 2
    assert "did you mean 'a'?" in missing.err


def test_show_a_version(inputs, corpus):
    (inputs / "a.txt").write_text(TEXT.replace("Monday", "Tuesday"))
    clean(inputs, "-o", corpus)
    assert "Tuesday" in clean("show", corpus, "a").out
    assert "Monday" in clean("show", corpus, "a", "--version", 0).out
    assert clean("show", corpus, "a", "--version", 9).status == 2


def test_export_gives_the_records_of_the_run(inputs, corpus, tmp_path):
    printed = records(clean(inputs, "-o", "-"))
    assert records(clean("export", corpus)) == printed
    target = tmp_path / "out.jsonl"
    assert clean("export", corpus, "--format", "jsonl", "-o", target).out == ""
    assert [json.loads(line) for line in target.read_bytes().splitlines()] == printed
    assert clean("export", corpus, "-o", tmp_path).status == 2
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_verify(corpus):
    answer = clean("verify", corpus)
    assert (answer.status, answer.out) == (0, "")
    view = next((corpus / "text").rglob("*.txt"))
    view.write_text("changed")
    answer = clean("verify", corpus)
    assert answer.status == 1
    assert str(view) in answer.out


def test_rules_check_and_schema(tmp_path):
    assert json.loads(clean("rules", "schema").out)["$schema"]
    rules = tmp_path / "mine.yaml"
    rules.write_text(
        "version: 1\n"
        "outlets:\n"
        "  example.com:\n"
        "    name: Example\n"
        "    hosts: [example.com]\n"
        "    rules:\n"
        "      - id: appeal\n"
        "        category: paywall\n"
        "        pattern: '^Subscribe now'\n"
        '        removes: ["Subscribe now and read on"]\n'
        '        keeps: ["Subscribers left the paper."]\n'
    )
    assert str(rules) not in clean("rules", "check", rules).out


def test_version_and_help():
    assert clean("--version").out == f"clean {__version__}\n"
    out = clean("--help").out
    for word in ("INPUT... -o CORPUS", "--strict", "explain", "Exit status"):
        assert word in out
    for command in ("explain", "export", "rules", "show", "verify"):
        assert clean(command, "--help").out.startswith(f"Usage: clean {command}")
    assert clean("x", "--help").out.startswith("Usage: clean ")


def test_an_input_that_is_called_like_a_command(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "show").mkdir()
    (tmp_path / "show" / "a.txt").write_text(TEXT)
    assert [record["id"] for record in records(clean("./show", "-o", "-"))] == ["a"]
    assert clean("show", "-o", "-").status == 2


# As a process

MAIN = "from cleaner.cli import main; raise SystemExit(main())"


def process(*words, **options):
    return subprocess.run(
        [sys.executable, "-c", MAIN, *words],
        cwd=ROOT,
        capture_output=True,
        timeout=120,
        check=False,
        **options,
    )


@pytest.mark.parametrize(("before", "after"), [("", "-o -"), ("explain", "")])
def test_a_reader_that_goes_away_ends_the_run_in_silence(inputs, before, after):
    script = (
        f"'{sys.executable}' -c '{MAIN}' "
        f"{before} '{inputs}' {after} | head -c 1; echo ${{PIPESTATUS[0]}}"
    )
    for number in range(12):
        (inputs / f"{number}.txt").write_text(TEXT * 80)
    answer = subprocess.run(
        ["bash", "-c", script], cwd=ROOT, capture_output=True, timeout=120, check=False
    )
    assert answer.stdout[1:] == b"141\n"
    assert answer.stderr == b""


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_run_and_leaves_the_corpus(inputs, corpus, number, status):
    before = everything(corpus)
    read, write = os.pipe()
    running = subprocess.Popen(
        [
            sys.executable,
            "-c",
            # threads of the table's writer would not outlive Python's own end
            "import atexit; atexit.register(print, 'unwound');" + MAIN,
            "-",
            str(inputs),
            "-o",
            str(corpus),
        ],
        cwd=ROOT,
        stdin=read,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    os.close(read)
    os.write(write, b'{"text": 1}\n{"text"')  # the failure is told once the run has begun
    assert select.select([running.stderr], [], [], 60)[0]
    assert running.stderr.readline().startswith(b"stdin#L1: ")
    running.send_signal(number)
    out, err = running.communicate(timeout=60)
    assert out == b""
    os.close(write)
    assert running.returncode == status
    assert b"Traceback" not in err
    assert everything(corpus) == before


HEAVY = ("trafilatura", "deltalake", "ftfy", "langdetect", "bs4", "lxml", "rich", "htmldate")


@pytest.mark.parametrize(
    "code",
    [
        "import cleaner",
        "from cleaner.cli import main; main(['--help'])",
        "from cleaner.cli import main; main(['--version'])",
    ],
)
def test_heavy_libraries_load_where_they_are_used(code):
    told = f"import sys; {code}; print('', *sorted(set({HEAVY}) & set(sys.modules)))"
    answer = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, check=True, timeout=60
    )
    assert answer.stdout.splitlines()[-1].split() == []


def test_an_interrupt_that_is_ignored_ends_nothing(inputs, corpus):
    ignoring = f"import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); {MAIN}"
    running = subprocess.Popen(
        [sys.executable, "-c", ignoring, "-", str(inputs), "-o", str(corpus)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    running.stdin.write(b'{"text": 1}\n{"text"')
    running.stdin.flush()
    assert running.stderr.readline().startswith(b"stdin#L1: ")
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=60)
    assert running.returncode == 1
