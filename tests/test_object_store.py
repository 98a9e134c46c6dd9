"""A corpus in an object store, against an S3 server of this machine."""

import multiprocessing
import os
import socket
import subprocess
import sys
import time
import urllib.request
from importlib.util import find_spec

import pytest
from command import clean

from cleaner.corpus import corpus_version, read_records

pytestmark = pytest.mark.skipif(
    find_spec("moto") is None, reason="needs moto[server]; tox runs it in its environment `extras`"
)

TEXT = """Council opens {thing} to cyclists

OSLO — The city council opened the old railway {thing} to cyclists on Monday, the mayor said.
"""


@pytest.fixture(scope="module")
def server():
    """The address of a server in a process of its own: one in this process would wait for itself."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(address):
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{address}/moto-api/", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server does not answer")


@pytest.fixture
def bucket(server, monkeypatch):
    for name, value in {
        "AWS_ENDPOINT_URL": server,
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
        "AWS_REGION": "us-east-1",
        "AWS_ALLOW_HTTP": "true",
    }.items():
        monkeypatch.setenv(name, value)
    name = f"b{os.urandom(6).hex()}"
    put = urllib.request.Request(f"{server}/{name}", method="PUT")
    with urllib.request.urlopen(put, timeout=30):
        return f"s3://{name}/news"


@pytest.fixture
def inputs(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("bridge", "tunnel"):
        (folder / f"{name}.txt").write_text(TEXT.format(thing=name))
    return folder


def test_versions_in_a_bucket(bucket, inputs):
    assert clean(inputs, "-o", bucket).status == 0
    assert clean(inputs, "-o", bucket).told[-1].endswith("2 unchanged; nothing to write")
    (inputs / "bridge.txt").write_text(TEXT.format(thing="old bridge"))
    assert clean(inputs, "-o", bucket).status == 0
    assert corpus_version(bucket) == 1
    assert "old bridge" in next(iter(read_records(bucket)))["text"]
    assert "old bridge" not in next(iter(read_records(bucket, 0)))["text"]
    assert clean("diff", bucket).out.startswith("version 0 → version 1")
    assert "the first run" in clean("log", bucket).out
    assert clean("restore", bucket, 0).told == [f"{bucket}: version 2 equals version 0"]
    assert clean("show", bucket, "bridge").status == 0
    assert clean("check", bucket, "--limits", limits(inputs)).status == 0


def limits(folder):
    file = folder.parent / "limits.yaml"
    file.write_text("documents: {at_least: 2}\nfailures: {at_most: 0}\n")
    return file


def test_what_needs_a_folder_says_so(bucket, inputs):
    clean(inputs, "-o", bucket)
    for command in (("verify",), ("vacuum", "--keep", 1)):
        answer = clean(command[0], bucket, *command[1:])
        assert answer.status == 2
        assert "is in an object store; this needs a corpus in a folder" in answer.err


def _run(folder, bucket):
    raise SystemExit(clean(folder, "-o", bucket).status)


def test_two_runs_at_once_both_get_in(bucket, inputs, tmp_path):
    clean(inputs, "-o", bucket)
    folders = []
    for run in range(2):
        folder = tmp_path / str(run)
        folder.mkdir()
        for number in range(5):
            (folder / f"{run}-{number}.txt").write_text(TEXT.format(thing=f"pier {number}"))
        folders.append(folder)
    spawn = multiprocessing.get_context("spawn")
    runs = [spawn.Process(target=_run, args=(folder, bucket)) for folder in folders]
    for run in runs:
        run.start()
    for run in runs:
        run.join(120)
    assert [run.exitcode for run in runs] == [0, 0]
    assert len(list(read_records(bucket))) == 12
