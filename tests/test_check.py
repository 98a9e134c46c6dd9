"""Limits of a corpus: what is not kept is told, what the file says wrongly too."""

import pytest
from command import clean

TEXT = """Council opens bridge to cyclists

OSLO — The city council opened the old railway bridge to cyclists on Monday, the mayor said.

The bridge had been closed since 2019, when inspectors found cracks in two of its pillars.

Share this article
"""


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_text("")
    (folder / "c.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\0")
    clean(folder, "-o", tmp_path / "corpus")
    return tmp_path / "corpus"


def check(corpus, text):
    file = corpus.parent / "limits.yaml"
    file.write_text(text)
    return clean("check", corpus, "--limits", file)


def test_limits_that_are_kept(corpus):
    answer = check(
        corpus, "documents: {at_least: 2}\nfailures: {at_most: 1}\nunexplained: {at_most: 0}\n"
    )
    assert (answer.status, answer.out) == (0, "")
    assert "keeps all limits" in answer.err


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ("documents: {at_least: 3}", "documents: 2 of 2 documents, at least 3 allowed"),
        ("failures: {at_most: 0}", "failures: 1 of 2 documents, at most 0 allowed"),
        ("without_body: {at_most: 10%}", "without body: 1 of 2 documents, at most 10 % allowed"),
        ('removed: {"*": {at_most: 1%}}', "of the text is removed, at most 1 % allowed"),
        ('removed: {"*": {at_least: 90%}}', "of the text is removed, at least 90 % allowed"),
    ],
)
def test_limits_that_are_not(corpus, limits, told):
    answer = check(corpus, limits + "\n")
    assert answer.status == 1
    assert told in answer.out


def test_an_outlet_has_limits_of_its_own(corpus):
    limits = 'removed: {"*": {at_most: 100%}, "The Oslo Post": {at_most: 0%}}\n'
    assert check(corpus, limits).status == 0


def test_documents_that_were_lost(corpus):
    (corpus.parent / "in" / "b.txt").unlink()
    clean(corpus.parent / "in", "-o", corpus, "--prune")
    answer = check(corpus, "lost: {at_most: 0}\n")
    assert answer.out == "lost: 1 of 1 documents, at most 0 allowed\n"


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ("failure: {at_most: 0}", "limits.yaml:1: 'failure' is no limit; did you mean 'failures'?"),
        ("failures: {at_mos: 0}", "1: 'at_mos' is no limit; did you mean 'at_most'?"),
        (
            "failures: {at_most: few}",
            "1: 'at_most' is no number; write a number, or a share such as 2.5%",
        ),
        ("failures: 3", "1: 'failures' has no limit; write '{at_most: …}' or '{at_least: …}'"),
        ("- 1", "1: holds no limits"),
        ("failures: {at_most: 1}\nfailures: {at_most: 2}", "2: 'failures' stands twice"),
    ],
)
def test_messages(corpus, limits, told):
    answer = check(corpus, limits + "\n")
    assert answer.status == 2
    assert told in answer.err
