"""Runs into a corpus: one run, one version; nothing new, nothing written."""

import json
import multiprocessing
import os
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.corpus import (
    Run,
    check_target,
    corpus_version,
    read_record,
    read_records,
    verify_corpus,
    write_corpus,
)
from cleaner.errors import CorpusError
from cleaner.model import (
    Block,
    Category,
    Dateline,
    Document,
    Failure,
    Finding,
    Metadata,
    Page,
    Repair,
)

RULES = "0" * 64
FAILURE = Failure(locator="bad.txt", reason="not-text", message="bad.txt: not text; look at it")


def document(id_, text="The council opened the bridge.", **metadata):
    blocks = (
        Block(line=1, source="Share", text="Share", category=Category.SHARE, rule="general/share"),
        Block(line=2, source=text, text=text, category=Category.BODY, rule="body"),
    )
    page = Page(id=id_, content=text, source=f"{id_}.txt", sha256="1" * 64)
    return Document(page=page, blocks=blocks, metadata=Metadata(**metadata), rules_sha256="2" * 64)


def write(root, documents, failures=(), **options):
    return write_corpus(root, documents, failures, Run(rules_sha256=RULES, **options))


def files(root):
    """Bytes and time of change of every file and folder."""
    return {
        str(path.relative_to(root)): (
            path.stat().st_mtime_ns,
            path.read_bytes() if path.is_file() else None,
        )
        for path in [root, *root.rglob("*")]
    }


def manifest(root):
    return json.loads((root / "manifest.json").read_text(encoding="utf-8"))


THREE = [document("a", outlet="The Oslo Post"), document("b"), document("c", language="en")]


def test_first_run_writes_version_0(tmp_path):
    root = tmp_path / "corpus"
    written = write(root, THREE, [FAILURE])
    assert (written.version, written.changed, written.documents, written.added) == (0, True, 3, 3)
    assert written.failures == (FAILURE,)
    assert corpus_version(root) == 0
    assert list(read_records(root)) == [one.record() for one in THREE]
    assert verify_corpus(root) == ()
    found = manifest(root)
    assert found["digest"] == written.digest
    assert found["counts"] == {
        "documents": 3,
        "failures": 1,
        "flags": {},
        "languages": {"en": 1},
        "outlets": {"The Oslo Post": 1},
        "removed": {"share": 3},
        "without_language": 2,
        "without_outlet": 2,
    }
    assert {path.name for path in (root / "text").rglob("*.txt")} == {"a.txt", "b.txt", "c.txt"}
    assert json.loads((root / "quarantine.jsonl").read_text())["locator"] == "bad.txt"


def test_same_run_again_writes_nothing(tmp_path):
    write(tmp_path, THREE, [FAILURE])
    before = files(tmp_path)
    again = write(tmp_path, reversed(THREE), [FAILURE, FAILURE])
    assert (again.version, again.changed, again.unchanged) == (0, False, 3)
    assert files(tmp_path) == before


def test_changed_document_replaces_its_row_and_its_view(tmp_path):
    write(tmp_path, THREE)
    new = document("a", "Another text.", outlet="The Bergen Post")
    written = write(tmp_path, [new, document("d")])
    assert (written.version, written.added, written.updated, written.kept) == (1, 1, 1, 2)
    assert [one["id"] for one in read_records(tmp_path)] == ["a", "b", "c", "d"]
    assert read_record(tmp_path, "a") == new.record()
    assert read_record(tmp_path, "a", version=0) == THREE[0].record()
    assert (tmp_path / "text/the-bergen-post/a.txt").exists()
    assert not (tmp_path / "text/the-oslo-post").exists()
    assert verify_corpus(tmp_path) == ()


def test_only_what_changed_is_written(tmp_path):
    write(tmp_path, THREE)
    before = files(tmp_path)
    write(tmp_path, [document("a", "Another text.", outlet="The Oslo Post")])
    after = files(tmp_path)
    same = {path for path in before if after.get(path) == before[path]}
    assert {"text/_unknown/b.txt", "text/_unknown/c.txt", "text/_unknown"} <= same
    assert "text/the-oslo-post/a.txt" not in same


def test_failures_alone_make_no_version(tmp_path):
    write(tmp_path, THREE)
    written = write(tmp_path, THREE, [FAILURE])
    assert (written.version, written.changed) == (0, False)
    assert manifest(tmp_path)["counts"]["failures"] == 1
    assert verify_corpus(tmp_path) == ()
    write(tmp_path, THREE)
    assert not (tmp_path / "quarantine.jsonl").exists()
    assert verify_corpus(tmp_path) == ()


def test_failures_found_while_documents_are_made_count(tmp_path):
    failures = []

    def documents():
        yield THREE[0]
        failures.append(FAILURE)

    assert write(tmp_path, documents(), failures).failures == (FAILURE,)


def test_equal_corpora_have_equal_digests(tmp_path):
    first = write(tmp_path / "one", THREE)
    shuffled = THREE[:]
    random.Random(7).shuffle(shuffled)
    second = write(tmp_path / "two", shuffled)
    write(tmp_path / "three", THREE[2:])
    third = write(tmp_path / "three", [document("a", "Old."), *THREE[1:]])
    third = write(tmp_path / "three", THREE[:1])
    assert first.digest == second.digest == third.digest
    one, two = (
        {
            path: content
            for path, (_, content) in files(tmp_path / name).items()
            if content is not None and not path.startswith("table")
        }
        for name in ("one", "two")
    )
    assert one == two


def test_no_documents_make_an_empty_corpus(tmp_path):
    root = tmp_path / "new" / "corpus"
    written = write(root, [])
    assert (written.version, written.documents) == (0, 0)
    assert list(read_records(root)) == []
    assert verify_corpus(root) == ()
    assert write(root, THREE[:1]).version == 1
    assert verify_corpus(root) == ()


def test_nothing_is_written_when_the_documents_break_off(tmp_path):
    def documents():
        yield THREE[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "corpus", documents())
    assert not (tmp_path / "corpus").exists()


def test_view_can_be_left_out_and_comes_back(tmp_path):
    write(tmp_path, THREE)
    written = write(tmp_path, THREE, view=False)
    assert not written.changed
    assert not (tmp_path / "text").exists()
    assert verify_corpus(tmp_path) == ()
    write(tmp_path, THREE)
    assert (tmp_path / "text/_unknown/b.txt").exists()
    assert verify_corpus(tmp_path) == ()


@pytest.mark.parametrize(
    "lost", ["text", "text/_unknown/b.txt", "manifest.json", "table.sha256", "quarantine.jsonl"]
)
def test_next_run_completes_a_killed_one(tmp_path, lost):
    """Killed after the commit: the table has the version, something behind it is missing."""
    write(tmp_path, THREE, [FAILURE])
    whole = {path: content for path, (_, content) in files(tmp_path).items()}
    for path in sorted((tmp_path / lost).rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    (tmp_path / lost).rmdir() if lost == "text" else (tmp_path / lost).unlink()
    (tmp_path / "text" / "_unknown").mkdir(parents=True, exist_ok=True)
    (tmp_path / "text" / "_unknown" / "x.txt.tmp").write_text("half")
    assert verify_corpus(tmp_path) != ()
    write(tmp_path, THREE, [FAILURE])
    assert {path: content for path, (_, content) in files(tmp_path).items()} == whole
    assert verify_corpus(tmp_path) == ()


def test_view_behind_the_table_is_brought_up(tmp_path):
    """Killed before the view of version 1: view and manifest are still those of version 0."""
    write(tmp_path, THREE)
    old = {
        name: (tmp_path / name).read_bytes() for name in ("text/_unknown/b.txt", "manifest.json")
    }
    changed = [document("b", "Another text.")]
    write(tmp_path, changed)
    new = {name: (tmp_path / name).read_bytes() for name in old}
    for name, content in old.items():
        (tmp_path / name).write_bytes(content)
    assert verify_corpus(tmp_path) != ()
    assert not write(tmp_path, changed).changed
    assert {name: (tmp_path / name).read_bytes() for name in old} == new


def test_files_of_a_killed_commit_are_removed(tmp_path):
    write(tmp_path, THREE)
    part = tmp_path / "table" / "part=00000"
    (part / "part-00000-dead-c000.zstd.parquet").write_bytes(b"PAR1")
    assert any("dead" in problem for problem in verify_corpus(tmp_path))
    write(tmp_path, [document("z")])
    assert not list(part.glob("*dead*"))
    assert verify_corpus(tmp_path) == ()
    assert list(read_records(tmp_path, 0)) == [one.record() for one in THREE]


def test_first_commit_that_was_killed_does_not_block(tmp_path):
    (tmp_path / "table" / "part=00000").mkdir(parents=True)
    (tmp_path / "table" / "part=00000" / "part-00000-dead.parquet").write_bytes(b"PAR1")
    assert write(tmp_path, THREE).version == 0
    assert verify_corpus(tmp_path) == ()


def test_documents_with_one_id_do_not_replace_each_other(tmp_path):
    one = document("a", "First text.")
    other = replace(
        document("a", "Second text."), page=replace(one.page, source="z/a.txt", sha256="3" * 64)
    )
    for number, order in enumerate(([one, other, one], [other, one])):
        written = write(tmp_path / str(number), order)
        assert written.documents == 1
        assert read_record(tmp_path / str(number), "a")["text"] == "First text."
        (failure,) = written.failures
        assert (failure.locator, failure.reason) == ("z/a.txt", "same-id")
        assert "give each an id of its own" in failure.message
    again = write(tmp_path / "0", [other, one])
    assert (again.changed, again.unchanged) == (False, 1)


def test_name_that_is_not_unicode_is_a_failure(tmp_path):
    written = write(tmp_path, [document("caf\udce9"), document("b")])
    assert [failure.reason for failure in written.failures] == ["not-unicode"]
    assert [one["id"] for one in read_records(tmp_path)] == ["b"]
    line = (tmp_path / "quarantine.jsonl").read_text(encoding="utf-8")
    assert json.loads(line)["locator"] == "caf\udce9.txt"


def test_no_path_of_the_machine_and_no_clock_outside_the_log(tmp_path):
    write(tmp_path, THREE, [FAILURE])
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert os.fsencode(tmp_path) not in path.read_bytes()
    assert "time" not in (tmp_path / "manifest.json").read_text()


def _write_alone(root, ids):
    write(root, [document(id_) for id_ in ids])


def test_two_runs_at_once_both_get_in(tmp_path):
    spawn = multiprocessing.get_context("spawn")
    runs = [
        spawn.Process(target=_write_alone, args=(tmp_path, [f"{run}-{n}" for n in range(40)]))
        for run in range(2)
    ]
    for run in runs:
        run.start()
    for run in runs:
        run.join(60)
    assert [run.exitcode for run in runs] == [0, 0]
    assert len(list(read_records(tmp_path))) == 80
    assert verify_corpus(tmp_path) == ()


def _file(root):
    root.write_text("text")


def _other_folder(root):
    root.mkdir()
    (root / "thesis.doc").write_text("mine")


def _below_a_file(root):
    root.parent.rmdir()
    root.parent.write_text("text")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (_file, "corpus: is a file; name a folder for the corpus"),
        (_other_folder, "is not a corpus, it holds 'thesis.doc'; choose another folder"),
        (_below_a_file, "is a file; name another folder for the corpus"),
    ],
)
def test_unfit_targets_are_refused_before_any_work(tmp_path, make, message):
    root = tmp_path / "folder" / "corpus"
    root.parent.mkdir()
    make(root)
    with pytest.raises(CorpusError, match=message):
        check_target(root)
    with pytest.raises(CorpusError, match=message):
        write(root, iter(lambda: pytest.fail("work was done"), None))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_folder_without_permission_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(CorpusError, match="cannot be written to"):
        check_target(tmp_path / "corpus")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder without files")
def test_a_folder_that_takes_no_files_is_refused_before_any_work():
    with pytest.raises(CorpusError, match=r"^/proc: no file can be made in it"):
        check_target("/proc/corpus")


def test_new_empty_and_hidden_folders_are_fit(tmp_path):
    (tmp_path / ".gitkeep").touch()
    assert check_target(tmp_path) == tmp_path
    assert check_target(tmp_path / "new" / "corpus") == tmp_path / "new" / "corpus"
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda root: corpus_version(root / "none"), "none: no such folder"),
        (lambda root: list(read_records(root / "text")), "text: is no corpus"),
        (lambda root: read_records(root, 1), "has no version 1; choose one of 0 to 0"),
        (
            lambda root: read_record(root, "bb"),
            "has no document 'bb' in version 0; did you mean 'b'",
        ),
        (lambda root: read_record(root, "b' OR '1'='1"), "has no document"),
    ],
)
def test_messages_of_reading(tmp_path, call, message):
    write(tmp_path, [document("b")])
    with pytest.raises(CorpusError, match=message):
        call(tmp_path)


def test_many_parts_stay_sorted_and_few_are_rewritten(tmp_path, monkeypatch):
    monkeypatch.setattr("cleaner.corpus.layout.PART_SIZE", 10)
    monkeypatch.setattr("cleaner.corpus.layout.plan_parts.__defaults__", ((), 10))
    ids = [f"{number:03d}" for number in range(100)]
    write(tmp_path, [document(id_) for id_ in ids])
    before = set((tmp_path / "table").rglob("*.parquet"))
    written = write(tmp_path, [document("0455"), document("046", "New.")])
    assert (written.added, written.updated) == (1, 1)
    new = set((tmp_path / "table").rglob("*.parquet")) - before
    assert 1 <= len(new) <= 2
    assert [one["id"] for one in read_records(tmp_path)] == sorted([*ids, "0455"])
    assert read_record(tmp_path, "046")["text"] == "New."
    assert verify_corpus(tmp_path) == ()


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
MAYBE = st.none() | TEXT
DATELINES = st.builds(
    Dateline,
    raw=TEXT,
    places=st.lists(TEXT, max_size=2).map(tuple),
    country=MAYBE,
    agency=MAYBE,
    date=MAYBE,
)
FINDINGS = st.builds(Finding, field=TEXT, value=TEXT, origin=TEXT)
METADATA = st.builds(
    Metadata,
    **dict.fromkeys(
        [
            "outlet",
            "title",
            "standfirst",
            "section",
            "date",
            "modified",
            "date_source",
            "retrieved",
            "language",
        ],
        MAYBE,
    ),
    authors=st.lists(TEXT, max_size=3).map(tuple),
    dateline=st.none() | DATELINES,
    findings=st.lists(FINDINGS, max_size=3).map(tuple),
)
BLOCKS = st.builds(
    Block,
    line=st.integers(1, 2**31 - 1),
    source=TEXT,
    text=TEXT,
    category=st.sampled_from(Category),
    rule=TEXT,
    repairs=st.lists(st.builds(Repair, name=TEXT, count=st.integers(0, 99)), max_size=2).map(tuple),
)
DOCUMENTS = st.lists(
    st.builds(
        Document,
        page=st.builds(Page, id=TEXT, content=TEXT, source=MAYBE, url=MAYBE, sha256=TEXT),
        blocks=st.lists(BLOCKS, max_size=4).map(tuple),
        metadata=METADATA,
        flags=st.lists(TEXT, max_size=2).map(tuple),
        rules_sha256=TEXT,
    ),
    max_size=4,
    unique_by=lambda one: one.id,
)


@settings(max_examples=40)
@given(DOCUMENTS, DOCUMENTS)
def test_what_is_read_is_what_was_written(tmp_path_factory, first, second):
    root = tmp_path_factory.mktemp("corpus")
    write(root, first)
    digest = write(root, second).digest
    records = {one.id: one.record() for one in (*first, *second)}
    assert list(read_records(root)) == [records[id_] for id_ in sorted(records)]
    assert list(read_records(root, 0)) == sorted(
        (one.record() for one in first), key=lambda record: record["id"]
    )
    assert verify_corpus(root) == ()
    assert not write(root, second).changed
    once = tmp_path_factory.mktemp("corpus")
    assert write(once, {one.id: one for one in (*first, *second)}.values()).digest == digest
