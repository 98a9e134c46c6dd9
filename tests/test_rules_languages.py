"""The files of languages are parsed when needed, and answer as if they had been parsed at once."""

import pickle

import pytest
from command import clean

from cleaner.errors import RulesError
from cleaner.model import Outlet
from cleaner.rules import RuleSet, Selection, load, load_rules

GENERAL = """
version: 1
agencies: {Wire: [WR]}
general:
  "*": {phrases: {share: ["Share this"]}}
  pt: {phrases: {nav: ["Voltar"]}, words: {by: [por]}}
templates: {press: {phrases: {ad: ["Ad of the press"]}, fingerprints: ["Press of all"]}}
outlets: {example.com: {name: The Example, uses: [press]}}
"""
PORTUGUESE = """
version: 1
general:
  pt:
    phrases: {related: ["Leia mais"]}
    rules: [{id: ad, category: ad, pattern: '^Anúncio', removes: [Anúncio], keeps: [Um anúncio]}]
  pt-BR: {phrases: {related: ["Saiba mais"]}}
"""
FRENCH = 'version: 1\ngeneral: {fr: {phrases: {related: ["A lire"]}}}\n'
LINES = (
    "Voltar",
    "Leia mais",
    "Saiba mais",
    "Anúncio 1",
    "A lire",
    "Share this",
    "Ad of the press",
)
SOMEWHERE = Selection(outlet=Outlet(key="example.com", name="The Example"), templates=("press",))


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Writes packaged files; they take the place of those that come with the program."""

    def write(**files):
        found = []
        for name, text in files.items():
            path = tmp_path / f"{name}.yaml"
            path.write_text(text, encoding="utf-8")
            found.append((path, f"rules/{name}.yaml", None if name == "general" else name))
        monkeypatch.setattr(load, "packaged_files", lambda: tuple(found))

    return write


def answers(rules, language, selection=SOMEWHERE):
    knowledge = rules.knowledge(selection, language)
    hits = [[hit.rule for hit in knowledge.hits(line)] for line in LINES]
    return hits, knowledge.words("by"), knowledge.sha256


def test_a_file_is_parsed_when_a_page_of_its_language_is_met(package):
    package(general=GENERAL, pt=PORTUGUESE, fr=FRENCH)
    rules = load_rules()
    assert set(rules._languages._opened) == set()
    answers(rules, "en")
    answers(rules, None)
    assert set(rules._languages._opened) == set()
    assert answers(rules, "pt-BR")[0][:4] == [
        ["general.pt/phrases/nav"],
        ["general.pt/phrases/related"],
        ["general.pt-BR/phrases/related"],
        ["general.pt/ad"],
    ]
    assert set(rules._languages._opened) == {"pt"}


def test_parsed_late_or_at_once_they_answer_alike(package):
    package(general=GENERAL, pt=PORTUGUESE, fr=FRENCH)
    late, early = load_rules(), RuleSet(load_rules().book)
    assert early._languages.files == {}
    for language in ("pt", "pt-BR", "pt-PT", "fr", "en", None):
        assert answers(late, language) == answers(early, language)
    assert {rule.id for rule in late.rules} == {"general.pt/ad"}
    assert {one.id for one in load_rules().phrases} == {one.id for one in early.phrases}


def test_the_digest_of_all_rules_parses_none_of_them(package):
    def digest(**files):
        package(**files)
        rules = load_rules()
        assert rules.sha256
        assert not rules._languages._opened
        return rules.sha256

    usual = digest(general=GENERAL, pt=PORTUGUESE, fr=FRENCH)
    assert digest(fr=FRENCH.replace("\n", "\r\n"), pt=PORTUGUESE, general=GENERAL) == usual
    changed = FRENCH.replace("A lire", "À lire")
    assert digest(general=GENERAL, pt=PORTUGUESE, fr=changed) != usual
    assert digest(general=GENERAL, pt=PORTUGUESE) != usual


def test_the_packaged_rules_answer_alike():
    late, early = load_rules(), RuleSet(load_rules().book)
    for language in early.book.general:
        tag = None if language == "*" else language
        assert late.knowledge(Selection(), tag).sha256 == early.knowledge(Selection(), tag).sha256


def test_without_outlets_the_rest_stays(package):
    package(general=GENERAL, pt=PORTUGUESE)
    rules = load_rules().without_outlets()
    assert rules.outlets == ()
    assert rules.select(host="example.com", name=None, lines=["a"]) == Selection()
    lines = ["Press of all", "Press of all, again"]
    assert rules.select(host=None, name=None, lines=lines).templates == ("press",)
    assert answers(rules, "pt", Selection())[0][1] == ["general.pt/phrases/related"]


def test_rules_travel_with_the_files_that_were_not_parsed(package, tmp_path):
    package(general=GENERAL, pt=PORTUGUESE)
    copy = pickle.loads(pickle.dumps(load_rules()))
    (tmp_path / "pt.yaml").unlink()
    assert answers(copy, "pt")[0][1] == ["general.pt/phrases/related"]


@pytest.mark.parametrize(
    "user",
    [
        "version: 1\ndisable: [general.pt/ad]\n",
        'version: 1\ngeneral: {pt: {phrases: {bio: ["Leia mais"]}}}\n',
        "version: 1\ngeneral: {pt-BR: {words: {by: [de]}}}\n",
    ],
)
def test_a_user_changes_the_rules_of_a_language(package, tmp_path, user):
    package(general=GENERAL, pt=PORTUGUESE, fr=FRENCH)
    file = tmp_path / "user.yaml"
    file.write_text(user, encoding="utf-8")
    changed, early = load_rules(file), RuleSet(load_rules(file).book)
    assert answers(changed, "pt-BR") == answers(early, "pt-BR") != answers(load_rules(), "pt-BR")
    assert answers(changed, "fr") == answers(load_rules(), "fr")


def test_what_is_wrong_with_a_file_is_said_when_it_is_parsed(package):
    package(general=GENERAL, pt=PORTUGUESE.replace("[Anúncio]", "[Aviso]"), fr="version: 1\nx: y\n")
    rules = load_rules()
    assert answers(rules, "en")[0][5] == ["general/phrases/share"]
    said = (
        "rules/pt.yaml:6: general.pt/ad: the rule does not take its own removes 'Aviso'; "
        "mend the pattern or the case"
    )
    for _ in range(2):
        with pytest.raises(RulesError) as error:
            answers(rules, "pt")
        assert str(error.value) == said
    with pytest.raises(RulesError) as error:
        _ = rules.book
    assert [one.file for one in error.value.problems] == ["rules/pt.yaml", "rules/fr.yaml"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "version: 1\nagencies: {Wire: [W]}\n",
            "2: 'agencies' does not belong in a file of one language; write it in {file}",
        ),
        (
            "version: 1\ngeneral:\n  de: {}\n",
            "3: 'de' is not the language of this file; write it in rules/languages/de.yaml",
        ),
    ],
)
def test_a_file_of_a_language_speaks_of_nothing_else(package, text, said):
    package(general=GENERAL, fr=text)
    with pytest.raises(RulesError) as error:
        load_rules().knowledge(Selection(), "fr")
    assert str(error.value) == "rules/fr.yaml:" + said.format(file="rules/site_boilerplate.yaml")


def test_what_cannot_be_read_is_said_at_once(package, tmp_path):
    package(general=GENERAL, fr=FRENCH)
    (tmp_path / "fr.yaml").write_bytes(b"version: 1\n# \xff\n")
    with pytest.raises(RulesError, match=r"rules/fr.yaml:2: not UTF-8 at byte 13 \(0xFF\)"):
        load_rules()


@pytest.mark.parametrize("pool", [False, True])
@pytest.mark.parametrize("target", ["-", "corpus"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_broken_file_of_a_language_ends_the_run(package, tmp_path, pool, target, language):
    package(general=GENERAL, **{language: "version: 1\nx: y\n"})
    page = tmp_path / "page.jsonl"
    page.write_text(f'{{"id": "a", "language": "{language}", "text": "Bonjour."}}\n', "utf-8")
    place = target if target == "-" else tmp_path / target
    answer = clean(page, "-o", place, pool=pool)
    assert answer.status == 2
    assert answer.told[0].startswith(f"rules/{language}.yaml:2: 'x' is not a key of a rules file; ")
    assert "fault" not in answer.err
    assert not (tmp_path / "corpus").exists()
