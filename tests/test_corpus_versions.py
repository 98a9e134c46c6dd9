"""What is cleaned again and what is not; versions that are listed, restored, removed, exported."""

import csv
import io
import json

import pytest
from command import clean

from cleaner.corpus import Known, read_records, schema, verify_corpus

TEXT = """Council opens {thing} to cyclists

OSLO — The city council opened the old railway {thing} to cyclists on Monday, the mayor said.

The {thing} had been closed since 2019, when inspectors found cracks in two of its pillars.

Example Times wire desk

Read our other stories here
"""
RULES = """version: 1
outlets:
  example.org:
    name: The Example
    hosts: [example.org]
    fingerprints: [{{text: "Example Times wire desk", decisive: true}}]
    phrases:
      {category}: ["Read our other stories here"]
  other.org:
    name: The Other
    hosts: [other.org]
    fingerprints: [{{text: "{other}", decisive: true}}]
    phrases:
      {others}: ["Another line"]
"""


def rules_file(path, category="related", other="Other wire desk", others="nav"):
    path.write_text(RULES.format(category=category, other=other, others=others))
    return path


@pytest.fixture
def inputs(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("bridge", "tunnel", "harbour"):
        (folder / f"{name}.txt").write_text(TEXT.format(thing=name))
    return folder


@pytest.fixture
def corpus(inputs, tmp_path):
    target = tmp_path / "corpus"
    assert clean(inputs, "-o", target).status == 0
    return target


@pytest.fixture
def cleaned(monkeypatch):
    """The ids of the pages that had to be cleaned since."""
    done = []

    def holds(known, page):
        if not (held := real(known, page)):
            done.append(page.id)
        return held

    real = Known.holds
    monkeypatch.setattr(Known, "holds", holds)
    return done


def ids(corpus, version=None):
    return [record["id"] for record in read_records(corpus, version)]


# Incremental runs


def test_an_unchanged_page_is_not_cleaned_again(inputs, corpus, cleaned):
    answer = clean(inputs, "-o", corpus)
    assert cleaned == []
    assert answer.told[0] == "documents: 3 (3 of them unchanged, not cleaned again)"
    (inputs / "bridge.txt").write_text(TEXT.format(thing="old bridge"))
    clean(inputs, "-o", corpus)
    assert cleaned == ["bridge"]
    assert verify_corpus(corpus) == ()


def test_other_hints_clean_a_page_again(inputs, corpus, cleaned):
    (inputs / "tunnel.meta.json").write_text('{"outlet": "The Gazette"}')
    clean(inputs, "-o", corpus)
    assert cleaned == ["tunnel"]
    clean(inputs, "-o", corpus)
    assert cleaned == ["tunnel"]


def test_another_tool_cleans_all_again(inputs, corpus, cleaned, monkeypatch):
    monkeypatch.setattr("cleaner.corpus.fresh.tools", lambda: {"cleaner": "99"})
    clean(inputs, "-o", corpus)
    assert sorted(cleaned) == ["bridge", "harbour", "tunnel"]


def other_program(monkeypatch, release="99"):
    """A program that gives the same records: another release of a library, for one."""
    monkeypatch.setattr("cleaner.corpus.fresh.tools", lambda: {"lxml": release})


def test_a_program_that_alters_no_record_cleans_all_once_and_makes_no_version(
    inputs, corpus, cleaned, monkeypatch
):
    before = (corpus / "manifest.json").read_bytes()
    other_program(monkeypatch)
    assert clean(inputs, "-o", corpus).told[-1].endswith("3 unchanged; nothing to write")
    assert len(cleaned) == 3
    assert clean(inputs, "-o", corpus).told[0] == (
        "documents: 3 (3 of them unchanged, not cleaned again)"
    )
    assert len(cleaned) == 3
    assert (corpus / "manifest.json").read_bytes() == before
    assert verify_corpus(corpus) == ()
    other_program(monkeypatch, "100")
    clean(inputs, "-o", corpus)
    assert len(cleaned) == 6


def test_what_was_confirmed_is_of_one_record_and_one_page(inputs, corpus, cleaned, monkeypatch):
    other_program(monkeypatch)
    clean(inputs, "-o", corpus)
    cleaned.clear()
    (inputs / "bridge.txt").write_text(TEXT.format(thing="old bridge"))
    clean(inputs, "-o", corpus)
    assert cleaned == ["bridge"]
    clean("restore", corpus, 0)
    clean(inputs, "-o", corpus)
    assert cleaned == ["bridge", "bridge"]
    (inputs / "bridge.txt").write_text(TEXT.format(thing="bridge"))
    clean(inputs, "-o", corpus)
    assert cleaned == ["bridge"] * 3


def test_other_rules_clean_a_confirmed_page_again(inputs, tmp_path, cleaned, monkeypatch):
    target, rules = tmp_path / "ruled", tmp_path / "mine.yaml"
    clean(inputs, "-o", target, "--rules", rules_file(rules))
    other_program(monkeypatch)
    for category, expected in (("related", 6), ("related", 6), ("share", 9)):
        clean(inputs, "-o", target, "--rules", rules_file(rules, category=category))
        assert len(cleaned) == expected


def test_a_damaged_confirmation_costs_time_alone(inputs, corpus, cleaned, monkeypatch):
    other_program(monkeypatch)
    clean(inputs, "-o", corpus)
    path = corpus / "confirmed.txt"
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert verify_corpus(corpus) == (f"{path}: is not what was written; remove it",)
    cleaned.clear()
    clean(inputs, "-o", corpus)
    assert len(cleaned) == 3
    assert path.read_bytes() == whole


def test_asked_to_a_run_cleans_all_again(inputs, corpus):
    told = clean(inputs, "-o", corpus, "--again").told
    assert told[0] == "documents: 3"
    assert told[-1].endswith("3 unchanged; nothing to write")


def test_rules_that_could_touch_a_page_clean_it_again_and_no_others(inputs, tmp_path, cleaned):
    corpus = tmp_path / "ruled"
    (inputs / "harbour.txt").write_text(
        TEXT.format(thing="harbour").replace("Example Times", "Other")
    )
    rules = rules_file(tmp_path / "mine.yaml")
    clean(inputs, "-o", corpus, "--rules", rules)
    cleaned.clear()
    clean(inputs, "-o", corpus, "--rules", rules)
    assert cleaned == []
    rules_file(rules, others="share")  # of the other outlet
    clean(inputs, "-o", corpus, "--rules", rules)
    assert cleaned == ["harbour"]
    cleaned.clear()
    rules_file(rules, category="nav", others="share")
    clean(inputs, "-o", corpus, "--rules", rules)
    assert cleaned == ["bridge", "tunnel"]
    removed = {one["id"]: one["removed"][-1]["category"] for one in read_records(corpus)}
    assert removed["bridge"] == removed["tunnel"] == "nav"


def test_rules_that_name_another_outlet_clean_a_page_again(inputs, tmp_path, cleaned):
    """A fingerprint that was moved: the digest of the page's old rules alone would not tell."""
    corpus = tmp_path / "ruled"
    rules = rules_file(tmp_path / "mine.yaml")
    clean(inputs, "-o", corpus, "--rules", rules)
    cleaned.clear()
    text = rules.read_text()
    rules.write_text(text.replace("Other wire desk", "old railway"))
    clean(inputs, "-o", corpus, "--rules", rules)
    assert len(cleaned) == 3


def test_a_corpus_of_an_early_version_gets_the_columns_it_lacks(
    inputs, corpus, cleaned, monkeypatch
):
    early = tuple(one for one in schema.COLUMNS if one[0] not in schema.SIDE_COLUMNS)
    with monkeypatch.context() as patch:
        for name in ("schema", "rows", "store"):
            patch.setattr(f"cleaner.corpus.{name}.COLUMNS", early)
        old = corpus.parent / "early"
        clean(inputs, "-o", old)
    assert verify_corpus(old) == ()
    cleaned.clear()
    clean(inputs, "-o", old)
    assert len(cleaned) == 3
    (inputs / "bridge.txt").write_text(TEXT.format(thing="old bridge"))
    clean(inputs, "-o", old)
    assert verify_corpus(old) == ()
    cleaned.clear()
    clean(inputs, "-o", old)
    assert "bridge" not in cleaned


def test_documents_whose_input_is_gone_stay_unless_told_otherwise(inputs, corpus):
    (inputs / "tunnel.txt").unlink()
    assert (
        clean(inputs, "-o", corpus)
        .told[-1]
        .endswith("2 unchanged, 1 kept from earlier runs; nothing to write")
    )
    assert clean(inputs, "-o", corpus, "--prune").told[-1].endswith("1 removed, 2 unchanged")
    assert ids(corpus) == ["bridge", "harbour"]
    assert ids(corpus, 0) == ["bridge", "harbour", "tunnel"]
    assert not list(corpus.rglob("text/*/tunnel.txt"))
    assert verify_corpus(corpus) == ()


def test_an_input_that_could_not_be_read_is_not_gone(inputs, corpus):
    (inputs / "tunnel.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\0")
    assert clean(inputs, "-o", corpus, "--prune").status == 1
    assert ids(corpus) == ["bridge", "harbour", "tunnel"]


def test_an_input_without_pages_removes_nothing(inputs, corpus, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    clean(empty, "-o", corpus, "--prune")
    assert len(ids(corpus)) == 3


def test_pruning_is_for_a_corpus(inputs):
    answer = clean(inputs, "-o", "-", "--prune")
    assert answer.status == 2
    assert "leave them out with '-o -'" in answer.err


def test_a_killed_commit_is_cleared_by_a_run_that_changes_nothing(inputs, corpus):
    litter = next((corpus / "table").glob("part=*")) / "part-00000-dead-c000.zstd.parquet"
    litter.write_bytes(b"PAR1")
    assert verify_corpus(corpus) != ()
    clean(inputs, "-o", corpus)
    assert not litter.exists()
    assert verify_corpus(corpus) == ()


# Versions


@pytest.fixture
def three(inputs, corpus):
    """A corpus of three versions: as it was, with another bridge, without the tunnel."""
    (inputs / "bridge.txt").write_text(TEXT.format(thing="old bridge"))
    clean(inputs, "-o", corpus)
    (inputs / "tunnel.txt").unlink()
    clean(inputs, "-o", corpus, "--prune")
    return corpus


def test_log_names_versions_and_causes(three):
    lines = clean("log", three).out.splitlines()
    assert [line.split("  ")[0] for line in lines[::3]] == ["version 2", "version 1", "version 0"]
    assert [line.strip() for line in lines[1::3]] == [
        "2 documents, 1 removed",
        "3 documents, 1 updated",
        "3 documents, 3 added",
    ]
    assert [line.strip() for line in lines[2::3]] == ["inputs", "inputs", "the first run"]
    newest = json.loads(clean("log", three, "-n", 1, "--format", "json").out)
    assert (newest["version"], newest["documents"], newest["readable"]) == (2, 2, True)
    assert newest["digest"] == json.loads((three / "manifest.json").read_text())["digest"]


def test_log_names_rules_and_tools(inputs, corpus, tmp_path, monkeypatch):
    clean(inputs, "-o", corpus, "--rules", rules_file(tmp_path / "mine.yaml"))
    monkeypatch.setattr("cleaner.model.document.__version__", "99")
    for place in ("fresh", "change"):
        monkeypatch.setattr(f"cleaner.corpus.{place}.tools", lambda: {"cleaner": "99"})
    clean(inputs, "-o", corpus, "--rules", tmp_path / "mine.yaml")
    causes = [line.strip() for line in clean("log", corpus).out.splitlines()[2::3]]
    assert causes[0].startswith("tool: cleaner ")
    assert "→ 99" in causes[0]
    assert causes[1] == "rules"


def test_restore_makes_a_new_version_that_equals_the_old_one(three):
    before = list(read_records(three, 0))
    answer = clean("restore", three, 0)
    assert answer.told == [f"{three}: version 3 equals version 0"]
    assert list(read_records(three)) == before
    assert ids(three, 2) == ["bridge", "harbour"]
    assert verify_corpus(three) == ()
    manifest = json.loads((three / "manifest.json").read_text())
    assert (
        manifest["digest"]
        == json.loads(clean("log", three, "--format", "json").out.split("\n")[3])["digest"]
    )
    again = clean("restore", three, 0)
    assert again.told == [f"{three}: version 3 equals version 0 already; nothing to write"]
    assert "restored version 0" in clean("log", three).out
    assert clean("restore", three, 9).status == 2


def test_vacuum_removes_what_only_old_versions_need(three):
    dry = clean("vacuum", three, "--keep", 1, "--dry-run")
    assert "2 files of 2 versions would be removed" in dry.err
    assert ids(three, 0)
    clean("vacuum", three, "--keep", 1)
    assert verify_corpus(three) == ()
    assert ids(three) == ["bridge", "harbour"]
    answer = clean("show", three, "bridge", "--version", 0)
    assert answer.status == 2
    assert "the files of version 0 are gone" in answer.err
    assert clean("log", three).out.count("vacuumed") == 2
    assert clean("restore", three, 0).status == 2
    assert clean("diff", three).status == 2
    assert clean("vacuum", three, "--keep", 1).told == [
        f"{three}: 0 files of 0 versions removed, 0.0 MB"
    ]


def test_vacuum_that_was_killed_leaves_a_corpus_that_the_next_run_completes(
    three, inputs, monkeypatch
):
    def killed(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("cleaner.corpus.vacuum.sync_folders", killed)
        assert clean("vacuum", three, "--keep", 1).status == 130
    clean(inputs, "-o", three)
    assert verify_corpus(three) == ()


# Export


def test_export_of_metadata_is_csv_without_formulas(tmp_path):
    source = tmp_path / "pages.jsonl"
    rows = [
        {"id": "=cmd()", "title": "+1 for the council", "text": TEXT.format(thing="bridge")},
        {"id": "b", "authors": ["@home Jones", "Ann Lee"], "text": TEXT.format(thing="pier")},
    ]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    clean(source, "-o", tmp_path / "c")
    table = list(
        csv.DictReader(io.StringIO(clean("export", tmp_path / "c", "--format", "csv").out))
    )
    assert [row["id"] for row in table] == ["'=cmd()", "b"]
    assert table[0]["title"] == "'+1 for the council"
    assert table[1]["authors"] == "'@home Jones; Ann Lee"
    assert int(table[0]["characters"]) > 100
    assert "text" not in table[0]


def test_export_of_texts_is_a_folder(three, tmp_path):
    folder = tmp_path / "texts"
    assert clean("export", three, "--format", "text", "-o", folder, "--version", 0).status == 0
    texts = {path.stem: path.read_text(encoding="utf-8") for path in folder.rglob("*.txt")}
    assert texts == {one["id"]: one["text"] + "\n" for one in read_records(three, 0)}
    again = clean("export", three, "--format", "text", "-o", folder)
    assert again.status == 2
    assert "is there already; name a new folder" in again.err
    assert not list(tmp_path.glob(".*part"))


def test_export_of_parquet_has_the_records(three, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    file = tmp_path / "x.parquet"
    assert clean("export", three, "--format", "parquet", "-o", file, "--version", 0).status == 0
    assert parquet.read_table(file).to_pylist() == list(read_records(three, 0))
    assert not list(tmp_path.glob(".export*"))
    assert clean("export", three, "--format", "parquet").status == 2


def test_export_for_the_datasets_library_is_a_folder_with_a_card(three, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    folder = tmp_path / "hf"
    assert clean("export", three, "--format", "hf", "-o", folder).status == 0
    card = (folder / "README.md").read_text(encoding="utf-8")
    assert card.startswith("---\nconfigs:\n")
    assert "2 documents" in card
    (data,) = folder.glob("data/*.parquet")
    assert parquet.read_table(data).to_pylist() == list(read_records(three))
