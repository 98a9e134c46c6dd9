"""The examples of docs/integrations.md, with the real libraries, where they are installed."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

pa = pytest.importorskip("pyarrow", reason="an extra")

import cleaner  # noqa: E402
from cleaner.corpus.schema import RECORD_COLUMNS  # noqa: E402

PAGE = Path(__file__).parents[2] / "docs" / "integrations.md"
EXAMPLES = re.findall(
    r"^## ([^\n]+)\n(?:(?!^## ).)*?^```python\n# needs ([^\n]+)\n(.*?)^```",
    PAGE.read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)
TEXTS = [
    (
        "Bridge opens to cyclists\n\nThe council opened the bridge on Friday, and cyclists crossed it.\n\n"
        "Subscribe to our newsletter\n\n© 2021 The Example Times. All rights reserved.\n"
    ),
    "Harbour closes\n\nThe harbour closed on Monday after the storm, its master said.\n",
]
RULES = """\
version: 1
outlets:
  times.example:
    name: The Example Times
    hosts: [times.example]
    fingerprints: [{text: "© 2021 The Example Times. All rights reserved.", decisive: true}]
    phrases:
      newsletter: ["Subscribe to our newsletter"]
"""


def table():
    return pa.table({"id": ["a", "b"], "text": TEXTS})


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize(
    ("needs", "code"), [(needs, code) for _, needs, code in EXAMPLES], ids=[e[0] for e in EXAMPLES]
)
def test_the_examples_run(needs, code, tmp_path, monkeypatch):
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)  # Spark takes what the path has
    for library in needs.split():
        pytest.importorskip(library, reason="an extra")
    (tmp_path / "rules.yaml").write_text(RULES, encoding="utf-8")
    rules = cleaner.load_rules(tmp_path / "rules.yaml")
    monkeypatch.setattr("cleaner.integrations.arrow._packaged_rules", lambda: rules)
    monkeypatch.setattr("cleaner.rules.load_rules", lambda *_: rules)
    monkeypatch.delitem(sys.modules, "cleaner.integrations.scrapy", raising=False)
    monkeypatch.delitem(sys.modules, "cleaner.integrations.datatrove", raising=False)
    exec(compile(code, str(PAGE), "exec"), {"pages": table()})


def test_a_batch_has_the_records_schema_and_every_row():
    rows = [
        {"id": "a", "text": TEXTS[0], "html": None, "date": None},
        {"id": None, "text": None, "html": None, "date": None},
        {"id": "c", "text": TEXTS[1], "html": None, "date": "someday"},
        {"id": None, "text": TEXTS[1], "html": None, "date": "2021-11"},
    ]
    cleaned = cleaner.clean_batch(pa.RecordBatch.from_pylist(rows))
    assert cleaned.schema.names == [name for name, _ in RECORD_COLUMNS]
    first, second, third, fourth = cleaned.to_pylist()
    assert (first["id"], first["source"]) == ("a", None)
    assert "failed" in second["flags"]
    assert third["flags"] == ["failed"]
    assert third["findings"][0]["value"].startswith("'date' is 'someday'")
    assert fourth["date"] == "2021-11"
    assert fourth["id"].startswith("sha256-")
    again = cleaner.clean_batch(pa.RecordBatch.from_pylist(rows))
    assert again == cleaned


def test_columns_may_have_other_names():
    batch = pa.RecordBatch.from_pydict({"key": ["k"], "content": [TEXTS[1]]})
    (record,) = cleaner.clean_batch(batch, columns={"text": "content", "id": "key"}).to_pylist()
    assert record["id"] == "k"
    assert "harbour" in record["text"]


def test_all_examples_are_found():
    assert len(EXAMPLES) == PAGE.read_text(encoding="utf-8").count("```python")
