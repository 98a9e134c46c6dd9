"""A stranger's file with every mistake: one run names all of them, each with line and remedy."""

from pathlib import Path

import pytest
from command import clean

from cleaner.errors import RulesError
from cleaner.rules import load_rules

# Behind `#~` each line with a mistake says what its message must hold, and what its remedy must.
FILE = (Path(__file__).parent / "cases" / "stranger.txt").read_text(encoding="utf-8")
EXPECTED = {
    number: line.partition("#~")[2].strip().split("; ", 1)
    for number, line in enumerate(FILE.splitlines(), 1)
    if "#~" in line
}
TEXT = "\n".join(line.partition("#~")[0].rstrip() for line in FILE.splitlines())


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_all_mistakes_are_named_at_once(file):
    with pytest.raises(RulesError) as raised:
        load_rules(file)
    problems = raised.value.problems
    assert sorted({one.line for one in problems}) == sorted(EXPECTED)
    for line, (what, remedy) in EXPECTED.items():
        said = [one for one in problems if one.line == line]
        for word in (what, remedy):
            assert any(word in str(one) for one in said), (line, word, said)
    assert all(one.remedy and one.file == str(file) for one in problems)


def test_the_command_says_the_same_and_writes_nothing(file, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("A page.", encoding="utf-8")
    answer = clean(page, "-o", tmp_path / "corpus", "--rules", file)
    assert answer.status == 2
    assert {int(line.split(":")[1]) for line in answer.told} == set(EXPECTED)
    assert not (tmp_path / "corpus").exists()
    assert clean("rules", "check", file).status == 2
