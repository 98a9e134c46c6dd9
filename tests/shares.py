"""Invented pages for the tests of clusters, among them one that cannot be read and one left out."""

from __future__ import annotations

from pathlib import Path

TEXT = (
    "Bridge {n} opens\n\nCyclists may cross bridge {n} from Monday, the council said on Friday.\n"
)


def folder_of(path: Path, count: int) -> Path:
    """The folder, made, with so many pages."""
    path.mkdir()
    for n in range(count):
        (path / f"p{n:03}.txt").write_text(TEXT.format(n=n))
    (path / "broken.jsonl").write_text('{"text": "x", "id": "p000"}\nno\n')
    (path / "left.exe").write_text("")
    return path
