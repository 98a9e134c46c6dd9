"""What `clean export --format hf` writes, read by the library that it is for."""

from __future__ import annotations

import json

import pytest
from command import clean

from cleaner.corpus import read_records
from cleaner.corpus.schema import RECORD_COLUMNS

datasets = pytest.importorskip("datasets", reason="an extra")

PAGES = [
    {
        "id": f"page {number}",
        "url": f"https://times.example/{number}",
        "date": "2021-11" if number % 2 else "2021-11-22",
        "language": "en",
        "text": (
            f"Bridge {number} opens\n\nBy Mira Holm\n\nOSLO (Reuters) — The council opened bridge {number} "
            "on Friday, the mayor said.\n\nSubscribe to our newsletter\n"
        ),
    }
    for number in range(7)
]


@pytest.fixture
def exported(tmp_path):
    source = tmp_path / "pages.jsonl"
    corpus, folder = tmp_path / "corpus", tmp_path / "for-datasets"
    source.write_text("".join(json.dumps(page) + "\n" for page in PAGES), encoding="utf-8")
    clean(source, "-o", corpus, "-q")
    source.write_text(json.dumps({"id": "empty", "text": ""}) + "\n", encoding="utf-8")
    clean(source, "-o", corpus, "-q")
    assert clean("export", corpus, "--format", "hf", "-o", folder).status == 0
    return corpus, folder


@pytest.mark.filterwarnings("default")
def test_a_dataset_holds_the_records(exported, tmp_path):
    corpus, folder = exported
    loaded = datasets.load_dataset(str(folder), cache_dir=str(tmp_path / "cache"))
    assert list(loaded) == ["train"]
    train = loaded["train"]
    assert train.column_names == [name for name, _ in RECORD_COLUMNS]
    assert list(train) == list(read_records(corpus))
    assert train.features["authors"].feature.dtype == "string"
    assert train.features["record"].dtype == "int32"


@pytest.mark.filterwarnings("default")
def test_an_old_version_can_be_loaded_and_filtered(exported, tmp_path):
    corpus, _ = exported
    folder = tmp_path / "old"
    clean("export", corpus, "--format", "hf", "-o", folder, "--version", 0)
    loaded = datasets.load_dataset(
        str(folder), split="train", streaming=True, cache_dir=str(tmp_path / "cache")
    )
    dated = [row["id"] for row in loaded if row["date"] == "2021-11-22"]
    assert dated == ["page 0", "page 2", "page 4", "page 6"]
