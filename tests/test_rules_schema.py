"""The JSON Schema takes what the loader takes, and refuses what it refuses for its form."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from cleaner.rules.packaged import packaged_files
from cleaner.workbench import json_schema

CASES = yaml.safe_load(
    (Path(__file__).parent / "cases" / "messages.yaml").read_text(encoding="utf-8")
)
# mistakes that no schema can see: in values that fit the form, or before there are values
BEYOND = (
    "is no template",
    "is the id of no rule",
    "has no name",
    "belongs to",
    "is before 'since'",
    "stands twice",
    "the pattern ",
    "does not take its own",
    "would be removed",
    "ends on the line",
    "is no selector",
    "is no day of the calendar",
    "ISO 639-1",
    "YAML reads",
    "is an anchor",
    "is an alias",
    "not YAML",
    "a second document",
    "a key must be one word",
    "is no field that a group",
)


@pytest.fixture(scope="module")
def validator():
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize(
    "path", [path for path, *_ in packaged_files()], ids=lambda path: path.stem
)
def test_the_packaged_rules_are_of_the_schema(validator, path):
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert [error.message for error in validator.iter_errors(content)] == []


def seen_by_a_schema(case):
    return [line for line in case["expect"] if not any(words in line for words in BEYOND)]


@pytest.mark.parametrize(
    "case", [one for one in CASES if seen_by_a_schema(one)], ids=lambda case: case["label"]
)
def test_mistakes_of_form_are_refused(validator, case):
    try:
        content = yaml.load(case["input"], Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        pytest.fail("this case belongs to those that no schema sees")
    assert not validator.is_valid(content)


def test_what_loads_is_of_the_schema(validator):
    for case in CASES:
        if not case["expect"]:
            assert validator.is_valid(yaml.load(case["input"], Loader=yaml.BaseLoader))


def test_the_schema_beside_the_rules_is_current():
    """Editors read it where the first line of a rules file names it."""
    folder = Path(__file__).parents[1] / "rules"
    written = json.loads((folder / "rules.schema.json").read_text(encoding="utf-8"))
    assert written == json_schema(), "run 'clean rules schema > rules/rules.schema.json'"
    first = (folder / "site_boilerplate.yaml").read_text(encoding="utf-8").partition("\n")[0]
    assert first == "# yaml-language-server: $schema=rules.schema.json"
