"""Commands and examples shown in README and docs run, and show what they show.

In a fenced `console` block each line `$ clean …` is run in a copy of the checkout's data; the
lines below it are what it must print, where `…` stands for anything. A fenced block whose first
line is `# NAME` is written to the file NAME first.
"""

import doctest
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaner.cli.commands import COMMANDS
from cleaner.model import Category, Document, Page

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FILE_RE = re.compile(r"^```\w+\n# ([\w.-]+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
BLOCK_RE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Each command of the page with what must follow it."""
    for block in BLOCK_RE.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("checkout")
    for name in ["seeds", "rules", "corpus"]:
        shutil.copytree(ROOT / name, copy / name)
    return copy


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_run(page: Path, folder: Path):
    for name, content in FILE_RE.findall(page.read_text(encoding="utf-8")):
        (folder / name).write_text(content, encoding="utf-8")
    for command, expected in commands(page.read_text(encoding="utf-8")):
        done = run(command, folder)
        if expected.strip():
            pattern = re.escape(expected.strip()).replace(re.escape("…"), ".*?")
            assert re.fullmatch(pattern, done.strip(), re.DOTALL), f"{command}\n{done}"


def run(command: str, folder: Path) -> str:
    """What the command prints, standard error first; it must succeed, or fail as it says with `# 1`."""
    command, _, status = command.partition("  # exit ")
    clean = Path(sys.executable).with_name("clean")
    words = [str(clean) if word == "clean" else word for word in shlex.split(command)]
    if any(mark in command for mark in "|<>"):
        words = ["sh", "-c", command.replace("clean ", f"{clean} ")]
    done = subprocess.run(
        words,
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == int(status or 0), f"{command}\n{done.stdout}{done.stderr}"
    return done.stderr + done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_examples_run(page: Path):
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert result.failed == 0


def test_readme_names_every_command_category_and_field():
    text = PAGES[0].read_text(encoding="utf-8")
    record = Document(page=Page(id="a", content=""), blocks=()).record()
    for name in [*Category, *record]:
        assert re.search(rf"\b{name}\b", text), name
    for name in COMMANDS:
        assert f"clean {name}" in text, name


def test_record_page_names_every_field():
    text = (ROOT / "docs/record.md").read_text(encoding="utf-8")
    for name in Document(page=Page(id="a", content=""), blocks=()).record():
        assert f"`{name}`" in text, name
