"""What holds for any page."""

from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import LIFTED, Category, Page
from cleaner.pipeline import clean_page
from cleaner.rules import load_rules
from cleaner.text.folding import squeeze

RULES = load_rules()

LINES = st.one_of(
    st.sampled_from(
        [
            "",
            "Politics",
            "Most Popular",
            "Share this article",
            "By Anna Lee",
            "22.11.2021 - Update : 22.11.2021",
            "Council opens bridge to cyclists",
            "The council opened the bridge on Monday, two years after it had closed it for repairs.",
            "OSLO, May 3 (Reuters) - The minister said on Friday that talks would go on for a week.",
            "A view of the bridge, May 3, 2020 (AP Photo/Ann Lee)",
            "2 min read",
            "Der Minister sagte am Freitag, dass die Gespräche noch eine Woche dauern würden.",
        ]
    ),
    st.text(max_size=120),
)
PAGES = st.lists(LINES, max_size=25).map("\n".join)


def cleaned(content: str):
    return clean_page(Page(id="page", content=content), RULES)


@given(PAGES)
def test_every_line_is_accounted_for(content: str):
    """Kept, removed and lifted lines are together all non-empty lines, each with one label."""
    doc = cleaned(content)
    lines = content.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [block.source for block in doc.blocks] == [line for line in lines if line.strip()]
    assert all(isinstance(block.category, Category) for block in doc.blocks)
    removed = {one.line for one in doc.removed}
    for block in doc.blocks:
        if block.category is Category.BODY:
            assert block.kept or block.cuts
        elif block.category not in LIFTED:
            assert block.line in removed


@given(PAGES)
def test_nothing_is_lost_of_a_block(content: str):
    """A block's kept text and its cuts are together its text."""
    for block in cleaned(content).blocks:
        parts = "".join(block.text[cut.start : cut.end] for cut in block.cuts)
        letters = sorted(squeeze(block.kept + parts))
        assert letters == sorted(squeeze(block.text)) or not block.cuts


@given(PAGES)
def test_nothing_is_invented(content: str):
    """Each word of the text stands on the page as normalisation leaves it."""
    doc = cleaned(content)
    have = squeeze("".join(block.text for block in doc.blocks))
    for paragraph in doc.paragraphs:
        for word in paragraph.split():
            assert squeeze(word) in have


@given(st.lists(PAGES, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_pages_do_not_know_each_other(pages: list[str], random):
    """The order of the pages changes none of them."""
    first = {content: cleaned(content).record() for content in pages}
    shuffled = list(pages)
    random.shuffle(shuffled)
    assert {content: cleaned(content).record() for content in shuffled} == first


@given(PAGES)
def test_a_body_that_is_cleaned_again_stays_whole(content: str):
    """Prose that was kept once is kept when it comes alone."""
    prose = [
        one for one in cleaned(content).paragraphs if one.startswith(("The council", "Der Min"))
    ]
    again = cleaned("\n\n".join(prose))
    assert list(again.paragraphs) == prose
