"""Hostile and broken inputs: each is told, each costs itself alone, and the exit status says so."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from bad_inputs import BAD, page
from command import clean

DOCS = (Path(__file__).parents[1] / "docs" / "inputs.md").read_text(encoding="utf-8")


@pytest.fixture
def no_root(monkeypatch):
    """Root may read everything, so the system is made to refuse what its mode refuses."""
    opened = os.open

    def guarded(path, flags, *more, **named):
        if isinstance(path, str | os.PathLike) and str(path).endswith("a.txt"):
            status = Path(path).stat()
            if not status.st_mode & 0o444:
                raise PermissionError(13, "Permission denied", str(path))
        return opened(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", guarded)


@pytest.mark.parametrize("what", BAD)
def test_a_bad_input_costs_itself_alone(what, tmp_path, no_root):
    make, messages, kept = BAD[what]
    if "Parquet" in what:
        pytest.importorskip("pyarrow", reason="an extra")
    folder = tmp_path / "in"
    folder.mkdir()
    make(folder)
    (folder / "zz1.txt").write_bytes(page(8))
    (folder / "zz2.txt").write_bytes(page(9))
    answer = clean(folder, "-o", tmp_path / "corpus")
    assert answer.status == (1 if messages else 0)
    for message, line in zip(messages, answer.told, strict=False):
        assert message in line
    out = clean("export", tmp_path / "corpus").out
    assert sorted(json.loads(line)["id"] for line in out.splitlines()) == sorted(
        [*kept, "zz1", "zz2"]
    )
    quarantine = tmp_path / "corpus" / "quarantine.jsonl"
    told = quarantine.read_text(encoding="utf-8").count("\n") if quarantine.exists() else 0
    assert told == len(messages)


@pytest.mark.parametrize("what", BAD)
def test_the_page_on_inputs_tells_what_happens(what):
    assert f"| {what} |" in DOCS
