"""The engine for clusters, on a local one: the same corpus, nothing lost or done twice."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest
from command import clean
from shares import folder_of

from cleaner.corpus.canonical import canonical
from cleaner.engines import Reading, Work, inline_engine
from cleaner.engines.shares import key_of, plan, read_share, write_share
from cleaner.errors import UsageError
from cleaner.model import Document, Failure
from cleaner.rules import load_rules


def work_on(folder: Path, **more) -> Work:
    return Work(reading=Reading(inputs=(folder,)), rules=load_rules(), **more)


def test_a_share_is_kept_as_it_was(tmp_path):
    pytest.importorskip("pyarrow", reason="an extra")
    work = work_on(folder_of(tmp_path / "in", 5))
    results = list(inline_engine()(work))
    assert write_share(tmp_path / "share.parquet", results, canonical) == len(results)
    again = list(read_share(tmp_path / "share.parquet", canonical))
    assert [type(one) is Failure for one in again] == [type(one) is Failure for one in results]
    for one, other in zip(results, again, strict=True):
        if isinstance(one, Document):
            assert isinstance(other, Document)
            assert (other.record(), other.rules_key) == (one.record(), one.rules_key)
            assert other.text == one.text
            assert [str(line) for line in other.lines] == [str(line) for line in one.lines]
        else:
            assert other == one
    assert sorted(path.name for path in tmp_path.glob(".*")) == []


def test_shares_have_every_file_once(tmp_path):
    work = work_on(folder_of(tmp_path / "in", 50), workers=3)
    shares = plan(work)
    assert [number for share in shares for number in share] == list(range(51))
    assert len(shares) > 12


def test_a_crawl_among_small_files_is_a_share_of_its_own(tmp_path):
    folder = folder_of(tmp_path / "in", 50)
    (folder / "p020.warc").write_bytes(b"WARC/1.0\r\n" * 10_000)
    shares = plan(work_on(folder, workers=3))
    assert [number for share in shares for number in share] == list(range(52))
    assert sum(len(share) == 1 for share in shares) == 1


def test_the_key_knows_files_and_limits(tmp_path):
    folder = folder_of(tmp_path / "in", 2)
    key = key_of(work_on(folder))
    assert key_of(work_on(folder)) == key
    (folder / "p000.txt").write_text("other")
    assert key_of(work_on(folder)) != key


@pytest.fixture(scope="module")
def ray():
    return pytest.importorskip("ray", reason="an extra")


@pytest.mark.filterwarnings("default")
def test_a_cluster_gives_the_same_corpus(ray, tmp_path):
    folder = folder_of(tmp_path / "in", 40)
    told = {}
    for engine in ("local", "ray"):
        target = tmp_path / engine
        answer = clean(folder, "-o", target, "--engine", engine, "--workers", "2")
        told[engine] = [line for line in answer.told if not line.startswith("corpus")]
        assert answer.status == 1
    first, second = (
        json.loads((tmp_path / engine / "manifest.json").read_bytes()) for engine in told
    )
    assert first["digest"] == second["digest"]
    assert first["counts"] == second["counts"]
    assert told["local"] == told["ray"]
    assert not (tmp_path / "ray.shares").exists()


@pytest.mark.filterwarnings("default")
def test_finished_shares_are_not_cleaned_again_and_a_killed_worker_loses_nothing(ray, tmp_path):
    from cleaner.engines.ray import run  # noqa: PLC0415

    folder = folder_of(tmp_path / "in", 60)
    work = work_on(folder, workers=2, shares=str(tmp_path / "shares"), made_with="x")
    expected = [one.id for one in inline_engine()(work) if isinstance(one, Document)]
    results = run(work)
    before = [next(results) for _ in range(5)]
    results.close()  # as a crash would
    assert len(before) == 5
    files = {path: path.stat().st_mtime_ns for path in (tmp_path / "shares").rglob("*.parquet")}
    assert files
    found, killed = [], 0
    for result in run(work):
        found.append(result)
        if killed < 2 and len(found) in {1, 10, 20}:
            killed += kill_a_worker()
        still = {path: path.stat().st_mtime_ns for path in files if path.exists()}
        assert still in ({}, files)
    assert killed
    assert [one.id for one in found if isinstance(one, Document)] == expected
    assert not (tmp_path / "shares").exists()


def kill_a_worker() -> int:
    """How many workers of the cluster were killed."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            name = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if name.startswith(b"ray::clean_share"):
            os.kill(int(folder.name), signal.SIGKILL)
            return 1
    return 0


def test_where_the_library_is_missing(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "ray", None)
    source = tmp_path / "a.txt"
    source.write_text("x")
    answer = clean(source, "-o", "-", "--engine", "ray")
    assert answer.status == 2
    assert answer.told == ["--engine ray: Ray is not installed; pip install 'cleaner[ray]'"]


def test_a_stream_is_no_input_of_a_cluster():
    from cleaner.engines.ray import run  # noqa: PLC0415

    with pytest.raises(UsageError, match="cannot read the standard input"):
        next(run(Work(reading=Reading(inputs=("-",)), rules=load_rules())))
