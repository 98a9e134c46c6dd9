"""Each mistake in a rules file gives exactly these messages, all of them in one run."""

from pathlib import Path

import pytest
import yaml

from cleaner.errors import RulesError
from cleaner.rules import load_rules, parse_rules

CASES = yaml.safe_load(
    (Path(__file__).parent / "cases" / "messages.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_says_all_that_is_wrong(case):
    said = []
    try:
        parse_rules(case["input"], file="mine.yaml")
    except RulesError as error:
        said = str(error).splitlines()
    assert said == [f"mine.yaml:{line}" for line in case["expect"]]


def test_problems_of_several_files_come_together(tmp_path):
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.write_text("version: 2\n", encoding="utf-8")
    second.write_text("outlets: {}\n", encoding="utf-8")
    with pytest.raises(RulesError) as raised:
        load_rules(first, second, packaged=False)
    assert [(one.file, one.line) for one in raised.value.problems] == [
        (str(first), 1),
        (str(second), 1),
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"version: 1\n# caf\xe9\n", "2: not UTF-8 at byte 16 (0xE9); save it as UTF-8"),
        (b"version: 1\n" + b"#" * (1 << 20), "1: larger than 1 MB; split it into several files"),
    ],
)
def test_files_that_cannot_be_read_as_rules(tmp_path, data, message):
    path = tmp_path / "mine.yaml"
    path.write_bytes(data)
    with pytest.raises(RulesError) as raised:
        load_rules(path, packaged=False)
    assert str(raised.value) == f"{path}:{message}"


def test_a_missing_file_and_a_folder(tmp_path):
    with pytest.raises(RulesError, match=r"none\.yaml:1: cannot be read: No such file"):
        load_rules(tmp_path / "none.yaml", packaged=False)
    with pytest.raises(RulesError, match=r":1: cannot be read: Is a directory"):
        load_rules(tmp_path, packaged=False)


def test_a_byte_order_mark_is_no_mistake(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_bytes(b"\xef\xbb\xbfversion: 1\n")
    assert load_rules(path, packaged=False).outlets == ()


def test_two_hundred_mistakes_are_enough():
    with pytest.raises(RulesError) as raised:
        parse_rules("version: 1\n" + "".join(f"key{n}: x\n" for n in range(1000)), file="mine.yaml")
    assert len(raised.value.problems) == 201
    assert "more than 200 things are wrong" in raised.value.problems[-1].what
