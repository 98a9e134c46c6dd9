"""The engine for Spark, on a local one: the same corpus, nothing lost or done twice."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest
from command import clean
from shares import folder_of


@pytest.fixture(scope="module")
def spark():
    return pytest.importorskip("pyspark", reason="an extra")


@pytest.mark.filterwarnings("default")
def test_spark_gives_the_same_corpus_though_a_worker_is_killed(spark, tmp_path):
    folder = folder_of(tmp_path / "in", 40)
    told = {}
    killed = []
    for engine in ("local", "spark"):
        target = tmp_path / engine
        watch = threading.Thread(target=kill_a_worker, args=(killed, tmp_path / "spark.shares"))
        if engine == "spark":
            watch.start()
        answer = clean(folder, "-o", target, "--engine", engine, "--workers", "2")
        told[engine] = [line for line in answer.told if not line.startswith("corpus")]
        assert answer.status == 1
    watch.join()
    first, second = (
        json.loads((tmp_path / engine / "manifest.json").read_bytes()) for engine in told
    )
    assert killed
    assert first["digest"] == second["digest"]
    assert first["counts"] == second["counts"]
    assert told["local"] == told["spark"]
    assert not (tmp_path / "spark.shares").exists()


def kill_a_worker(killed: list[int], shares: Path) -> None:
    """Kills one of Spark's Python workers, once the first share is written."""
    deadline = time.monotonic() + 120
    while not killed and time.monotonic() < deadline:
        if any(shares.glob("*/*.parquet")):
            for folder in Path("/proc").glob("[0-9]*"):
                try:
                    words = (folder / "cmdline").read_bytes()
                    parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                    above = Path(f"/proc/{parent}/cmdline").read_bytes()
                except OSError:
                    continue
                if b"pyspark.daemon" in words and b"pyspark.daemon" in above:
                    os.kill(int(folder.name), signal.SIGKILL)
                    killed.append(int(folder.name))
                    return
        time.sleep(0.02)


def test_where_the_library_is_missing(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    source = tmp_path / "a.txt"
    source.write_text("x")
    answer = clean(source, "-o", "-", "--engine", "spark")
    assert answer.status == 2
    assert answer.told == ["--engine spark: Spark is not installed; pip install 'cleaner[spark]'"]
