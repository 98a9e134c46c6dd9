"""The quick ways of the rules answer what the slow ways answer."""

import random

import pytest
import re2
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner.model import Outlet
from cleaner.rules import Selection, Status, load_rules, parse_rules
from cleaner.rules.cases import takes
from cleaner.rules.patterns import compiled
from cleaner.rules.prints import Prints
from cleaner.rules.relax import relaxed
from cleaner.text.folding import fold
from cleaner.text.languages import is_latin

RULES = load_rules()
CASES = sorted({text for rule in RULES.rules for text, _ in (*rule.removes, *rule.keeps)})
PHRASES = sorted({phrase.text for phrase in RULES.phrases})
LANGUAGES = sorted(set(RULES.book.general) - {"*"})
OUTLETS = [None, *RULES.outlets]


def slow_ids(outlet: Outlet | None, language: str, text: str) -> list[str]:
    """Ids of all rules and phrases that match, each asked by itself."""
    general = RULES.book.general
    sections = [general[tag] for tag in (language, "*") if tag in general]
    # English stands beside a language of another script, in lines of its letters
    if not is_latin(language) and len(text.encode()) - len(text) <= 6:
        sections.append(general["en"])
    if outlet is not None:
        entry = RULES.book.outlets[outlet.key]
        sections += [entry.section, *(RULES.book.templates[key].section for key, _ in entry.uses)]
    found = []
    for section in sections:
        found += [rule.id for rule in active(section.rules) if takes(rule, text)]
        found += [one.id for one in active(section.phrases) if fold(one.text) == fold(text)]
    return sorted(found)


def active(parts):
    return [one for one in parts if one.status is Status.ACTIVE]


def quick_ids(outlet: Outlet | None, language: str, text: str) -> list[str]:
    uses = RULES.book.outlets[outlet.key].uses if outlet else ()
    selection = Selection(outlet=outlet, templates=tuple(key for key, _ in uses))
    return sorted(hit.rule for hit in RULES.knowledge(selection, language).hits(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_case_is_answered_alike(language):
    rules = RULES.book.general[language].rules
    own = [text for rule in rules for text, _ in (*rule.removes, *rule.keeps)]
    others = random.Random(language).sample(CASES, min(100, len(CASES)))
    for text in (*own, *others):
        assert quick_ids(None, language, text) == slow_ids(None, language, text), text


PIECES = st.one_of(
    st.sampled_from(CASES),
    st.sampled_from(PHRASES),
    st.sampled_from([" ", "  ", "\N{NO-BREAK SPACE}", "\t", ".", "!", "é", "\u0640", "漢字"]),
    st.text(max_size=12).filter(lambda text: text.isprintable()),
    st.integers(min_value=0, max_value=300).map("x ".__mul__),
)


@given(st.lists(PIECES, max_size=5), st.sampled_from(OUTLETS), st.sampled_from(LANGUAGES))
def test_any_text_is_answered_alike(pieces, outlet, language):
    text = "".join(pieces)
    assert quick_ids(outlet, language, text) == slow_ids(outlet, language, text)


ATOMS = st.sampled_from(
    [
        *("a", "b", ".", "é", "^", "$", r"\b", r"\{", r"\d", r"\pL", r"\p{Latin}", r"\x{61}"),
        *("[ab]", "[^a{2}]", "[]{3}]", "[[:alpha:]{2}]", r"[\]{2}]"),
        *(r"\Q{2}.\E", "{x}", "a{01}"),
    ]
)
COUNTS = st.sampled_from(["", "", "?", "*", "+", "{2}", "{0,2}", "{1,}", "{1,3}?", "{0}", "{0,0}"])


def patterns():
    one = st.tuples(ATOMS, COUNTS).map("".join)
    return st.recursive(
        st.lists(one, min_size=1, max_size=3).map("".join),
        lambda inner: st.one_of(
            st.tuples(inner, COUNTS).map(lambda found: f"(?:{found[0]}){found[1]}"),
            st.tuples(inner, inner).map("|".join),
            st.tuples(inner, inner).map("".join),
        ),
        max_leaves=5,
    )


@given(patterns(), st.text(alphabet="ab{}0123,x]. éÀ漢", max_size=12))
@example(r"x{01}", "x{01}")
@example(r"[[:alpha:]{2}]", "{")
@example(r"[^]{2}]", "a")
def test_a_relaxed_pattern_is_wherever_the_pattern_is(pattern, text):
    try:
        strict = compiled(pattern)
    except re2.error:
        return
    if strict.search(text) is not None:
        assert compiled(relaxed(pattern)).search(text) is not None


def test_relaxed_patterns_of_the_packaged_rules_compile():
    for rule in RULES.rules:
        assert compiled(relaxed(rule.pattern)).programsize <= compiled(rule.pattern).programsize


@given(st.text(max_size=30))
@example("a \N{COMBINING ACUTE ACCENT}b")
@example("\N{ACUTE ACCENT} x")
@example("t\N{COMBINING DIAERESIS}\N{COMBINING ACUTE ACCENT}")
@example("\u0640 a")
def test_words_fold_one_by_one(text):
    words = [fold(word) for word in text.split()]
    assert fold(text) == " ".join(word for word in words if word)


PARTS = st.sampled_from(
    ["the", "times", "tim", "es", "of", "ab", "x", " ", " ", ".", "/", "@", "-"]
)
TEXTS = st.lists(PARTS, min_size=1, max_size=7).map("".join).map(fold).filter(bool)


@given(st.lists(TEXTS, max_size=6), st.lists(PARTS, max_size=40).map("".join).map(fold))
@example(["of the times"], "of the times")
@example(["x the ab"], "xx the abab")
@example(["@the.times"], "ab@the.times.of")
def test_fingerprints_are_found_wherever_they_stand(texts, page):
    slow = [number for number, text in enumerate(texts) if text in page]
    assert Prints(texts).within(page) == slow


def test_a_fingerprint_does_not_go_over_the_end_of_a_line():
    rules = parse_rules(
        "version: 1\noutlets: {example.com: {name: The Example, fingerprints: [of the times]}}"
    )
    broken = rules.select(host=None, name=None, lines=["Friends of", "the Times", "all of the"])
    assert broken == Selection()
    whole = rules.select(host=None, name=None, lines=["Friends of the Times", "out of the times"])
    assert whole.outlet is not None
