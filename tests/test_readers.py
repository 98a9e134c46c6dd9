"""Readers: every input is a page or a named failure, in one order, under one name anywhere."""

from __future__ import annotations

import io
import json
import os
import random
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import ReadError, UsageError
from cleaner.model import Failure, Page
from cleaner.readers import DecodeError, check_inputs, decode_html, decode_text, read_inputs
from cleaner.readers.charsets import charset_of
from cleaner.readers.html import read_text_or_html
from cleaner.readers.jsonl import read_jsonl
from cleaner.readers.limits import Limits
from cleaner.readers.source import Source, Terms

CASES = Path(__file__).parent / "cases" / "readers"
ROWS = yaml.safe_load((CASES / "decode.yaml").read_text(encoding="utf-8"))


def read(*inputs, stdin=b"", **options):
    """All that comes out, and the names of what was left alone."""
    left = []
    found = read_inputs(inputs, stdin=io.BytesIO(stdin), skip=left.append, **options)
    return list(found), left


def messages(results):
    return [result.message for result in results if isinstance(result, Failure)]


def ids(results):
    return [result.id for result in results if isinstance(result, Page)]


def source_of(data, limit=100):
    return Source(
        locator="x.jsonl",
        name="x",
        open=lambda: io.BytesIO(data),
        terms=Terms(limits=Limits(page=limit)),
    )


# Decoding


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(
            row,
            id=row["label"],
            marks=[pytest.mark.xfail(strict=True)] if row["kind"] == "known_failure" else [],
        )
        for row in ROWS
    ],
)
def test_the_encoding_is_told_by_the_text(row):
    data = row["input"].encode(row["encoding"])
    if row["expect"] is None:
        with pytest.raises(DecodeError) as caught:
            decode_text(data)
        assert caught.value.reason == "encoding"
        return
    decoded = decode_text(data)
    assert (decoded.text, decoded.charset, decoded.broken) == (row["input"], row["expect"], 0)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\x1a\n", "not text but a PNG picture; give the text or HTML itself"),
        (b"%PDF-1.7\n%", "not text but a PDF; give the text or HTML itself"),
        (
            b"PK\x03\x04",
            "not text but a zip archive or office document; give the text or HTML itself",
        ),
        (
            bytes(range(256)) * 4,
            "not text: too many control characters; give the text or HTML itself",
        ),
        (
            b"Bridge open" + b"\xff\xfe\x81\x9d" * 3,
            "not UTF-8 at byte 11 (0xFF), and its encoding cannot be told; save it as UTF-8",
        ),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data, message):
    with pytest.raises(DecodeError) as caught:
        decode_text(data)
    assert str(caught.value) == message


def test_a_cut_last_character_costs_that_character_alone():
    decoded = decode_text("Мост открыт".encode()[:-1])
    assert decoded.text == "Мост откры\ufffd"
    assert decoded.broken == 1


def test_random_bytes_are_not_text():
    noise = random.Random(7)
    accepted = 0
    for _ in range(300):
        try:
            decode_text(noise.randbytes(200))
        except DecodeError:
            continue
        accepted += 1
    assert accepted <= 1


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_is_read_as_it_stands(text):
    # a first character U+FEFF is a byte order mark
    assert decode_text(text.encode()).text == text.removeprefix("\ufeff")


@given(st.binary(max_size=2000))
def test_any_bytes_are_decoded_or_refused(data):
    for decode in (decode_text, decode_html):
        try:
            text = decode(data).text
        except DecodeError:
            continue
        text.encode()


def test_valid_utf8_is_utf8_whatever_a_page_declares():
    page = "<meta charset=iso-8859-1><p>déjà vu — 東京".encode()
    assert decode_html(page).charset == "utf-8"
    assert decode_html(page, "windows-1251").charset == "utf-8"


def test_a_declaration_is_followed_where_the_bytes_fit():
    page = '<meta http-equiv=x content="text/html; charset=windows-1251"><p>Мэр'.encode("cp1251")
    assert decode_html(page).text.endswith("Мэр")
    assert decode_html("<p>Мэр".encode("koi8-r"), "KOI8-R").text == "<p>Мэр"


def test_the_western_declaration_of_careless_servers_gives_way_to_the_letters():
    text = "<p>Мэр заявил в среду, что ремонт моста будет продолжен на следующей неделе."
    assert decode_html(text.encode("cp1251"), "iso-8859-1").text == text


def test_a_wrong_utf8_declaration_is_survived():
    text = "<meta charset=utf-8><p>Le maire est arrivé à la mairie et il a déjà parlé de la fête"
    assert decode_html(text.encode("latin-1")).text == text


@pytest.mark.parametrize("label", ["rot13", "zlib", "idna", "utf-7", "undefined", "\0", "utf8mb4"])
def test_labels_that_are_no_encodings_of_the_web_declare_nothing(label):
    assert charset_of(label) is None


def test_a_head_full_of_broken_tags_takes_no_time():
    assert decode_html(b"<p>caf\xe9</p>" + b"<script" * 200_000).charset == "windows-1252"


# Folders


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "in"
    for name, text in {
        "b.txt": "b",
        "a/z.txt": "z",
        "a.txt": "a",
        "a-b.txt": "ab",
        ".hidden.txt": "no",
        ".git/x.txt": "no",
        "photo.png": "p",
        "notes": "n",
        "page.HTM": "<p>h",
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def test_a_folder_is_read_in_the_order_of_whole_paths(folder):
    results, left = read(folder)
    assert [page.source for page in results] == [
        "a-b.txt",
        "a.txt",
        "a/z.txt",
        "b.txt",
        "page.HTM",
    ]
    assert ids(results) == ["a-b", "a", "a/z", "b", "page"]
    assert results[-1].media_type == "text/html"
    assert left == ["notes", "photo.png"]


def test_names_do_not_depend_on_where_the_folder_lies(folder, tmp_path, monkeypatch):
    moved = tmp_path / "elsewhere" / "deep"
    moved.parent.mkdir()
    before = read(folder)[0]
    folder.rename(moved)
    assert read(moved)[0] == before
    monkeypatch.chdir(moved)
    assert read(".")[0] == before


def test_a_file_is_named_by_its_name_and_read_whatever_its_suffix(folder):
    results, left = read(folder / "a" / "z.txt", folder / "notes")
    assert [(page.id, page.source) for page in results] == [("z", "z.txt"), ("notes", "notes")]
    assert not left


def test_links_in_a_circle_end_and_dangling_ones_fail(folder):
    (folder / "a" / "loop").symlink_to("..")
    (folder / "a" / "self").symlink_to("self")
    (folder / "c.txt").symlink_to("nowhere.txt")
    (folder / "d.txt").symlink_to("b.txt")
    results, _ = read(folder)
    assert messages(results) == ["c.txt: is gone, or is a link that leads nowhere"]
    assert ids(results) == ["a-b", "a", "a/z", "b", "d", "page"]


def test_pipes_and_devices_are_refused_and_nobody_waits(folder):
    os.mkfifo(folder / "c.txt")
    remedy = "use '-' and redirect it to the standard input"
    results, _ = read(folder)
    assert messages(results) == [f"c.txt: is a named pipe, not a file; {remedy}"]
    assert messages(read("/dev/null")[0]) == [f"null: is a device, not a file; {remedy}"]


def test_an_unreadable_file_costs_itself_alone(folder, monkeypatch):
    really = os.open

    def refuse(path, *rest, **named):
        if str(path).endswith("b.txt") and "a-b" not in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return really(path, *rest, **named)

    monkeypatch.setattr(os, "open", refuse)
    results, _ = read(folder)
    assert messages(results) == ["b.txt: no permission to read it; change its mode or owner"]
    assert ids(results) == ["a-b", "a", "a/z", "page"]


def test_a_file_that_vanishes_while_the_folder_is_read_fails_alone(folder):
    pages = read_inputs([folder])
    next(pages)
    (folder / "b.txt").unlink()
    rest = list(pages)
    assert messages(rest) == ["b.txt: is gone, or is a link that leads nowhere"]
    assert ids(rest) == ["a", "a/z", "page"]


def test_names_that_are_no_utf8_become_escapes(tmp_path):
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9\n.txt")).write_text("x")
    (page,), _ = read(tmp_path)
    assert page.id == "caf\\xe9\n"
    page.id.encode()


def test_decomposed_names_are_composed(tmp_path):
    (tmp_path / "cafe\u0301.txt").write_text("x")
    assert ids(read(tmp_path)[0]) == ["caf\u00e9"]


def test_an_empty_file_is_an_empty_page(tmp_path):
    (tmp_path / "e.txt").write_bytes(b"")
    (tmp_path / "w.txt").write_bytes(b" \n\t\n")
    assert [page.content for page in read(tmp_path)[0]] == ["", " \n\t\n"]


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.txt", b"<!DOCTYPE html>\n<p>One.</p>", "text/html"),
        ("a.md", b"\xef\xbb\xbf\n <html><p>One.</p>", "text/html"),
        ("a.txt", b"!-- Google tag -->\nOne.", "text/plain"),
        ("a.txt", b"One.\n<html>", "text/plain"),
        ("a.html", b"One.", "text/html"),
    ],
)
def test_html_that_is_called_text_is_html(tmp_path, name, data, media_type):
    (tmp_path / name).write_bytes(data)
    (page,), _ = read(str(tmp_path))
    assert page.media_type == media_type


def test_a_page_larger_than_the_limit_is_told(tmp_path):
    source = Source(
        locator="big.txt",
        name="big",
        open=lambda: io.BytesIO(b"x" * 101),
        terms=Terms(limits=Limits(page=100)),
    )
    with pytest.raises(ReadError) as caught:
        list(read_text_or_html(source))
    assert str(caught.value) == (
        "big.txt: larger than 100 bytes, the limit for one page; "
        "split it into its pages, one file or JSONL record each"
    )


# Ids


def test_the_second_page_with_an_id_fails_and_the_same_page_again_is_dropped(tmp_path):
    (tmp_path / "a.html").write_text("<p>one")
    (tmp_path / "a.txt").write_text("two")
    results, _ = read(tmp_path)
    assert ids(results) == ["a"]
    assert messages(results) == [
        "a.txt: has the id 'a', as a.html had before it; give each an id of its own"
    ]
    assert results[1].reason == "same-id"
    again, _ = read(tmp_path / "a.txt", tmp_path / "a.txt")
    assert ids(again) == ["a"]
    assert not messages(again)
    assert ids(read(tmp_path, unique=False)[0]) == ["a", "a"]


# What is not there


def test_a_missing_input_is_wrong_use_with_the_nearest_name(folder):
    with pytest.raises(UsageError) as caught:
        check_inputs([folder / "photos.png"])
    assert str(caught.value) == (
        f"{folder}/photos.png: no such file or folder; did you mean '{folder}/photo.png'?"
    )
    with pytest.raises(UsageError, match="no such file or folder; nor is there"):
        check_inputs([folder / "x" / "y"])
    with pytest.raises(UsageError, match="name it once"):
        check_inputs(["-", "-"], stdin=io.BytesIO())


def test_wrong_use_is_told_before_any_page_is_asked_for(folder):
    with pytest.raises(UsageError):
        read_inputs([folder, folder / "not there"])


# JSONL


def lines(*records):
    return b"\n".join(r if isinstance(r, bytes) else json.dumps(r).encode() for r in records)


def test_a_broken_line_harms_no_other():
    data = lines(
        {"id": "one", "text": "a"},
        b'{"id": "two", "text": "b"',
        b"",
        {"text": "c", "url": "https://example.org/c"},
        {"text": "d"},
        b'{"text": "\xe9"}',
        [1],
        {"title": "no page"},
        {"text": 5},
        {"text": "x", "date": "22.11.2021"},
        {"text": "x", "date": "2021-02-30"},
        {"text": "x", "language": "English"},
        {"text": "x", "authors": [1]},
        b"[" * 200_000,
        b'{"text": "x", "n": ' + b"9" * 5000 + b"}",
        {"html": "<p>e", "text": "e", "id": 17},
    )
    results = list(read_jsonl(source_of(data, limit=10**6)))
    assert ids(results) == ["one", "https://example.org/c", "x#L5", "17"]
    assert results[-1].media_type == "text/html"
    assert messages(results) == [
        "x.jsonl#L2: not JSON at column 26 (expecting ',' delimiter); write one JSON object",
        "x.jsonl#L6: not UTF-8 at byte 10 (0xE9); save it as UTF-8",
        "x.jsonl#L7: is a list; write one JSON object",
        "x.jsonl#L8: has neither 'text' nor 'html'; name the field with the page so",
        "x.jsonl#L9: 'text' is a number; write text",
        "x.jsonl#L10: 'date' is '22.11.2021'; write an ISO 8601 date such as 2021-11-22",
        "x.jsonl#L11: 'date' is '2021-02-30'; write an ISO 8601 date such as 2021-11-22",
        "x.jsonl#L12: 'language' is 'English'; write a BCP 47 tag such as 'en' or 'pt-BR'",
        "x.jsonl#L13: 'authors' is a list; write a list of names",
        "x.jsonl#L14: nested too deep; a record has fields with text",
        *messages(results)[10:],
    ]
    assert messages(results)[10].startswith("x.jsonl#L15: not JSON (")
    assert results[1].locator == "x.jsonl#L2"


def test_only_line_feeds_end_a_line():
    text = "one\u2028two\u0085three\x0cfour"
    data = json.dumps({"text": text}, ensure_ascii=False).encode() + b"\r\n"
    (page,) = read_jsonl(source_of(data))
    assert page.content == text


def test_a_line_larger_than_a_page_may_be_is_skipped_and_told():
    data = lines({"text": "x" * 300}, {"text": "y"})
    results = list(read_jsonl(source_of(data)))
    assert ids(results) == ["x#L2"]
    assert messages(results)[0].startswith("x.jsonl#L1: larger than 100 bytes")


def test_halves_of_characters_become_the_sign_for_broken_ones():
    (page,) = read_jsonl(source_of(b'{"text": "a\\ud83d b", "title": "\\udc00"}'))
    assert page.content == "a\ufffd b"
    assert page.hints.title == "\ufffd"


def test_hints_are_carried():
    record = {
        "text": "t",
        "outlet": " The Gazette ",
        "authors": "Ann Lee; Bo Ek",
        "date": "2021-11-22 08:30:00+01:00",
        "title": "",
        "language": "pt_BR",
        "retrieved": "2021-11",
    }
    (page,) = read_jsonl(source_of(lines(record), limit=1000))
    assert page.hints.outlet == "The Gazette"
    assert page.hints.authors == ("Ann Lee", "Bo Ek")
    assert page.hints.date == "2021-11-22T08:30:00+01:00"
    assert page.hints.title is None
    assert page.hints.language == "pt-BR"
    assert page.hints.retrieved == "2021-11"


@pytest.mark.parametrize("data", [b"\x1f\x8b\x08", b"\xff\xfe{\x00", b"PAR1"])
def test_a_jsonl_file_that_is_none_is_one_failure(tmp_path, data):
    path = tmp_path / "x.jsonl"
    path.write_bytes(data + b"\n\n\nx\n")
    results, _ = read(path)
    assert len(results) == 1
    assert messages(results)[0].startswith("x.jsonl: not JSONL but ")


@given(st.binary(max_size=300))
def test_any_bytes_as_jsonl_are_pages_or_failures(data):
    try:
        results = list(read_jsonl(source_of(data, limit=64)))
    except ReadError:
        return
    for result in results:
        assert isinstance(result, Page | Failure)
        (result.content if isinstance(result, Page) else result.message).encode()


# Standard input


def test_records_on_the_standard_input():
    results, _ = read("-", stdin=b'\n{"text": "a"}\n{"id": "b", "html": "<p>b"}\n{')
    assert ids(results) == ["stdin#L2", "b"]
    assert messages(results)[0].startswith("stdin#L4: not JSON at column 2 (")


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"\nHeadline\n\nText.", "text/plain"),
        (b"{not json}\nText.", "text/plain"),
        (b"  <!DOCTYPE html><p>x", "text/html"),
    ],
)
def test_one_page_on_the_standard_input(data, media_type):
    (page,), _ = read("-", stdin=data)
    assert (page.id, page.source, page.media_type) == ("stdin", "stdin", media_type)
    assert page.content.encode() == data


# Sidecars


@pytest.fixture
def hinted(tmp_path):
    for name in ("a.txt", "sub/b.txt", "sub/c.txt", "d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    return tmp_path


def test_a_table_beside_the_pages(hinted):
    (hinted / "pages.csv").write_text(
        "\ufeffpath,id,url,date,authors,mine\n"
        "a.txt,A,,2021-11-22,Ann Lee; Bo Ek,x\n"
        "./sub/b.txt,,https://example.org/b,,,\n"
        "sub\\c.txt,,,2021,,\n"
    )
    results, left = read(hinted)
    assert ids(results) == ["A", "d", "https://example.org/b", "sub/c"]
    assert results[0].hints.authors == ("Ann Lee", "Bo Ek")
    assert results[3].hints.date == "2021"
    assert not left


def test_the_nearest_word_wins(hinted):
    (hinted / "pages.csv").write_text("path,title\nsub/b.txt,far\nsub/c.txt,far\n")
    (hinted / "sub" / "pages.jsonl").write_text('{"path": "b.txt", "title": "near"}\n')
    (hinted / "sub" / "c.meta.json").write_text('{"title": "nearest"}')
    results, _ = read(hinted)
    assert [page.hints.title for page in results] == [None, None, "near", "nearest"]


def test_a_row_that_is_broken_costs_its_page_and_is_named(hinted):
    (hinted / "pages.csv").write_text(
        "path,language\na.txt,English\n,en\nd.txt,en\nd.txt,de\nx.txt,en\ny.txt,en\nsub/b.txt,en,1\n"
    )
    (hinted / "sub" / "c.meta.json").write_text('{"id": }')
    results, _ = read(hinted)
    assert ids(results) == ["sub/b"]
    wait = "is not read until then"
    tag = "write a BCP 47 tag such as 'en' or 'pt-BR'"
    json_told = "not JSON at column 8 (expecting value); write one JSON object"
    lost = "'x.txt' is no page of this folder (nor are 1 others of this file)"
    assert messages(results) == [
        "pages.csv#L3: names no 'path'",
        "pages.csv#L8: has more cells than there are columns",
        f"pages.csv#L2: 'language' is 'English'; {tag}; 'a.txt' {wait}",
        f"pages.csv#L5: 'd.txt' has a line already (4); keep one of them; 'd.txt' {wait}",
        f"sub/c.meta.json: {json_told}; 'sub/c.txt' {wait}",
        f"pages.csv#L6: {lost}; mend the path, or take the line out",
    ]


def test_a_table_without_paths_is_named(hinted):
    (hinted / "pages.csv").write_text("file,id\na.txt,A\n")
    results, _ = read(hinted)
    assert messages(results) == [
        "pages.csv#L1: has no column 'path'; name the column with the files so"
    ]
    assert len(ids(results)) == 4


def test_pages_jsonl_with_pages_in_it_is_an_input(hinted):
    (hinted / "pages.jsonl").write_text('{"id": "p", "text": "x", "path": "y"}\n')
    assert "p" in ids(read(hinted)[0])


def test_a_named_file_has_its_sidecar_too(tmp_path):
    """What stands beside a page holds whether its folder is named or the page itself."""
    (tmp_path / "a.txt").write_text("The bridge\n\nIt is open.\n", encoding="utf-8")
    (tmp_path / "a.meta.json").write_text('{"id": "bridge", "date": "2021-11-22"}', "utf-8")
    (tmp_path / "b.txt").write_text("The quay\n", encoding="utf-8")
    (tmp_path / "pages.csv").write_text("path,outlet\nb.txt,Example Times\nc.txt,\n", "utf-8")
    (named,) = read_inputs([tmp_path / "a.txt"])
    assert (named.id, named.hints.date) == ("bridge", "2021-11-22")
    (listed,) = read_inputs([tmp_path / "b.txt"])
    assert listed.hints.outlet == "Example Times"


def test_a_page_is_known_by_the_address_it_gives_itself(tmp_path):
    """Its canonical address is its id, unless that is a front page or the user knows better."""
    link = '<html><head><link rel="canonical" href="https://example.org{}"></head><p>Text.</p>'
    (tmp_path / "a.html").write_text(link.format("/2021/bridge"), encoding="utf-8")
    (tmp_path / "b.html").write_text(link.format("/"), encoding="utf-8")
    (tmp_path / "c.jsonl").write_text(
        json.dumps({"id": "c", "html": link.format("/2021/quay")}), encoding="utf-8"
    )
    assert [(page.id, page.url) for page in read_inputs([tmp_path])] == [
        ("https://example.org/2021/bridge", "https://example.org/2021/bridge"),
        ("b", None),
        ("c", None),
    ]
