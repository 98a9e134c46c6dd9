"""The report: what it says of a corpus, and that nothing of a page gets out of its data."""

import base64
import hashlib
import json
import re
import zlib
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import hostile
import invented
import pytest
from command import clean
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus import About, read_about, read_records
from cleaner.errors import CorpusError
from cleaner.model import Failure
from cleaner.review.report import Shown, report_html
from cleaner.review.report.days import timeline
from cleaner.review.report.fields import safe_link
from cleaner.review.report.rows import origin_lines, page_rows
from cleaner.rules import load_rules, parse_rules
from cleaner.text.folding import squeeze
from cleaner.text.visible import visible

SEEDS = Path(__file__).parents[1] / "seeds"
RULES = parse_rules(invented.RULES, file="invented.yaml")
ABOUT = About(
    version=3,
    newest=True,
    digest="d" * 64,
    documents=1,
    rules_sha256=RULES.sha256,
    tools={"cleaner": "0.1.0"},
    failures=(),
)


class Frame(HTMLParser):
    """The elements of a report with their attributes, and the content of its scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.comments: list[str] = []
        self.inside = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, tuple(attrs)))
        self.inside = tag
        if tag == "script":
            self.scripts.append("")
        if tag == "style":
            self.styles.append("")

    def handle_endtag(self, _tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside == "script":
            self.scripts[-1] += data
        if self.inside == "style":
            self.styles[-1] += data

    def handle_comment(self, data):
        self.comments.append(data)

    @property
    def data(self):
        return json.loads(self.scripts[-2])

    @property
    def pages(self):
        packs = [zlib.decompress(base64.b64decode(one)) for one in self.scripts[:-2]]
        return [page for pack in packs for page in json.loads(pack)]

    @property
    def policy(self):
        return next(
            dict(attrs)["content"]
            for tag, attrs in self.elements
            if tag == "meta" and dict(attrs).get("http-equiv") == "Content-Security-Policy"
        )


def html(records, about=ABOUT, rules=RULES, shown=None) -> str:
    records = list(records)
    about = replace(about, documents=len(records))
    return b"".join(report_html(about, records, rules, shown)).decode()


def record(id_="a", **changes):
    plain = hostile.record("x", id=id_, url=None, lines=["title", "body", "share"], flags=[])
    return (
        plain
        | {
            "title": "The bridge opens",
            "outlet": "The Harbour Courier",
            "language": "en",
            "date": "2021-05-03",
            "text": "The council opened the bridge.",
            "findings": [],
            "removed": [
                {"line": 3, "category": "share", "rule": "general/share", "text": "Share this"}
            ],
        }
        | changes
    )


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    (folder / "pages.jsonl").write_text(invented.jsonl(150, size=600), encoding="utf-8")
    (folder / "bad.jsonl").write_text("[1]\n", encoding="utf-8")
    (folder / "rules.yaml").write_text(invented.RULES, encoding="utf-8")
    answer = clean(
        SEEDS, folder / "pages.jsonl", folder / "bad.jsonl", "-o", folder / "corpus",
        "--rules", folder / "rules.yaml", "-q",
    )  # fmt: skip
    assert answer.status == 1
    return folder


# ---- a page, line by line


@pytest.mark.parametrize("seed", sorted(path.stem for path in SEEDS.glob("*.txt")))
def test_lines_of_a_seed_stand_where_they_stood(seed, corpus):
    """Whatever words a row shows are those of that line of the file, and no line is missing."""
    source = (SEEDS / f"{seed}.txt").read_text(encoding="utf-8")
    lines = [line for line in source.splitlines() if line.strip()]
    made = next(one for one in read_records(corpus / "corpus") if one["id"] == seed)
    rows = page_rows(made)
    assert [row.line for row in rows] == list(range(1, len(lines) + 1))
    for row, line in zip(rows, lines, strict=True):
        shown = f"{row.lead} {row.text} {' '.join(cut.text for cut in row.cuts)}"
        if row.values:
            assert row.category in {"byline", "date"}
        else:
            assert squeeze(shown) == squeeze(line)


def test_joined_lines_are_placed_by_proportion_and_said_to_be_so():
    made = record(lines=["title", "body", "body", "share", "body"], text="One two.\n\nThree.")
    page = Frame(html([made])).pages[0]
    assert page["near"] == 1
    assert [row["t"] for row in page["rows"] if row["k"] == "body"] == ["One two.", "Three."]


def test_parts_of_a_line_stand_with_it():
    made = record(
        removed=[
            {"line": 2, "category": "share", "rule": "general/share", "text": "Tweet"},
            {"line": 3, "category": "share", "rule": "general/share", "text": "Share this"},
        ],
        findings=[{"field": "dateline", "value": "OSLO —", "origin": "line 2 (dateline)"}],
    )
    row = page_rows(made)[1]
    assert (row.lead, row.text) == ("OSLO —", "The council opened the bridge.")
    assert [(cut.category, cut.text) for cut in row.cuts] == [("share", "Tweet")]


def test_the_headline_of_html_stands_in_its_line_as_read():
    made = record(findings=[{"field": "title", "value": "The bridge opens", "origin": "h1"}])
    assert page_rows(made)[0].values == (("headline", "The bridge opens"),)
    twice = record(lines=["title", "title", "share"], text="")
    assert page_rows(twice)[0].values == ()


def test_lines_of_origins():
    assert origin_lines("line 4 (date)") == (4,)
    assert origin_lines("lines 19, 21, 22") == (19, 21, 22)
    assert origin_lines("headline 3") == ()
    assert origin_lines("outline 7") == ()


def test_evidence_says_what_was_used_and_what_was_not():
    made = record(
        authors=["Mira Holm"],
        findings=[
            {"field": "date", "value": "2021-05-03", "origin": "line 2 (date)"},
            {"field": "date", "value": "2020-01-01", "origin": "line 3 (caption)"},
            {"field": "authors", "value": "Mira Holm", "origin": "meta author"},
        ],
    )
    fields = {one["f"]: one for one in Frame(html([made])).pages[0]["fields"]}
    assert fields["date"] == {
        "f": "date",
        "v": "2021-05-03",
        "e": [
            {"o": "line 2 (date)", "l": [2], "u": 1},
            {"o": "line 3 (caption)", "l": [3], "v": "2020-01-01"},
        ],
    }
    assert fields["authors"]["e"] == [{"o": "meta author", "u": 1}]
    assert fields["section"]["v"] == "x"


# ---- what is counted


def test_counts_are_those_of_the_corpus(corpus):
    rules = load_rules(corpus / "rules.yaml")
    about = read_about(corpus / "corpus")
    records = list(read_records(corpus / "corpus"))
    data = Frame(html(records, about, rules)).data
    everything = data["all"]
    manifest = json.loads((corpus / "corpus" / "manifest.json").read_text(encoding="utf-8"))
    assert data["digest"] == manifest["digest"]
    assert data["same_rules"]
    assert everything["documents"] == manifest["counts"]["documents"] == len(records)
    outlets = {one["name"]: one["documents"] for one in everything["outlets"]}
    assert outlets.pop("") == manifest["counts"]["without_outlet"]
    assert outlets == manifest["counts"]["outlets"]
    assert dict(everything["languages"]) == manifest["counts"]["languages"]
    assert everything["lines"]["removed"] + everything["lines"]["kept"] + everything["lines"][
        "lifted"
    ] == sum(len(one["lines"]) for one in records)
    hits = [one["rule"] for record in records for one in record["removed"]]
    assert {one["id"]: one["hits"] for one in everything["rules"]} == {
        rule: hits.count(rule) for rule in hits
    }
    dated = sum(count for _, count in everything["dates"]["columns"])
    assert dated + everything["dates"]["undated"] + everything["dates"]["vague"] == len(records)
    assert data["failures"]["count"] == 1


def test_rules_that_never_fired_are_those_that_could_have(corpus):
    rules = load_rules(corpus / "rules.yaml")
    data = Frame(html(read_records(corpus / "corpus"), read_about(corpus / "corpus"), rules)).data
    silent = {one["id"] for one in data["silent"]}
    fired = {one["id"] for one in data["all"]["rules"]}
    assert {"harbourcourier.example/tide-table", "bergblatt.example/phrases/paywall"} <= silent
    assert "harbourcourier.example/pier-club" in fired
    assert not silent & fired
    owners = {name.partition("/")[0] for name in silent}
    assert owners <= {
        "general", "general.en", "general.de", "harbourcourier.example", "bergblatt.example",
        "timesofisrael.com", "aa.com.tr", "sputniknews.com",
    }  # fmt: skip


def test_identical_removals_are_one_decision():
    removed = [{"line": 3, "category": "share", "rule": "general/share", "text": "Share this"}]
    odd = [{"line": 3, "category": "share", "rule": "general/share", "text": "Share it"}]
    records = [record(f"{at:03}", removed=odd if at == 7 else removed) for at in range(40)]
    (rule,) = Frame(html(records)).data["all"]["rules"]
    assert rule["texts"] == [["Share this", 39], ["Share it", 1]]
    assert (rule["hits"], rule["documents"]) == (40, 40)


def test_kept_lines_that_repeat_in_an_outlet_are_listed():
    text = "Reporting for the islands since 1911."
    records = [record(str(at), text=text) for at in range(3)] + [
        record("9", text="Something else.")
    ]
    assert Frame(html(records)).data["all"]["repeated"] == [["The Harbour Courier", text, 3]]


@pytest.mark.parametrize(
    ("dates", "unit", "labels"),
    [
        (["2021-02-27", "2021-03-01"], "day", ["2021-02-27", "2021-02-28", "2021-03-01"]),
        (["2020-12-01T10:00Z", "2021-02-03"], "month", ["2020-12", "2021-01", "2021-02"]),
        (["1999-01-01", "2004"], "year", [str(year) for year in range(1999, 2005)]),
        (["0001-01-01", "9999-12-31"], "year", ["0001", "9999"]),
        (["2021-13-45", "2021-02-30", "2021-1", "yesterday", ""], "day", []),
        (["2021-05", "2021-05-03"], "month", ["2021-05"]),
    ],
)  # fmt: skip
def test_dates_become_columns_without_gaps(dates, unit, labels):
    made = timeline(dict.fromkeys(dates, 1))
    counted = sum(count for _, count in made["columns"])
    assert counted + made["undated"] + made["vague"] == len(dates)
    assert (made["unit"], [label for label, _ in made["columns"]]) == (unit, labels)


# ---- what is shown


def test_equal_corpora_give_equal_bytes(corpus, tmp_path):
    for name in ["one", "two"]:
        clean("report", corpus / "corpus", "-o", tmp_path / name)
    again = clean(
        corpus / "pages.jsonl", SEEDS, "-o", tmp_path / "corpus", "-q",
        "--rules", corpus / "rules.yaml", "--workers", 2,
    )  # fmt: skip
    assert again.status == 0
    (tmp_path / "corpus" / "quarantine.jsonl").write_bytes(
        (corpus / "corpus" / "quarantine.jsonl").read_bytes()
    )
    clean("report", tmp_path / "corpus", "-o", tmp_path / "three")
    first = (tmp_path / "one").read_bytes()
    assert first == (tmp_path / "two").read_bytes() == (tmp_path / "three").read_bytes()


@pytest.mark.parametrize("sample", [0, 1, 7, 39, 40, 100])
def test_a_sample_is_spread_evenly_and_all_are_counted(sample):
    records = [record(f"{at:03}") for at in range(40)]
    frame = Frame(html(records, shown=Shown(documents=sample)))
    numbers = [int(row[0]) for row in frame.data["list"]["rows"]]
    assert len(numbers) == len(frame.pages) == min(sample, 40)
    assert frame.data["all"]["documents"] == 40
    if 1 < sample < 40:
        gaps = {after - before for before, after in pairwise(numbers)}
        assert max(gaps) - min(gaps) <= 1


def test_without_texts_there_are_no_pages():
    frame = Frame(html([record()], shown=Shown(texts=False)))
    assert (frame.pages, frame.data["texts"]) == ([], False)
    assert len(frame.data["list"]["rows"]) == 1


def test_packs_keep_the_order_of_the_list():
    records = [record(f"{at:03}", source=f"{at:03}.txt") for at in range(150)]
    frame = Frame(html(records))
    assert [row[0] + ".txt" for row in frame.data["list"]["rows"]] == [
        page["source"] for page in frame.pages
    ]


def test_an_empty_corpus_has_a_report():
    data = Frame(html([])).data
    assert (data["all"]["documents"], data["list"]["rows"]) == (0, [])


# ---- safe to look at


def test_nothing_of_a_page_is_markup():
    plain = Frame(html([record()]))
    harmed = Frame(html([hostile.record()]))
    assert harmed.elements == plain.elements
    assert not harmed.comments
    assert harmed.scripts[-1] == plain.scripts[-1]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_no_text_gets_out_of_the_data(text):
    frame = Frame(html([hostile.record(text)]))
    names = [tag for tag, _ in frame.elements]
    assert names.count("script") == 3
    assert not {"img", "iframe", "object", "link"} & set(names)
    (row,) = frame.data["list"]["rows"]
    assert row[1] == visible(text, one_line=True)
    assert frame.pages[0]["flags"][0] == visible(text, one_line=True)


def test_hidden_characters_are_seen():
    text = html([hostile.record()])
    pages = json.dumps(Frame(text).pages, ensure_ascii=False)
    for shown in [text, pages]:
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b]", shown)
    assert r"\\u202e" in pages


def test_the_policy_lets_its_own_script_and_style_run_and_nothing_else():
    frame = Frame(html([hostile.record()]))

    def source(content):
        return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"

    assert frame.policy == (
        f"default-src 'none'; script-src {source(frame.scripts[-1])}; "
        f"style-src {source(frame.styles[0])}; base-uri 'none'; form-action 'none'"
    )
    names = {name for _, attrs in frame.elements for name, _ in attrs}
    assert not {name for name in names if name.startswith("on")} | ({"src", "style"} & names)


def test_the_script_never_makes_markup_of_text():
    script = Frame(html([record()])).scripts[-1]
    for name in [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval",
        "Function(",
    ]:
        assert name not in script
    assert not re.search(r"https?://(?!')", script)


@pytest.mark.parametrize(
    ("url", "ok"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("HTTPS://example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
        ("https:", False),
        ("https://[broken", False),
        ("https://example.org/\u202egnp.exe", False),
        (None, False),
        (7, False),
    ],
)
def test_links_lead_to_the_web_only(url, ok):
    assert safe_link(url) == (url if ok else None)


# ---- the command


def test_the_command_writes_a_file_and_says_so(corpus, tmp_path):
    target = tmp_path / "report.html"
    answer = clean("report", corpus / "corpus", "-o", target, "--sample", 20)
    assert answer.status == 0
    assert answer.out == ""
    assert answer.told == [f"{target}: 155 documents of version 0, 20 of them shown; see --sample"]
    assert target.read_bytes().startswith(b"<!doctype html>")
    assert len(Frame(target.read_text(encoding="utf-8")).data["list"]["rows"]) == 20


def test_the_command_writes_to_the_standard_output(corpus):
    answer = clean("report", corpus / "corpus", "-o", "-", "--without-text")
    assert (answer.status, answer.err) == (0, "")
    assert Frame(answer.out).data["texts"] is False


def test_rules_that_were_not_those_of_the_run_are_told(corpus):
    answer = clean("report", corpus / "corpus", "-o", "-", "--without-text")
    assert Frame(answer.out).data["same_rules"] is False


def test_no_corpus_no_report(tmp_path):
    target = tmp_path / "report.html"
    answer = clean("report", tmp_path / "none", "-o", target)
    assert answer.status == 2
    assert "no such folder" in answer.err
    assert not target.exists()


def test_about_an_older_version_failures_are_not_known(tmp_path):
    for text in ["One.", "Two."]:
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        clean(tmp_path / "a.txt", "-o", tmp_path / "corpus", "-q")
    about = read_about(tmp_path / "corpus", 0)
    assert (about.version, about.newest, about.failures) == (0, False, None)
    newest = read_about(tmp_path / "corpus")
    assert (newest.version, newest.newest, newest.failures) == (1, True, ())
    assert about.digest != newest.digest
    with pytest.raises(CorpusError, match="has no version 7"):
        read_about(tmp_path / "corpus", 7)
    answer = clean("report", tmp_path / "corpus", "--version", 0, "-o", "-")
    assert Frame(answer.out).data["failures"] is None


def test_failures_are_read_as_they_were_written(tmp_path):
    (tmp_path / "bad.jsonl").write_text("[1]\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("One.", encoding="utf-8")
    clean(tmp_path / "a.txt", tmp_path / "bad.jsonl", "-o", tmp_path / "corpus", "-q")
    (failure,) = read_about(tmp_path / "corpus").failures
    assert isinstance(failure, Failure)
    assert failure.locator == "bad.jsonl#L1"
    (tmp_path / "corpus" / "quarantine.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(CorpusError, match="damaged"):
        read_about(tmp_path / "corpus")
