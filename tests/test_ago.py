"""Stamps that count back from the moment of the fetch, in the words of the page's language."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from cleaner.pipeline import clean

CASES = yaml.safe_load((Path(__file__).parent / "cases/text/ago.yaml").read_text(encoding="utf-8"))
PAGE = (
    "Harbour of Bergen opens again after strike\n\n{}\n\n"
    "Forty ships that had waited outside the harbour for nine days began to unload on Tuesday.\n\n"
    "The union and the port had signed a pay deal at night, after talks that lasted sixteen hours."
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_the_day_is_known_where_the_fetch_is(case: dict[str, Any]):
    text, language = case["input"]["text"], case["input"]["language"]
    doc = clean(PAGE.format(text), language=language, retrieved="2024-05-05T12:00:00Z")
    assert doc.metadata.date == case["expect"]


def test_without_the_fetch_the_day_stays_open():
    assert clean(PAGE.format("3 hours ago"), language="en").metadata.date is None
