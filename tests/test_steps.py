"""Labels of invented dumps, line by line."""

from pathlib import Path

import pytest
import yaml

from cleaner.model import Page
from cleaner.pipeline import clean_page
from cleaner.rules import load_rules

CASES = yaml.safe_load(
    (Path(__file__).parent / "cases/steps/pages.yaml").read_text(encoding="utf-8")
)
RULES = load_rules()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_lines_get_their_labels(case: dict[str, str]):
    rows = [line.partition("|") for line in case["page"].split("\n")]
    content = "\n".join(text.strip() for _, _, text in rows)
    want = [(label.strip(), text.strip()) for label, mark, text in rows if mark]
    doc = clean_page(Page(id="page", content=content), RULES)
    have = [(str(block.category), block.source) for block in doc.blocks]
    assert have == want


def test_broken_sentences_are_joined():
    case = next(case for case in CASES if "broke at links" in case["label"])
    content = "\n".join(line.partition("|")[2].strip() for line in case["page"].split("\n"))
    doc = clean_page(Page(id="page", content=content), RULES)
    assert doc.paragraphs[0] == (
        "Forty ships that had waited outside the harbour, the largest of the west coast, "
        "for nine days began to unload on Tuesday morning."
    )


def test_a_dateline_is_lifted_from_behind_the_story():
    page = (
        "ガザ停戦、双方が合意 仲介国が発表\n\n"
        "パレスチナ自治区ガザ地区での停戦について、仲介国は14日、双方が最終案に同意したと発表した。\n\n"
        "軍は境界から徐々に撤退し、住民は北部へ戻ることができるという。【エルサレム山田太郎、カイロ鈴木花子】"
    )
    doc = clean_page(Page(id="page", content=page), RULES)
    assert doc.metadata.dateline is not None
    assert doc.metadata.dateline.places == ("エルサレム", "カイロ")
    assert doc.text.endswith("北部へ戻ることができるという。")


def test_a_page_of_two_stories_keeps_their_datelines_in_the_text():
    case = next(case for case in CASES if "page of two stories" in case["label"])
    content = "\n".join(line.partition("|")[2].strip() for line in case["page"].split("\n"))
    doc = clean_page(Page(id="page", content=content), RULES)
    assert doc.metadata.dateline is None
    assert doc.text.startswith("MOSCOW — ")


def test_who_reported_for_an_agency_is_cut_from_the_last_paragraph_and_told():
    page = (
        "Bergen harbour opens again after strike\n\n"
        "Forty ships that had waited outside the harbour of Bergen began to unload on Tuesday.\n\n"
        "The union (see page 4) and the port had signed a pay deal on Monday night, after talks that "
        "lasted sixteen hours. (Reporting by Ada Berg)"
    )
    doc = clean_page(Page(id="page", content=page), RULES)
    assert doc.text.endswith("lasted sixteen hours.")
    assert "(see page 4)" in doc.text
    assert ("Ada Berg", False) in [(one.value, one.used) for one in doc.metadata.findings]
