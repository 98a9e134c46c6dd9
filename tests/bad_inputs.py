"""Inputs that were made to do harm, or were harmed, each in a folder of its own beside good pages."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

TEXT = (
    "Bridge {n} opens\n\nCyclists may cross bridge {n} from Monday, the council said on Friday.\n"
)
MB = 1024 * 1024


def page(n: int) -> bytes:
    return TEXT.format(n=n).encode()


def warc(n: int, length: int | None = None) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    block += f"<html><body><p>{TEXT.format(n=n)}</p></body></html>".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: https://times.example/{n}\r\n"
        "WARC-Date: 2021-11-22T10:00:00Z\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def as_zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def as_tar(*members: tarfile.TarInfo, data: bytes = page(1)) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for info in members:
            info.size = len(data) if info.isreg() else 0
            archive.addfile(info, io.BytesIO(data) if info.isreg() else None)
    return out.getvalue()


def of_kind(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def write(name: str, data: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_bytes(data) and None


def zip_link(folder: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("a.txt", page(1))
        archive.writestr(link, "/etc/passwd")


def same_ids(folder: Path) -> None:
    rows = [{"id": "x", "text": TEXT.format(n=n)} for n in (1, 2)]
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


def parquet(folder: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415 - an extra
    from pyarrow import parquet as files  # noqa: PLC0415 - an extra

    files.write_table(pa.table({"body": ["x"], "link": ["y"]}), folder / "rows.parquet")


def unreadable(folder: Path) -> None:
    (folder / "a.txt").write_bytes(page(1))
    (folder / "a.txt").chmod(0)


BAD: dict[str, tuple[Callable[[Path], object], list[str], list[str]]] = {
    "a zip bomb": (
        write("a.zip", as_zip({"a.txt": page(1), "bomb.txt": bytes(40 * MB), "z.txt": page(2)})),
        ["a.zip/bomb.txt: unpacks to more than 200 times its size"],
        ["a/a", "a/z"],
    ),
    "a gzip bomb": (
        write("bomb.txt.gz", gzip.compress(b"a" * 40 * MB)),
        ["bomb.txt.gz: unpacks to more than 200 times its size"],
        [],
    ),
    "archives in archives": (
        write(
            "a.zip",
            as_zip({"b.zip": as_zip({"c.zip": as_zip({"d.txt": page(1)})}), "e.txt": page(2)}),
        ),
        ["a.zip/b.zip/c.zip: an archive within 2 others is not read"],
        ["a/e"],
    ),
    "`../` in an archive": (
        write("a.zip", as_zip({"../../b.txt": page(1), "c.txt": page(2)})),
        ["a.zip/../../b.txt: its name leads out of the archive; rename it"],
        ["a/c"],
    ),
    "absolute names in an archive": (
        write("a.tar", as_tar(tarfile.TarInfo("/etc/b.txt"), tarfile.TarInfo("c.txt"))),
        ["a.tar//etc/b.txt: its name leads out of the archive; rename it"],
        ["a/c"],
    ),
    "links in an archive": (
        write(
            "a.tar",
            as_tar(of_kind("l.txt", tarfile.SYMTYPE, "/etc/passwd"), tarfile.TarInfo("c.txt")),
        ),
        ["a.tar/l.txt: is a link; archive the file itself"],
        ["a/c"],
    ),
    "links in a zip archive": (
        zip_link,
        ["a.zip/link.txt: is a link; archive the file"],
        ["a/a"],
    ),
    "devices in an archive": (
        write("a.tar", as_tar(of_kind("d.txt", tarfile.CHRTYPE), tarfile.TarInfo("c.txt"))),
        ["a.tar/d.txt: is a device; archive the file itself"],
        ["a/c"],
    ),
    "a named pipe": (
        lambda folder: os.mkfifo(folder / "p.txt"),
        ["p.txt: is a named pipe, not a file; use '-' and redirect it to the standard input"],
        [],
    ),
    "a device": (
        lambda folder: (folder / "d.txt").symlink_to("/dev/zero"),
        ["d.txt: is a device, not a file; use '-' and redirect it to the standard input"],
        [],
    ),
    "a link that leads nowhere": (
        lambda folder: (folder / "l.txt").symlink_to("gone.txt"),
        ["l.txt: is gone, or is a link that leads nowhere"],
        [],
    ),
    "links in a circle": (
        lambda folder: (folder / "l.txt").symlink_to("l.txt"),
        ["l.txt: cannot be read (Too many levels of symbolic links)"],
        [],
    ),
    "a file that may not be read": (
        unreadable,
        ["a.txt: no permission to read it; change its mode or owner"],
        [],
    ),
    "a name with a line break": (
        write("a\nb.txt", b"\x89PNG\r\n\x1a\n"),
        ["a\\u000ab.txt: not text but a PNG picture"],
        [],
    ),
    "a name that is no UTF-8": (
        lambda folder: Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_bytes(
            page(1)
        ),
        [],
        ["caf\\xe9"],
    ),
    "a gzip file that is cut off": (
        write(
            "a.jsonl.gz",
            gzip.compress(b'{"text": "Open."}\n' + os.urandom(9000).hex().encode())[:-900],
        ),
        ["a.jsonl.gz: ends in the middle, near byte"],
        ["a#L1"],
    ),
    "a WARC file that is cut off": (
        write("a.warc.gz", gzip.compress(warc(1)) + gzip.compress(warc(2))[:-30]),
        ["a.warc.gz: ends in the middle, in the gzip member at byte"],
        ["https://times.example/1"],
    ),
    "a Content-Length that is wrong": (
        write("a.warc", warc(1) + warc(2, length=9) + warc(3, length=100_000) + warc(4)),
        ["its Content-Length, 9, is wrong", "of its 100000 bytes"],
        ["https://times.example/1", "https://times.example/4"],
    ),
    "a broken line amid JSONL": (
        write(
            "a.jsonl",
            b'{"id": "a", "text": "Open."}\n{"text": \n\xff\xfe\n{"id": "b", "text": "Shut."}\n',
        ),
        ["a.jsonl#L2: not JSON at column", "a.jsonl#L3: not UTF-8 at byte 0"],
        ["a", "b"],
    ),
    "the same id twice": (
        same_ids,
        ["a.jsonl#L2: has the id 'x'"],
        ["x"],
    ),
    "Parquet without the columns": (
        parquet,
        [
            "rows.parquet: has no column 'text' or 'html' (it has 'body', 'link')",
        ],
        [],
    ),
}
"""What it is → (puts it into a folder, what is told of it, the ids that come out all the same)."""
