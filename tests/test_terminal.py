"""What a person sees: every label and rule at a glance, and nothing that page text can steer."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from command import clean
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from cleaner.model import Block, Category, Document, Finding, Metadata, Page, Repair
from cleaner.review.explain import explain
from cleaner.review.rows import shorten, wrap
from cleaner.text.visible import visible

HOSTILE = (
    "A\x1b[2J\x1b]0;owned\x07\r\x9b31m\u202eevil\u2066\u2028x\x08\x7f\ufeff\U000e0041 [red]b[/red]"
)
# Whatever acts on a terminal or hides from a reader; a line feed of our own apart.
ACTIVE_RE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
STYLE_RE = re.compile(r"\x1b\[[0-9;]*m")


def document(*lines, findings=(), title=None, source="s.txt", **metadata):
    """A document made by hand: (category, rule, text) a line."""
    blocks = tuple(
        Block(line=number, source=text, text=text).labelled(category, rule)
        for number, (category, rule, text) in enumerate(lines, 1)
    )
    return Document(
        page=Page(id="s", content="", source=source),
        blocks=blocks,
        metadata=Metadata(title=title, findings=findings, **metadata),
    )


def rows(doc, width=80, **options):
    return [row.plain.rstrip() for row in explain(doc, width, **options)]


BODY = "The council voted on Monday to open the bridge to cyclists before the end of the year."
NOTICE = "This site shows only a part of the news that the agency offers to its subscribers."


@pytest.fixture
def page():
    doc = document(
        (Category.TITLE, "find_headline", "Council opens bridge"),
        (Category.BODY, "label_body", f"{BODY} Sign up for our letter! {BODY}"),
        (Category.BODY, "label_body", BODY * 3),
        (Category.RELATED, "example.com/phrases/related", "Most read"),
        (Category.RELATED, "example.com/phrases/related", "A story"),
        (Category.NOTICE, "example.com/notice", NOTICE * 3),
        title="Council opens bridge",
        findings=(
            Finding(field="title", value="Council opens bridge", origin="line 1", used=True),
            Finding(
                field="date", value="2021-10-05", origin="line 5", why="the day of a photograph"
            ),
        ),
    )
    start = doc.blocks[1].text.index("Sign up")
    cut = doc.blocks[1].with_cut(
        start, start + len("Sign up for our letter!"), Category.NEWSLETTER, "general.en/letter"
    )
    blocks = (doc.blocks[0], cut, *doc.blocks[2:])
    return Document(page=doc.page, blocks=blocks, metadata=doc.metadata, flags=("paywalled",))


def test_an_explanation_at_a_glance(page):
    assert rows(page) == [
        "s.txt",
        "6 lines: 2 kept, → 1 lifted into fields, − 3 removed",
        "",
        "   1 → Council opens bridge                                          title",
        "       by find_headline",
        "   2   The council voted on Monday to open the … to cyclists before the end of",
        "       the year. [−newsletter: Sign up for our letter!] The council voted on",
        "       Monday to open the … to cyclists before the end of the year.",
        "       newsletter by general.en/letter",
        "   3   The council voted on Monday to open the bridge to cyclists before the en…",
        "   4 − Most read                                                     related",
        "   5 − A story                                                       related",
        "       by example.com/phrases/related",
        "   6 − This site shows only a part of the news that the agency       notice",
        "       offers to its subscribers.This site shows only a part of the…",
        "       by example.com/notice",
        "",
        "outlet      unknown, no candidates",
        "title       Council opens bridge  ← line 1",
        "standfirst  unknown, no candidates",
        "section     unknown, no candidates",
        "authors     unknown, no candidates",
        "date        unknown",
        "            not 2021-10-05  ← line 5: the day of a photograph",
        "modified    unknown, no candidates",
        "retrieved   unknown, no candidates",
        "dateline    unknown, no candidates",
        "language    unknown, no candidates",
        "flags       paywalled",
    ]


def test_a_long_value_leaves_room_for_its_origin(page):
    title = " ".join(["Council opens bridge"] * 30)
    finding = Finding(field="title", value=title, origin="line 1", used=True)
    metadata = replace(page.metadata, title=title, findings=(finding,))
    shown = rows(replace(page, metadata=metadata))
    assert any(row.endswith("…  ← line 1") for row in shown)


def test_full_shows_every_word(page):
    shown = " ".join(" ".join(row[7:].split()) for row in rows(page, full=True))
    for word in (BODY * 3).split():
        assert word in shown
    assert "…" not in shown


def test_what_normalising_changed_is_told():
    block = Block(line=1, source="x", text="x", repairs=(Repair(name="spaces", count=3),))
    doc = Document(page=Page(id="s", content=""), blocks=(block,))
    assert rows(doc)[-1] == "normalised  spaces 3"


@pytest.mark.parametrize("width", [40, 80, 133])
@given(
    lines=st.lists(
        st.tuples(
            st.sampled_from(list(Category)),
            st.text(max_size=60),
            st.text(min_size=1, max_size=300) | st.just("頭版新聞橋" * 40) | st.just("a" * 200),
        ),
        max_size=6,
    ),
    full=st.booleans(),
)
def test_no_row_is_wider_than_the_terminal_nor_acts_on_it(lines, width, full):
    doc = document(*lines, title=HOSTILE, source=HOSTILE)
    for row in explain(doc, width, full=full):
        assert cell_len(row.plain) <= width
        assert not ACTIVE_RE.search(row.plain)


@given(st.text(max_size=200), st.integers(min_value=2, max_value=40))
def test_shortening_fits(text, width):
    assert cell_len(shorten(visible(text, one_line=True), width)) <= width


def test_wide_characters_wrap_by_cells():
    assert [row.plain for row in wrap(Text("頭版新聞"), 5)] == ["頭版", "新聞"]


# Foreign text through the commands


@pytest.fixture
def hostile(tmp_path):
    """A folder whose page, file name and broken records try to steer the terminal."""
    root = tmp_path / "in"
    root.mkdir()
    body = "\n\n".join([f"Headline {HOSTILE}", "The council met on Monday.", f"© {HOSTILE}"])
    (root / "x\x1b[31m\n\u202ey.txt").write_text(body)
    (root / "z\x1b]0;t\x07.jsonl").write_text(
        '{"text": "a\\u001b[2J\\u202e", "title": "\\u2028[bold]x"}\n{"text": 1}\n'
    )
    (root / "b\x1b[2J\r.txt").write_bytes(b"%PDF-1.4")
    return root


def assert_harmless(text):
    assert not ACTIVE_RE.search(text), ascii(ACTIVE_RE.search(text))


def test_records_on_the_standard_output_are_safe_to_look_at(hostile):
    answer = clean(hostile, "-o", "-")
    assert answer.status == 1
    assert_harmless(answer.out)
    assert_harmless(answer.err)
    assert len(answer.out.split("\n")) == 3


def test_explanations_are_safe_to_look_at(hostile):
    for form in ("text", "json"):
        answer = clean("explain", hostile, "--format", form)
        assert_harmless(answer.out)
        assert_harmless(answer.err)


def test_a_corpus_of_hostile_pages_is_safe_to_look_at(hostile, tmp_path):
    corpus = tmp_path / "corpus"
    assert_harmless(clean(hostile, "-o", corpus).err)
    shown = clean("export", corpus).out
    assert_harmless(shown)
    for path in (corpus / "text").rglob("*"):
        assert re.fullmatch(r"[A-Za-z0-9._-]+", path.name)
        if path.is_file():
            assert_harmless(path.read_text())
    ident = "z\x1b]0;t\x07#L1"
    answer = clean("show", corpus, ident)
    assert answer.status == 0
    assert_harmless(answer.out)
    assert_harmless(clean("show", corpus, HOSTILE).err)


def test_messages_about_hostile_words_are_safe_to_look_at(tmp_path):
    for words in (
        [HOSTILE, "-o", tmp_path / "c"],
        ["explain", HOSTILE],
        [tmp_path, "-o", tmp_path / "c", f"--{HOSTILE}"],
        [tmp_path, "-o", tmp_path / "c", "--rules", HOSTILE],
        ["verify", HOSTILE],
    ):
        answer = clean(*words)
        assert answer.status == 2
        assert_harmless(answer.err)


def test_no_style_in_a_pipe_whatever_the_environment_says(hostile, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    answer = clean("explain", hostile)
    assert "\x1b" not in answer.out + answer.err


def on_a_terminal(*words, **environment):
    """All bytes that a command writes to a terminal of 80 columns, as text."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from cleaner.cli import main; sys.exit(main())",
            *words,
        ],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", **environment},
        cwd=Path(__file__).parents[1],
    )
    os.close(theirs)
    data = b""
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not chunk:
            break
        data += chunk
    os.close(ours)
    process.wait(timeout=60)
    return data.decode()


def test_on_a_real_terminal_only_our_styles_act(hostile):
    shown = on_a_terminal("explain", str(hostile))
    assert STYLE_RE.search(shown)
    assert_harmless(STYLE_RE.sub("", shown).replace("\r\n", "\n"))
    assert "[red]b[/red]" in shown


def test_no_color_is_respected(hostile):
    shown = on_a_terminal("explain", str(hostile), NO_COLOR="1")
    for style in STYLE_RE.findall(shown):
        assert not set(style[2:-1].split(";")) & {str(code) for code in range(30, 50)}
