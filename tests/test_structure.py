"""What the layout of the code promises."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import cleaner

PACKAGE = Path(cleaner.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
HEAVY = {"bs4", "deltalake", "ftfy", "langdetect", "lxml", "rich", "selectolax", "trafilatura"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_files_and_functions_are_small(file: Path):
    source = file.read_text(encoding="utf-8")
    assert source.count("\n") <= 300
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < 60, node.name


@pytest.mark.parametrize("words", [["-c", "import cleaner"], ["-m", "cleaner", "--help"]])
def test_heavy_libraries_load_where_they_are_used(words: list[str]):
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *words], capture_output=True, text=True, check=True
    )
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in done.stderr.splitlines()}
    assert not HEAVY & loaded


def test_public_names_are_complete_and_sorted():
    def key(name: str) -> tuple[bool, str]:
        return not name[0].isupper(), name

    assert list(cleaner.__all__) == sorted(cleaner.__all__, key=key)
    assert all(hasattr(cleaner, name) for name in cleaner.__all__)
    assert (PACKAGE / "py.typed").exists()


def test_only_one_module_imports_each_engine():
    """trafilatura and deltalake stand behind one module each."""
    for name in ["trafilatura", "deltalake"]:
        users = [
            file
            for file in FILES
            if any(
                (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == name)
                or (
                    isinstance(node, ast.Import)
                    and any(a.name.split(".")[0] == name for a in node.names)
                )
                for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            )
        ]
        assert len(users) <= 1, users
