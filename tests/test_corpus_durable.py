"""What a command has written is on the disk before it says that it is done."""

from __future__ import annotations

import os
import time

import pytest
from command import clean

from cleaner.corpus import Run, read_records, undo_torn_commit, verify_corpus, write_corpus
from cleaner.model import Block, Category, Document, Page

TEXT = "Council opens {} to cyclists\n\nThe council opened the {} on Monday, the mayor said.\n"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no handle of a folder to sync")


class Disk:
    """Knows when each file and folder was last put on the disk, by what was asked of the system."""

    def __init__(self, monkeypatch) -> None:
        self.synced: dict[int, int] = {}
        self.all_synced = 0
        real_fsync, real_sync = os.fsync, os.sync

        def fsync(handle):
            now = time.time_ns()
            real_fsync(handle)
            self.synced[os.fstat(handle).st_ino] = now

        def sync():
            now = time.time_ns()
            real_sync()
            self.all_synced = now

        monkeypatch.setattr(os, "fsync", fsync)
        monkeypatch.setattr(os, "sync", sync)

    def not_there(self, root, since):
        """Files and folders of the corpus that were written since, and not put on the disk after."""
        for path in [root.parent, root, *root.rglob("*")]:
            status = path.stat()
            synced = max(self.all_synced, self.synced.get(status.st_ino, 0))
            if since < status.st_mtime_ns and synced < status.st_mtime_ns:
                yield str(path.relative_to(root.parent))


@pytest.fixture
def disk(monkeypatch):
    return Disk(monkeypatch)


def pages(folder, names, version=""):
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / f"{name}.txt").write_text(TEXT.format(name + version, name))


@pytest.mark.parametrize("count", [3, 80])  # many files are put on the disk in another way
def test_all_that_was_written_is_on_the_disk(tmp_path, disk, monkeypatch, count):
    names = [f"bridge{number}" for number in range(count)]
    inputs, root = tmp_path / "in", tmp_path / "out" / "corpus"
    root.parent.mkdir()
    pages(inputs, names)

    def done(*words, status=0):
        time.sleep(0.02)  # the clock of files is coarser than ours
        since = time.time_ns()
        time.sleep(0.02)
        assert clean(*words).status == status
        assert list(disk.not_there(root, since)) == [], words
        return since

    done(inputs, "-o", root)
    pages(inputs, names[:2], " now")
    since = done(inputs, "-o", root)
    assert (root / "manifest.json").stat().st_mtime_ns > since
    (inputs / "bridge0.txt").unlink()
    (inputs / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    done(inputs, "-o", root, "--prune", status=1)
    monkeypatch.setattr("cleaner.corpus.fresh.tools", lambda: {"lxml": "99"})
    done(inputs, "-o", root, status=1)
    assert (root / "confirmed.txt").exists()
    done("restore", root, 0)
    done("vacuum", root, "--keep", 1)
    done(inputs, "-o", root, "--no-view", status=1)


def test_a_file_that_is_left_out_would_be_found(tmp_path, disk, monkeypatch):
    monkeypatch.setattr("cleaner.corpus.follow.sync_files", lambda _: None)
    pages(tmp_path / "in", ["bridge"])
    root = tmp_path / "corpus"
    clean(tmp_path / "in", "-o", root)
    missing = list(disk.not_there(root, 0))
    assert any(name.endswith(".parquet") for name in missing)
    assert any(name.endswith("00.json") for name in missing)


# A loss of power between the commit and its way to the disk


def document(number, version=""):
    text = f"The council opened bridge {number}{version} on Monday."
    page = Page(id=f"bridge{number}", content=text, source=f"{number}.txt", sha256="1" * 64)
    block = Block(line=1, source=text, text=text, category=Category.BODY, rule="body")
    return Document(page=page, blocks=(block,), rules_sha256="2" * 64)


def write(root, version):
    documents = [document(number, version) for number in range(5)]
    return write_corpus(root, documents, [], Run(rules_sha256="0" * 64))


def texts(root):
    return {record["text"] for record in read_records(root)}


def lose(path, how):
    content = path.read_bytes()
    path.write_bytes(
        {"all": b"", "zeros": b"\0" * len(content), "half": content[: len(content) // 2]}[how]
    )


@pytest.mark.parametrize("how", ["all", "zeros", "half"])
@pytest.mark.parametrize("lost", ["json", "parquet", "both", "neither"])
@pytest.mark.parametrize("before", [0, 1, 10])  # versions; with the eleventh comes a checkpoint
def test_a_torn_commit_never_was(tmp_path, monkeypatch, how, lost, before):
    root = tmp_path / "corpus"
    for number in range(before):
        write(root, f" v{number}")
    there = set(root.rglob("*"))
    with monkeypatch.context() as patch:  # the power goes when the table has committed
        patch.setattr("cleaner.corpus.write.follow", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            write(root, " torn")
    new = [path for path in root.rglob("*") if path.is_file() and path not in there]
    for path in new:
        if (lost in ("json", "both") and path.suffix == ".json") or (
            lost in ("parquet", "both") and path.suffix == ".parquet"
        ):
            lose(path, how)
    written = write(root, " again")
    assert written.version == before + (lost == "neither")
    assert texts(root) == {f"The council opened bridge {n} again on Monday." for n in range(5)}
    assert verify_corpus(root) == ()
    if before:
        assert texts(root) != {record["text"] for record in read_records(root, before - 1)}


def test_another_programs_commit_is_not_undone(tmp_path):
    root = tmp_path / "corpus"
    write(root, "")
    log = root / "table" / "_delta_log"
    foreign = log / "00000000000000000001.json"
    foreign.write_text('{"commitInfo":{"timestamp":1,"operation":"OPTIMIZE"}}')
    undo_torn_commit(root)
    assert foreign.exists()
