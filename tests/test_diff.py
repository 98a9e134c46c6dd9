"""A diff names what changed, in which documents, and what did it; nothing of a page acts in it."""

import json
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from command import clean

from cleaner.corpus import compare
from cleaner.model import Category
from cleaner.steps import STEPS

TEXT = """Council opens {thing} to cyclists

OSLO — The city council opened the old railway {thing} to cyclists on Monday, the mayor said.

The {thing} had been closed since 2019, when inspectors found cracks in two of its pillars.

Cyclists must ring twice on the {thing} before they pass, and the council will fine those who do not.
"""
EXTRA = "\nNow read on in our {thing} section\n"
RULES = """version: 1
general:
  "*":
    rules:
      - id: read-on
        category: {category}
        pattern: '{pattern}'
        removes: ["Now read on in our bridge section", "Now read on in our pier section"]
        keeps: ["She will now read on in our school"]
"""


def add_rule(path, category="related", pattern="^Now read on in our"):
    path.write_text(RULES.format(category=category, pattern=pattern))
    return path


def rows(answer):
    return answer.out.splitlines()


@pytest.fixture
def inputs(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("bridge", "tunnel", "harbour", "pier"):
        extra = EXTRA.format(thing="bridge") if name != "pier" else ""
        (folder / f"{name}.txt").write_text(TEXT.format(thing=name) + extra)
    return folder


@pytest.fixture
def corpus(inputs, tmp_path):
    target = tmp_path / "corpus"
    assert clean(inputs, "-o", target).status == 0
    return target


@pytest.fixture
def ruled(inputs, corpus, tmp_path):
    """One rule more than before, and no other change."""
    clean(inputs, "-o", corpus, "--rules", add_rule(tmp_path / "mine.yaml"))
    return corpus


def found(corpus, *words):
    return json.loads(clean("diff", corpus, *words, "--format", "json").out)


def test_a_new_rule_is_named_with_exactly_its_lines_in_exactly_its_documents(ruled):
    diff = found(ruled)
    assert (diff["before"], diff["after"]) == (0, 1)
    assert diff["counts"] == {
        "added": 0, "updated": 4, "removed": 0, "unchanged": 0, "alike": 1
    }  # fmt: skip
    (decision,) = diff["decisions"]
    assert (decision["what"], decision["cause"]) == ("removed", "general/read-on")
    assert (decision["documents"], decision["lines"]) == (3, 3)
    (same,) = decision["same"]
    assert same == {
        "text": "Now read on in our bridge section",
        "count": 3,
        "samples": ["bridge", "harbour", "tunnel"],
    }
    assert [one["id"] for one in diff["documents"]] == ["bridge", "harbour", "tunnel"]
    for document in diff["documents"]:
        (line,) = document["lines"]
        assert (line["what"], line["line"], line["category"]) == ("removed", 5, "related")
        assert document["causes"] == ["rules"]
        assert document["fields"] == []


def test_a_rule_that_is_gone_restores_its_lines(ruled, inputs):
    clean(inputs, "-o", ruled)
    (decision,) = found(ruled)["decisions"]
    assert (decision["what"], decision["cause"], decision["lines"]) == (
        "restored", "general/read-on", 3
    )  # fmt: skip


def test_another_category_is_a_new_label(ruled, inputs, tmp_path):
    clean(inputs, "-o", ruled, "--rules", add_rule(tmp_path / "mine.yaml", category="nav"))
    (decision,) = found(ruled)["decisions"]
    assert (decision["what"], decision["category"]) == ("relabelled", "nav")
    assert decision["before"] == "related by general/read-on"


def test_another_tool_is_named(corpus, inputs, monkeypatch):
    for place in ("cleaner.model.document.__version__", "cleaner.corpus.manifest.__version__"):
        monkeypatch.setattr(place, "99.0")
    (inputs / "pier.txt").write_text(TEXT.format(thing="pier"))
    clean(inputs, "-o", corpus)
    diff = found(corpus)
    assert diff["counts"]["updated"] == diff["counts"]["alike"] == 4
    assert "→ 99.0" in clean("log", corpus).out


def test_an_upgraded_tool_is_named_with_exactly_the_lines_that_it_takes(
    corpus, monkeypatch, inputs
):
    def label_read_on(doc, _):
        """What a later release knows."""
        blocks = (
            replace(one, category=Category.RELATED, rule="label-read-on")
            if one.text.startswith("Now read on")
            else one
            for one in doc.blocks
        )
        return replace(doc, blocks=tuple(blocks))

    for place in ("cleaner.model.document.__version__", "cleaner.corpus.manifest.__version__"):
        monkeypatch.setattr(place, "99.0")
    monkeypatch.setattr("cleaner.pipeline.STEPS", (label_read_on, *STEPS))
    clean(inputs, "-o", corpus)
    diff = found(corpus)
    (decision,) = diff["decisions"]
    assert (decision["what"], decision["documents"], decision["lines"]) == ("removed", 3, 3)
    assert decision["cause"].endswith("→ 99.0, through label-read-on")
    assert [one["id"] for one in diff["documents"]] == ["bridge", "harbour", "tunnel"]
    assert {cause for one in diff["documents"] for cause in one["causes"]} == {"tool"}
    assert diff["counts"]["alike"] == 1  # only its version differs
    assert "tool: cleaner" in clean("log", corpus).out


def test_the_tool_is_the_cause_of_what_it_does(corpus, inputs, monkeypatch, tmp_path):
    for place in ("cleaner.model.document.__version__", "cleaner.corpus.manifest.__version__"):
        monkeypatch.setattr(place, "99.0")
    clean(inputs, "-o", corpus, "--rules", add_rule(tmp_path / "mine.yaml"))
    (decision,) = found(corpus)["decisions"]
    assert "→ 99.0; the rules changed, through general/read-on" in decision["cause"]


def test_a_changed_input_is_named_and_other_documents_are_not(corpus, inputs):
    path = inputs / "pier.txt"
    path.write_text(path.read_text().replace("two of its", "three of its"))
    clean(inputs, "-o", corpus)
    diff = found(corpus)
    (document,) = diff["documents"]
    assert (document["id"], document["causes"]) == ("pier", ["input"])
    (line,) = document["lines"]
    assert line["what"] == "changed"
    assert line["before"].replace("two", "three") == line["text"]
    assert sorted(diff["same"]) == ["bridge", "harbour", "tunnel"]


def test_a_hint_is_named(corpus, inputs):
    (inputs / "pier.meta.json").write_text('{"date": "2021-03-04"}')
    clean(inputs, "-o", corpus)
    diff = found(corpus)
    (document,) = diff["documents"]
    assert document["causes"] == ["hints"]
    assert {one["field"] for one in document["fields"]} == {"date", "date_source"}
    assert diff["alarms"][0]["detail"] == "None → 2021-03-04"


def test_what_nobody_did_is_an_alarm(corpus, monkeypatch):
    real = compare._record

    def tampered(old, new):
        then, now = real(old, new)
        return then, {**now, "section": "Sport"}

    with monkeypatch.context() as patch:
        patch.setattr("cleaner.corpus.compare._record", tampered)
        patch.setattr(
            "cleaner.corpus.compare._different",
            lambda _, new: [(id_, part, part) for id_, part in new.rows("id, part")],
        )
        diff = found(corpus, 0, 0)
    assert diff["alarm_counts"] == {"differs, and neither input nor rules nor tool do": 4}


def test_alarms_of_a_rule_that_takes_too_much(corpus, inputs, tmp_path):
    rules = tmp_path / "mine.yaml"
    add_rule(rules)
    text = rules.read_text().replace(
        "'^Now read on in our'", "'^(Now read on in our|Cyclists must|OSLO)'"
    )
    rules.write_text(text)
    clean(inputs, "-o", corpus, "--rules", rules)
    counts = found(corpus)["alarm_counts"]
    assert counts["the first or last paragraph was removed"] >= 4


def test_added_and_removed_documents(corpus, inputs):
    (inputs / "new.txt").write_text(TEXT.format(thing="lift"))
    (inputs / "pier.txt").unlink()
    clean(inputs, "-o", corpus, "--prune")
    kinds = {one["id"]: one["kind"] for one in found(corpus)["documents"]}
    assert kinds == {"new": "added", "pier": "removed"}
    assert clean("diff", corpus, "--exit-code").status == 1
    assert clean("diff", corpus, 1, 1, "--exit-code").status == 0
    assert rows(clean("diff", corpus, 1, 0))[0] == "version 1 → version 0"


def test_a_dry_run_shows_the_diff_of_the_run(corpus, inputs, tmp_path):
    rules = add_rule(tmp_path / "mine.yaml")
    dry = rows(clean(inputs, "-o", corpus, "--rules", rules, "--dry-run"))
    clean(inputs, "-o", corpus, "--rules", rules)
    assert dry[0] == "version 0 → the run"
    assert dry[1:] == rows(clean("diff", corpus))[1:]


def test_rows_fit_a_terminal(ruled):
    for row in rows(clean("diff", ruled)):
        assert sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in row) <= 80


HOSTILE = "\x1b[31mred\u202e <script>alert(1)</script> `code` @someone ![x](http://a.b)"


def test_text_of_pages_cannot_act(tmp_path):
    source = tmp_path / "pages.jsonl"
    corpus = tmp_path / "c"
    body = TEXT.format(thing="bridge")
    for version in ("one", "two"):
        row = {"id": HOSTILE, "text": body + f"\n{HOSTILE} {version} said the mayor of the city.\n"}
        source.write_text(json.dumps(row) + "\n")
        clean(source, "-o", corpus)
    for form in ("terminal", "markdown", "json", "html"):
        out = clean("diff", corpus, "--format", form).out
        assert "\x1b" not in out
        assert "\u202e" not in out
    folded = clean("diff", corpus, "--format", "markdown").out
    assert "<script>" not in folded.replace("`", "").split("<summary>")[1].split("</summary>")[0]
    for line in folded.splitlines():
        if "@someone" in line and "summary" not in line:
            assert line.partition("@someone")[0].count("`") >= 2


def test_markdown_fits_into_a_comment(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number}.txt").write_text(TEXT.format(thing=f"bridge {number}") * 20)
    clean(folder, "-o", tmp_path / "c")
    for number in range(60):
        (folder / f"{number}.txt").write_text(TEXT.format(thing=f"pier {number}") * 20)
    clean(folder, "-o", tmp_path / "c")
    text = clean("diff", tmp_path / "c", "--format", "markdown", "--documents", 60).out
    assert len(text) < 65_536
    assert text.count("<details>") == text.count("</details>")


def test_the_page_is_whole_in_itself_and_nothing_in_it_acts(ruled, tmp_path):
    target = tmp_path / "diff.html"
    assert clean("diff", ruled, "--format", "html", "-o", target).status == 0
    page = target.read_text(encoding="utf-8")
    assert page == clean("diff", ruled, "--format", "html").out
    assert "default-src 'none'; style-src 'sha256-" in page
    for name in ("<script", "<img", "<link", "http://", "https://", " style=", "@import", "url("):
        assert name not in page
    assert page.index("general/read-on") < page.index('id="documents"')
    assert page.count('<details class="fold doc">') == 3
    assert "<del>Now read on in our bridge section</del>" in page


def test_a_page_of_hostile_text_has_the_elements_of_a_plain_one(tmp_path):
    def elements(word):
        folder = tmp_path / str(len(word))
        folder.mkdir()
        for version in ("one", "two"):
            body = TEXT.format(thing="bridge") + f"\n{word} {version} said the mayor of the city.\n"
            row = {"id": word, "outlet": word, "text": body}
            (folder / "pages.jsonl").write_text(json.dumps(row) + "\n")
            clean(folder / "pages.jsonl", "-o", folder / "c")
        found = Elements()
        found.feed(clean("diff", folder / "c", "--format", "html").out)
        return found.names

    assert elements(HOSTILE) == elements("plain")


class Elements(HTMLParser):
    """The elements of a page, with the names of their attributes."""

    def __init__(self):
        super().__init__()
        self.names = []

    def handle_starttag(self, tag, attrs):
        self.names.append((tag, *sorted(name for name, _ in attrs)))
