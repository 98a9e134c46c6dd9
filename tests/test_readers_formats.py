"""Packed files, archives, crawls and tables: every page or its named failure, and never the disk."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import tarfile
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from cleaner.errors import UsageError
from cleaner.model import Failure, Page
from cleaner.readers import Limits, Terms, read_inputs
from cleaner.readers.formats import READERS, reader_for, stem_of

HTML = (
    b"<html><head><title>Bridge opens</title></head><body><p>Cyclists may cross.</p></body></html>"
)
SMALL = Terms(limits=Limits(page=1000, ratio_from=4096, archive=100_000, members=10))


def read(*inputs, **options):
    return list(read_inputs(inputs, **options))


def told(results):
    return [one.message for one in results if isinstance(one, Failure)]


def ids(results):
    return [one.id for one in results if isinstance(one, Page)]


def warc(*records):
    return b"".join(records)


def record(
    body=HTML, *, kind="response", url="https://example.org/a", length=None, http=True, extra=""
):
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" + extra + "\r\n"
    block = head.encode() + body if http else body
    count = len(block) if length is None else length
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Date: 2021-11-22T10:00:00Z\r\nContent-Length: {count}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )


# Packed


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)],
)
def test_a_packed_page_has_the_id_of_the_page(tmp_path, suffix, pack):
    (tmp_path / f"a.txt{suffix}").write_bytes(pack(b"The bridge is open.\n"))
    (tmp_path / f"b.html{suffix}").write_bytes(pack(HTML))
    (tmp_path / f"c.jsonl{suffix}").write_bytes(pack(b'{"text": "x"}\n{"text": "y"}\n'))
    results = read(tmp_path)
    assert ids(results) == ["a", "b", "c#L1", "c#L2"]
    assert results[0].source == f"a.txt{suffix}"
    assert [one.media_type for one in results[:2]] == ["text/plain", "text/html"]


def test_zstandard_where_it_is_installed(tmp_path):
    zstandard = pytest.importorskip("zstandard", reason="an extra")
    packed = zstandard.compress(b"The bridge is open.\n")
    (tmp_path / "a.txt.zst").write_bytes(packed + zstandard.compress(b"And wide.\n"))
    (page,) = read(tmp_path)
    assert (page.id, page.content) == ("a", "The bridge is open.\nAnd wide.\n")
    (tmp_path / "a.txt.zst").write_bytes(packed[:-4])
    assert "ends in the middle" in told(read(tmp_path))[0]
    bomb = zstandard.compress(bytes(50_000_000))
    (tmp_path / "a.txt.zst").write_bytes(bomb)
    assert "more than 200 times its size" in told(read(tmp_path))[0]


def test_zstandard_where_it_is_missing(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "zstandard", None)
    (tmp_path / "a.txt.zst").write_bytes(b"\x28\xb5\x2f\xfd")
    (tmp_path / "b.txt").write_text("open")
    results = read(tmp_path)
    assert told(results) == [
        (
            "a.txt.zst: packed as .zst, which this installation cannot unpack; "
            "pip install 'cleaner[zstd]'"
        )
    ]
    assert ids(results) == ["b"]


def test_a_page_that_is_cut_off_is_no_page_and_lines_before_the_cut_are(tmp_path):
    rows = b"".join(b'{"text": "%d %s"}\n' % (n, str(n * n).encode() * 9) for n in range(2000))
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(rows)[:-200])
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(rows)[:-200])
    results = read(tmp_path)
    assert len(told(results)) == 2
    assert all("ends in the middle, near byte" in message for message in told(results))
    assert ids(results)[:2] == ["b#L1", "b#L2"]
    assert 1900 < len(ids(results)) < 2000


def test_members_behind_each_other_are_one_page_and_padding_is_nothing(tmp_path):
    data = gzip.compress(b"The bridge\n") + gzip.compress(b"is open.\n") + bytes(512)
    (tmp_path / "a.txt.gz").write_bytes(data)
    assert [one.content for one in read(tmp_path)] == ["The bridge\nis open.\n"]


@pytest.mark.parametrize(
    ("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)]
)
def test_a_bomb_is_told_and_harms_no_other_page(tmp_path, suffix, pack):
    (tmp_path / f"a.txt{suffix}").write_bytes(pack(bytes(30_000_000)))
    (tmp_path / f"b.jsonl{suffix}").write_bytes(pack(bytes(30_000_000)))
    (tmp_path / "c.txt").write_text("open")
    results = read(tmp_path)
    assert ids(results) == ["c"]
    assert [message.split(";")[0] for message in told(results)] == [
        f"a.txt{suffix}: unpacks to more than 200 times its size",
        f"b.jsonl{suffix}: unpacks to more than 200 times its size",
    ]


def test_what_is_packed_twice_is_left_alone():
    assert reader_for("a.txt.gz.gz") is None
    assert reader_for("a.exe.gz") is None
    assert stem_of("a.exe.gz") == "a.exe.gz"


# Archives


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, members: dict[str, bytes | tarfile.TarInfo], mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:
        for name, data in members.items():
            info = data if isinstance(data, tarfile.TarInfo) else tarfile.TarInfo(name)
            content = b"" if isinstance(data, tarfile.TarInfo) else data
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def special(name: str, kind: bytes, to: str = "/etc/hostname") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, to
    return info


MEMBERS = {
    "a.txt": b"The bridge is open.",
    "b/c.html": HTML,
    "b/d.jsonl": b'{"text": "x"}\n{"text": "y"}\n',
    "b/.hidden.txt": b"no",
    "__MACOSX/._a.txt": b"\0\5",
    "e.jpg": b"\xff\xd8",
}


@pytest.mark.parametrize(
    "name", ["crawl.zip", "crawl.tar", "crawl.tar.gz", "crawl.tgz", "crawl.tar.xz"]
)
def test_members_are_pages_with_ids_below_the_archive(tmp_path, name):
    if name.endswith(".zip"):
        zipped(tmp_path / name, MEMBERS)
    else:
        mode = "w:" + {"tar": "", "gz": "gz", "tgz": "gz", "xz": "xz"}[name.rsplit(".", 1)[-1]]
        tarred(tmp_path / name, dict(MEMBERS), mode)
    left: list[str] = []
    results = read(tmp_path, skip=left.append)
    assert told(results) == []
    assert ids(results) == ["crawl/a", "crawl/b/c", "crawl/b/d#L1", "crawl/b/d#L2"]
    assert results[1].source == f"{name}/b/c.html"
    assert left == [f"{name}/e.jpg"]
    alone = read(tmp_path / name)
    assert ids(alone) == ids(results)


def test_names_that_lead_out_links_and_devices_are_refused_and_the_rest_goes_on(tmp_path):
    bad = {
        "../up.txt": b"x",
        "/abs.txt": b"x",
        "link.txt": special("link.txt", tarfile.SYMTYPE),
        "hard.txt": special("hard.txt", tarfile.LNKTYPE),
        "pipe.txt": special("pipe.txt", tarfile.FIFOTYPE),
        "null.txt": special("null.txt", tarfile.CHRTYPE),
        "two\nlines.txt": b"fine",
        "good.txt": b"The bridge is open.",
    }
    results = read(tarred(tmp_path / "t.tar", bad, "w"))
    assert told(results) == [
        "t.tar/../up.txt: its name leads out of the archive; rename it",
        "t.tar//abs.txt: its name leads out of the archive; rename it",
        "t.tar/link.txt: is a link; archive the file itself",
        "t.tar/hard.txt: is a link; archive the file itself",
        "t.tar/pipe.txt: is a named pipe; archive the file itself",
        "t.tar/null.txt: is a device; archive the file itself",
    ]
    assert ids(results) == ["t/two\nlines", "t/good"]


def test_zip_names_that_lead_out_and_links_are_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("../up.txt", "x")
        archive.writestr("C:/win.txt", "x")
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/hostname")
        archive.writestr("good.txt", "open")
    results = read(tmp_path)
    assert [message.split("; ")[0] for message in told(results)] == [
        "z.zip/../up.txt: its name leads out of the archive",
        "z.zip/C:/win.txt: its name leads out of the archive",
        "z.zip/link.txt: is a link",
    ]
    assert ids(results) == ["z/good"]


def test_names_that_are_not_utf8_are_shown_escaped(tmp_path):
    with tarfile.open(
        tmp_path / "t.tar", "w", format=tarfile.GNU_FORMAT, encoding="latin-1"
    ) as archive:
        info = tarfile.TarInfo("caf\xe9.txt")
        info.size = 4
        archive.addfile(info, io.BytesIO(b"open"))
    assert ids(read(tmp_path)) == ["t/caf\\xe9"]


def test_a_member_that_is_a_bomb_costs_itself(tmp_path):
    members = {"a.txt": bytes(30_000_000), "b.txt": b"open"}
    results = read(zipped(tmp_path / "z.zip", members))
    assert ids(results) == ["z/b"]
    assert told(results)[0].startswith("z.zip/a.txt: unpacks to more than 200 times its size")


def test_a_tar_that_is_a_bomb_ends_there_and_the_files_beside_it_go_on(tmp_path):
    tarred(tmp_path / "t.tar.gz", {"a.txt": b"open", "b.txt": bytes(60_000_000), "c.txt": b"x"})
    (tmp_path / "u.txt").write_text("open")
    results = read(tmp_path)
    assert ids(results) == ["t/a", "u"]
    assert "unpacks to more than 200 times its size" in told(results)[0]


@pytest.mark.parametrize("name", ["x.zip", "x.tar"])
def test_too_many_members_and_too_many_bytes_end_an_archive(tmp_path, name):
    make = zipped if name.endswith("zip") else lambda path, members: tarred(path, members, "w")
    many = {f"{n:02}.txt": b"open" for n in range(12)}
    make(tmp_path / name, many)
    results = read(tmp_path, terms=SMALL)
    assert "more than 10 members" in told(results)[0]
    assert len(ids(results)) == (0 if name == "x.zip" else 10)
    make(tmp_path / name, {f"{n}.txt": b"ab\n" * 3000 for n in range(9)})
    small = Terms(limits=replace(SMALL.limits, page=10_000, archive=30_000, ratio_from=99_999))
    results = read(tmp_path, terms=small)
    assert 0 < len(ids(results)) < 9
    assert any("unpacks to more than 30000 bytes" in message for message in told(results))


def test_archives_lie_two_deep_at_most(tmp_path):
    inner = zipped(tmp_path / "i.zip", {"a.txt": b"open"}).read_bytes()
    middle = zipped(tmp_path / "m.zip", {"i.zip": inner}).read_bytes()
    (tmp_path / "i.zip").unlink()
    assert ids(read(tmp_path)) == ["m/i/a"]
    zipped(tmp_path / "m.zip", {"m.zip": middle})
    results = read(tmp_path)
    assert ids(results) == []
    assert told(results) == [
        (
            "m.zip/m.zip/i.zip: an archive within 2 others is not read; "
            "unpack the outer one, or raise --limit nesting=N"
        )
    ]


def test_broken_archives_are_told(tmp_path):
    whole = zipped(tmp_path / "a.zip", {"a.txt": b"The bridge is open. " * 40}).read_bytes()
    (tmp_path / "a.zip").write_bytes(whole[:-30])
    (tmp_path / "b.zip").write_bytes(whole.replace(whole[40:50], b"\xff" * 10, 1))
    (tmp_path / "c.tar").write_bytes(b"nothing like it" * 100)
    cut = tarred(tmp_path / "d.tar", {"a.txt": b"open", "b.txt": b"x" * 5000}, "w").read_bytes()
    (tmp_path / "d.tar").write_bytes(cut[:3000])
    results = read(tmp_path)
    assert ids(results) == ["d/a"]
    assert [message.split(" (")[0].split(";")[0] for message in told(results)][:3] == [
        "a.zip: no zip archive that can be read",
        "b.zip/a.txt: is damaged",
        "c.tar: no tar archive that can be read on",
    ]
    assert any(message.startswith("d.tar") for message in told(results)[3:])


def test_a_zip_member_without_a_name_is_told(tmp_path):
    data = zipped(tmp_path / "a.zip", {"a": b"", "b.txt": b"open"}).read_bytes()
    start = data.index(b"PK\1\2")  # the name in the directory, behind a header of 46 bytes
    nameless = data[: start + 46] + b"\0" + data[start + 47 :]
    (tmp_path / "a.zip").write_bytes(nameless)
    results = read(tmp_path)
    assert told(results) == ["a.zip: has a member without a name; pack it again"]
    assert ids(results) == ["a/b"]


def test_a_fault_in_a_reader_ends_its_file_alone(tmp_path, monkeypatch):
    def stumble(_source):
        yield from ()
        raise IndexError

    monkeypatch.setitem(READERS, ".md", stumble)
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "b.txt").write_text("open")
    results = read(tmp_path)
    assert ids(results) == ["b"]
    assert told(results)[0].startswith("a.md: a fault of this program (IndexError in stumble, line")


def test_nothing_is_written_anywhere(tmp_path, monkeypatch):
    tarred(tmp_path / "t.tgz", {"a.txt": b"open"})
    zipped(tmp_path / "z.zip", {"a.txt": b"open"})
    before = sorted(tmp_path.rglob("*"))
    monkeypatch.setattr("tempfile.mkstemp", None)
    assert ids(read(tmp_path)) == ["t/a", "z/a"]
    assert sorted(tmp_path.rglob("*")) == before


# Crawls


@pytest.mark.parametrize("suffix", [".warc", ".warc.gz"])
def test_the_pages_of_a_crawl(tmp_path, suffix):
    records = [
        record(b"software: x\r\n", kind="warcinfo", http=False),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request", http=False),
        record(),
        record(url="https://example.org/b", extra="WARC/1.0\r\n"),
        record(b"\x89PNG").replace(b"text/html", b"image/png"),
        record(b"gone").replace(b"200 OK", b"404 NF"),
        record(url="https://example.org/d"),
    ]
    if suffix.endswith("gz"):
        records = [gzip.compress(one) for one in records]
    (tmp_path / f"c{suffix}").write_bytes(warc(*records))
    results = read(tmp_path)
    assert told(results) == []
    assert ids(results) == [f"https://example.org/{letter}" for letter in "abd"]
    page = results[0]
    assert page.url == "https://example.org/a"
    assert page.hints.retrieved == "2021-11-22T10:00:00Z"
    assert page.content == HTML.decode()
    assert page.source == f"c{suffix}#offset={len(records[0]) + len(records[1])}"
    assert page.media_type == "text/html"


@pytest.mark.parametrize("dictionary", ["none", "plain", "packed"])
def test_crawls_packed_with_zstandard_and_a_dictionary(tmp_path, dictionary):
    zstandard = pytest.importorskip("zstandard", reason="an extra")
    records = [warc(record(url=f"https://example.org/{n}")) for n in range(3)]
    samples = [warc(record(url=f"https://example.org/{n}")) + b"x" * n for n in range(200)]
    learnt = zstandard.train_dictionary(2048, samples) if dictionary != "none" else None
    front = b""
    if learnt is not None:
        data = learnt.as_bytes()
        data = zstandard.compress(data) if dictionary == "packed" else data
        front = b"\x5d\x2a\x4d\x18" + len(data).to_bytes(4, "little") + data
    pack = zstandard.ZstdCompressor(dict_data=learnt).compress
    whole = front + b"".join(map(pack, records))
    (tmp_path / "c.warc.zst").write_bytes(whole)
    expected = [f"https://example.org/{n}" for n in range(3)]
    assert ids(read(tmp_path)) == expected
    from_stream = read("-", stdin=io.BytesIO(whole))
    assert ids(from_stream) == expected
    (tmp_path / "c.warc.zst").write_bytes(whole[:-9])
    results = read(tmp_path)
    assert ids(results) == expected[:2]
    assert told(results)
    (tmp_path / "c.warc.zst").write_bytes(b"\x5d\x2a\x4d\x18\xff\xff\xff\xff")
    assert "dictionary that is too large" in told(read(tmp_path))[0]


def test_the_texts_of_a_wet_file(tmp_path):
    wet = record("Die Brücke ist offen.\nEnde.".encode(), kind="conversion", http=False)
    (tmp_path / "c.warc.wet.gz").write_bytes(gzip.compress(wet))
    (page,) = read(tmp_path)
    assert (page.media_type, page.content) == ("text/plain", "Die Brücke ist offen.\nEnde.")


@pytest.mark.parametrize(
    ("extra", "pack"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress),
        ("Content-Encoding: deflate\r\n", zlib.compress),
        ("Content-Encoding: deflate\r\n", lambda data: zlib.compress(data)[2:-4]),
        ("Content-Encoding: gzip\r\n", lambda data: data),
        (
            "Transfer-Encoding: chunked\r\n",
            lambda data: b"%x\r\n%s\r\n0\r\n\r\n" % (len(data), data),
        ),
        ("Transfer-Encoding: chunked\r\n", lambda data: data),
    ],
)
def test_what_servers_do_to_pages_is_undone(tmp_path, extra, pack):
    (tmp_path / "c.warc").write_bytes(record(pack(HTML), extra=extra))
    assert [one.content for one in read(tmp_path)] == [HTML.decode()]


def test_a_page_that_is_a_bomb_or_cut_costs_itself(tmp_path):
    bomb = record(gzip.compress(bytes(9_000_000)), extra="Content-Encoding: gzip\r\n")
    cut = record(gzip.compress(HTML)[:-9], extra="Content-Encoding: gzip\r\n")
    open_chunks = record(b"ff\r\n<p>The bridge", extra="Transfer-Encoding: chunked\r\n")
    (tmp_path / "c.warc").write_bytes(warc(bomb, cut, open_chunks, record()))
    results = read(tmp_path)
    assert ids(results) == ["https://example.org/a"]
    assert [one.reason for one in results[:3]] == ["bomb", "damaged", "damaged"]


def test_the_servers_charset_is_heard(tmp_path):
    page = "<html><body><p>Мост открыт</p></body></html>".encode("koi8-r")
    (tmp_path / "c.warc").write_bytes(record(page).replace(b"charset=utf-8", b"charset=koi8r"))
    assert "Мост открыт" in read(tmp_path)[0].content


@pytest.mark.parametrize("length", ["1", "10", "9999", "99999999", "-3", "ten", ""])
@pytest.mark.parametrize("packed", [False, True])
def test_a_wrong_length_costs_one_record(tmp_path, length, packed):
    urls = [f"https://example.org/{letter}" for letter in "abcd"]
    records = [record(url=url, length=length if url[-1] == "b" else None) for url in urls]
    if packed:
        records = [gzip.compress(one) for one in records]
    (tmp_path / "c.warc").write_bytes(warc(*records))
    results = read(tmp_path)
    assert ids(results) == [urls[0], *urls[2:]]
    (message,) = told(results)
    assert message.startswith(f"c.warc#offset={len(records[0])}: ")
    assert message.endswith("it goes on at the next record that can be told")


@pytest.mark.parametrize("cut", [5, 60, 250, 300])
@pytest.mark.parametrize("packed", [False, True])
def test_a_crawl_that_is_cut_off_is_told_and_its_beginning_read(tmp_path, cut, packed):
    records = [record(url=f"https://example.org/{n}") for n in range(3)]
    if packed:
        records = [gzip.compress(one) for one in records]
    (tmp_path / "c.warc.gz").write_bytes(warc(*records)[: -min(cut, len(records[2]) - 4)])
    results = read(tmp_path)
    assert ids(results)[:2] == ["https://example.org/0", "https://example.org/1"]
    assert len(results) == 3
    # the two line ends behind the last record are no loss
    assert len(told(results)) == (0 if cut == 5 and not packed else 1) or cut == 5


def test_a_damaged_gzip_member_costs_one_record(tmp_path):
    packed = [gzip.compress(record(url=f"https://example.org/{n}")) for n in range(4)]
    broken = bytearray(packed[1])
    broken[60:80] = bytes(range(20))
    (tmp_path / "c.warc.gz").write_bytes(warc(packed[0], bytes(broken), *packed[2:]))
    results = read(tmp_path)
    assert ids(results) == [f"https://example.org/{n}" for n in (0, 2, 3)]
    (message,) = told(results)
    assert f"in the gzip member at byte {len(packed[0])}" in message


def test_garbage_between_records_is_told_once(tmp_path):
    noise = b"\n".join(b"noise %d" % n for n in range(50)) + b"\r\n"
    (tmp_path / "c.warc").write_bytes(warc(record(), noise, record(url="https://example.org/b")))
    results = read(tmp_path)
    assert ids(results) == ["https://example.org/b"] or len(ids(results)) == 2
    assert len(told(results)) == 1


def test_web_archive_collections_are_read_by_their_crawls_alone(tmp_path):
    members = {
        "archive/data.warc.gz": gzip.compress(record()),
        "pages/pages.jsonl": b'{"url": "https://example.org/a", "text": "again"}\n',
        "indexes/index.cdx.gz": b"x",
    }
    results = read(zipped(tmp_path / "c.wacz", members))
    assert ids(results) == ["https://example.org/a"]
    assert results[0].source == "c.wacz/archive/data.warc.gz#offset=0"


# Tables


def test_rows_of_csv_are_pages(tmp_path):
    rows = [
        {"id": "1", "text": "The bridge, open\nat last", "date": "2021-11-22", "other": "x"},
        {"id": "", "text": "Second", "date": "", "other": ""},
    ]
    for name, delimiter in [("a.csv", ","), ("b.csv", ";"), ("c.tsv", "\t")]:
        with (tmp_path / name).open("w", newline="", encoding="utf-8-sig") as stream:
            table = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
            table.writeheader()
            table.writerows(rows)
    for name in "abc":
        file = next(tmp_path.glob(f"{name}.*"))
        first, second = read(file)
        assert (first.id, first.hints.date) == ("1", "2021-11-22")
        assert first.content == "The bridge, open\nat last"
        assert (second.id, second.content) == (f"{name}#L4", "Second")


def test_broken_rows_are_told_and_an_open_quote_ends_the_table(tmp_path):
    (tmp_path / "a.csv").write_bytes(
        b"text,date\nopen,2021\nx,y,z\nq,someday\nn\xe9e,2021\nok,2021\n"
    )
    results = read(tmp_path)
    assert ids(results) == ["a#L2", "a#L6"]
    assert told(results) == [
        "a.csv#L3: has 3 cells, but there are 2 columns",
        "a.csv#L4: 'date' is 'someday'; write an ISO 8601 date such as 2021-11-22",
        "a.csv#L5: not UTF-8; save the file as UTF-8",
    ]
    (tmp_path / "a.csv").write_bytes(b'text,date\nopen,2021\n"x,2021\nok,2021\n')
    results = read(tmp_path)
    assert ids(results) == ["a#L2"]
    assert told(results)[0].startswith("a.csv#L4: not CSV (unexpected end of data)")


def test_a_table_without_pages_says_what_it_has(tmp_path):
    (tmp_path / "a.csv").write_text("name,body\nx,y\n")
    assert told(read(tmp_path)) == [
        (
            "a.csv: has no column 'text' or 'html' (it has 'name', 'body'); "
            "name it: --columns text=NAME"
        )
    ]
    assert [one.content for one in read(tmp_path, terms=Terms(columns={"text": "body"}))] == ["y"]
    assert (
        "has no column 'nobody'" in told(read(tmp_path, terms=Terms(columns={"text": "nobody"})))[0]
    )


def test_a_records_fields_may_have_other_names(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"key": "k", "content": "open"}\n')
    (page,) = read(tmp_path, terms=Terms(columns={"text": "content", "id": "key"}))
    assert (page.id, page.content) == ("k", "open")


@pytest.mark.parametrize("name", ["a.parquet", "a.feather", "a.arrow"])
def test_rows_of_arrow_tables_are_pages(tmp_path, name):
    pa = pytest.importorskip("pyarrow", reason="an extra")
    from pyarrow import feather, parquet  # noqa: PLC0415

    table = pa.table(
        {
            "text": ["The bridge is open.", "Second", None],
            "id": [7, None, 9],
            "authors": [["Ann Lee"], None, None],
            "blob": [b"x", b"y", b"z"],
        }
    )
    path = tmp_path / name
    if name == "a.parquet":
        parquet.write_table(table, path)
    elif name == "a.feather":
        feather.write_feather(table, path)
    else:
        with pa.ipc.new_stream(path, table.schema) as stream:
            stream.write_table(table)
    first, second, third = read(tmp_path)
    assert (first.id, first.hints.authors) == ("7", ("Ann Lee",))
    assert second.id == "a#R2"
    assert isinstance(third, Failure)
    assert third.locator == f"{name}#R3"


def test_broken_parquet_and_parquet_without_pages_are_told(tmp_path):
    pa = pytest.importorskip("pyarrow", reason="an extra")
    from pyarrow import parquet  # noqa: PLC0415

    parquet.write_table(pa.table({"body": ["x"]}), tmp_path / "a.parquet")
    (tmp_path / "b.parquet").write_bytes(b"PAR1 nothing PAR1")
    (tmp_path / "c.arrow").write_bytes(b"ARROW1 nothing")
    (tmp_path / "d.txt").write_text("open")
    results = read(tmp_path)
    assert ids(results) == ["d"]
    first, second, third = told(results)
    assert first == (
        "a.parquet: has no column 'text' or 'html' (it has 'body'); name it: --columns text=NAME"
    )
    assert second.startswith("b.parquet: is damaged (")
    assert third.startswith("c.arrow: is damaged (")


def test_arrow_where_it_is_missing(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    assert told(read(tmp_path)) == [
        "a.parquet: this installation cannot read Arrow and Parquet; pip install 'cleaner[arrow]'"
    ]


def test_a_folder_of_hugging_face_datasets(tmp_path):
    datasets = pytest.importorskip("datasets", reason="an extra")
    rows = datasets.Dataset.from_dict({"text": ["one", "two"], "id": ["a", "b"]})
    datasets.DatasetDict({"train": rows}).save_to_disk(str(tmp_path / "saved"))
    left: list[str] = []
    assert ids(read(tmp_path, skip=left.append)) == ["a", "b"]
    assert all(name.endswith(".json") for name in left)


# Streams and addresses


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(b'{"text": "open", "id": "a"}\n', mtime=0),
        gzip.compress(record(), mtime=0),
        record(),
        bz2.compress(HTML),
        b'{"text": "open", "id": "a"}\n',
    ],
)
def test_the_standard_input_is_known_by_its_bytes(data):
    (page,) = read("-", stdin=io.BytesIO(data))
    assert isinstance(page, Page)


def test_archives_from_the_standard_input(tmp_path):
    for path in (zipped(tmp_path / "z.zip", MEMBERS), tarred(tmp_path / "t.tgz", dict(MEMBERS))):
        results = read("-", stdin=io.BytesIO(path.read_bytes()))
        assert ids(results) == ["stdin/a", "stdin/b/c", "stdin/b/d#L1", "stdin/b/d#L2"]


def test_addresses_are_read_where_their_library_is(tmp_path):
    fsspec = pytest.importorskip("fsspec", reason="an extra")
    files = fsspec.filesystem("memory")
    files.pipe(
        {
            "/news/b/c.txt": b"open",
            "/news/a.html": HTML,
            "/news/x.bin": b"",
            "/news/d.jsonl.gz": gzip.compress(b'{"text": "x"}\n'),
        }
    )
    left: list[str] = []
    assert ids(read("memory://news", skip=left.append)) == ["a", "b/c", "d#L1"]
    assert left == ["x.bin"]
    assert ids(read("memory://news/b/c.txt")) == ["c"]
    assert "has no files" in told(read("memory://nothing"))[0]
    with pytest.raises(UsageError, match="nosuch"):
        read("nosuch://x")


def test_addresses_where_the_library_is_missing(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "fsspec", None)
    with pytest.raises(UsageError, match=r"pip install 'cleaner\[fsspec\]'"):
        read("s3://bucket/crawl")


def test_every_format_of_the_table_is_known():
    assert all(reader_for(f"x{suffix}") is reader for suffix, reader in READERS.items())
    assert stem_of("c.warc.wet.gz") == "c.warc"
    assert json.dumps(sorted(READERS))
