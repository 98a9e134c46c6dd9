"""What the rules answer about a line: precedence, languages, zones, switches, values."""

import pickle

import pytest

from cleaner.errors import RulesError
from cleaner.model import Category, Knowledge, Outlet, Scope, Zone
from cleaner.rules import Selection, Status, load_rules, parse_rules
from cleaner.rules.build import build_book
from cleaner.rules.compile import PatternSet
from cleaner.rules.merge import merge
from cleaner.rules.notes import Notes
from cleaner.rules.schema import FILE
from cleaner.rules.tree import read_tree
from cleaner.rules.validate import validate

OUTLET = Selection(outlet=Outlet(key="example.com", name="The Example"), templates=("press",))
NOWHERE = Selection()

RULES = """
version: 1
agencies: {Wire: [WR, "Wire Service"]}
general:
  "*":
    phrases: {share: ["Share this"]}
    words: {by: [Von]}
    rules:
      - {id: line, category: nav, pattern: '^Line of all', removes: [Line of all], keeps: [x]}
  en:
    phrases: {related: ["Share this", {text: "Read more", zone: tail}]}
    words: {by: [By, "Written  by"]}
  pt:
    phrases: {related: ["Leia mais"]}
templates:
  press:
    phrases: {ad: ["Share this"]}
    html: {detect: ["body.press"], content: [".press"], drop: {ad: [".press-ad"]}}
outlets:
  example.com:
    name: The Example
    uses: [press]
    phrases: {newsletter: ["Share this"], body: ["Line of all saints"]}
    html:
      content: [".story", article]
      fields: {date: ["time@datetime", .stamp]}
    rules:
      - id: clock
        category: live
        pattern: '^Seen (?P<retrieved>\\d\\d:\\d\\d)(?: by (?P<authors>\\w+))?'
        scope: {until: '^End'}
        zone: head
        removes: ["Seen 10:00"]
        keeps: ["Seen at noon"]
      - {id: old, category: ad, pattern: '^Old', until: 2019-12-31, removes: [Old ad], keeps: [x]}
      - {id: new, category: ad, pattern: 'inserted', scope: span, removes: [inserted], keeps: [x]}
      - {id: tried, category: ad, pattern: 'Tried', removes: [Tried], keeps: [x], status: trial}
"""


def ids(rules, text, selection=OUTLET, language="en", date=None):
    return [hit.rule for hit in rules.knowledge(selection, language).hits(text, date)]


@pytest.fixture(scope="module")
def rules():
    return parse_rules(RULES)


def test_the_protocol_is_answered(rules):
    knowledge: Knowledge = rules.knowledge(OUTLET, "en")
    assert knowledge.outlet == OUTLET.outlet
    assert knowledge.language == "en"
    assert knowledge.words("by") == {"by", "written by", "von"}
    assert knowledge.words("nothing") == frozenset()
    assert knowledge.agencies() == {"wire": "Wire", "wr": "Wire", "wire service": "Wire"}
    assert knowledge.ends("^End", "End of it")
    assert not knowledge.ends("^End", "The end")


def test_the_nearer_rule_is_stronger(rules):
    assert ids(rules, "  SHARE   this ") == [
        "example.com/phrases/newsletter",
        "press/phrases/ad",
        "general.en/phrases/related",
        "general/phrases/share",
    ]


def test_body_rules_protect_from_all_others(rules):
    assert ids(rules, "Line of all saints") == ["example.com/phrases/body", "general/line"]


def test_a_user_file_is_stronger_than_any_packaged_rule(tmp_path):
    lower, upper = tmp_path / "lower.yaml", tmp_path / "upper.yaml"
    lower.write_text(RULES, encoding="utf-8")
    upper.write_text('version: 1\ngeneral: {"*": {phrases: {bio: ["Share this"]}}}', "utf-8")
    both = load_rules(lower, upper, packaged=False)
    assert ids(both, "Share this")[:2] == ["general/phrases/bio", "example.com/phrases/newsletter"]
    assert "general/phrases/share" not in ids(both, "Share this")


def test_languages_choose_general_rules(rules):
    assert ids(rules, "Leia mais", NOWHERE, "pt-BR") == ["general.pt/phrases/related"]
    assert ids(rules, "Leia mais", NOWHERE, "en") == []
    assert ids(rules, "Share this", NOWHERE, None) == ["general/phrases/share"]


def test_zones_scopes_and_values_are_passed_on(rules):
    (hit,) = rules.knowledge(OUTLET, "en").hits("Seen 10:00 by Ann and others")
    assert (hit.zone, hit.scope, hit.until) == (Zone.HEAD, Scope.UNTIL, "^End")
    assert hit.values == (("authors", "Ann"), ("retrieved", "10:00"))
    assert (hit.start, hit.end) == (0, 17)
    (hit,) = rules.knowledge(OUTLET, "en").hits("Seen 10:00")
    assert hit.values == (("retrieved", "10:00"),)
    (hit,) = rules.knowledge(NOWHERE, "en").hits("Read more")
    assert (hit.zone, hit.category, hit.end) == (Zone.TAIL, Category.RELATED, 9)


def test_spans_count_characters(rules):
    (hit,) = rules.knowledge(OUTLET, None).hits("Ünïcödé 漢字 inserted here")
    assert "Ünïcödé 漢字 inserted here"[hit.start : hit.end] == "inserted"


def test_trial_rules_make_no_hits(rules):
    assert ids(rules, "Tried") == []
    assert [rule.status for rule in rules.rules if rule.id.endswith("/tried")] == [Status.TRIAL]


def test_layouts_of_other_days_are_left_out_where_the_day_is_known(rules):
    assert ids(rules, "Old ad") == ["example.com/old"]
    assert ids(rules, "Old ad", date="2019-03-04T10:00:00Z") == ["example.com/old"]
    assert ids(rules, "Old ad", date="2019") == ["example.com/old"]
    assert ids(rules, "Old ad", date="2020-01-01") == []


def test_selectors_of_the_outlet_stand_before_those_of_its_templates(rules):
    html = rules.knowledge(OUTLET, "en").html
    assert html.content == (".story", "article", ".press")
    assert html.drop == ((Category.AD, ".press-ad", "press/html/ad"),)
    assert html.fields == (
        ("date", "time", "datetime", "example.com/html/date"),
        ("date", ".stamp", None, "example.com/html/date"),
    )
    assert [(one.key, one.detect) for one in rules.signs] == [("press", ("body.press",))]


@pytest.mark.parametrize(
    ("switched", "text"),
    [
        ("example.com/new", "inserted"),
        ("general.en/phrases/related", "Read more"),
        ("general/line", "Line of all"),
    ],
)
def test_a_user_switches_rules_off(tmp_path, switched, text):
    lower, upper = tmp_path / "lower.yaml", tmp_path / "upper.yaml"
    lower.write_text(RULES, encoding="utf-8")
    upper.write_text(f"version: 1\ndisable: [{switched}]\n", encoding="utf-8")
    assert ids(load_rules(lower, packaged=False), text) == [switched]
    assert ids(load_rules(lower, upper, packaged=False), text) == []


def test_a_user_switches_selectors_off(tmp_path):
    lower, upper = tmp_path / "lower.yaml", tmp_path / "upper.yaml"
    lower.write_text(RULES, encoding="utf-8")
    upper.write_text("version: 1\ndisable: [press/html/ad, example.com/html/date]\n", "utf-8")
    html = load_rules(lower, upper, packaged=False).knowledge(OUTLET, "en").html
    assert html.drop == html.fields == ()


def test_a_later_file_replaces_a_rule_of_the_same_id(tmp_path):
    lower, upper = tmp_path / "lower.yaml", tmp_path / "upper.yaml"
    lower.write_text(RULES, encoding="utf-8")
    upper.write_text(
        "version: 1\noutlets: {example.com: {rules: [{id: new, category: bio, "
        "pattern: 'put in', removes: [put in], keeps: [x]}]}}",
        encoding="utf-8",
    )
    both = load_rules(lower, upper, packaged=False)
    assert ids(both, "inserted") == []
    assert ids(both, "put in") == ["example.com/new"]
    assert both.outlets[0].name == "The Example"


def test_one_file_of_the_packaged_ones_may_not_replace_another():
    text = (
        "version: 1\ngeneral: {{en: {{rules: [{{id: a, category: ad, pattern: '^{0}',"
        " removes: [{0}], keeps: [x]}}]}}}}"
    )
    books = []
    for name in ("Adverts", "Ads"):
        notes = Notes(f"{name}.yaml")
        tree = read_tree(text.format(name), notes)
        validate(tree, FILE, notes)
        books.append(build_book(tree, notes, 0))
    merge(*books, notes)
    assert [str(one) for one in notes.problems()] == [
        "Ads.yaml:2: the id 'general.en/a' stands in Adverts.yaml:2 too; rename one"
    ]


def test_the_digest_is_of_what_acts_and_of_nothing_else(rules):
    def digests(text, file="x.yaml"):
        made = parse_rules(text, file=file)
        return made.sha256, made.knowledge(OUTLET, "en").sha256

    same = (
        "# a comment\n"
        + RULES.replace('agencies: {Wire: [WR, "Wire Service"]}\n', "")
        .replace("keeps: [Seen at noon]", "keeps: [Seen, once]")
        .replace(
            'phrases: {newsletter: ["Share this"], body: ["Line of all saints"]}',
            'phrases: {body: ["Line  of all SAINTS"], newsletter: ["share this"]}',
        )
        + 'agencies: {Wire: [WR, "Wire Service"]}\n'
    )
    assert digests(same, "y.yaml") == digests(RULES)

    other_language = RULES.replace("Leia mais", "Leia também")
    assert digests(other_language)[0] != rules.sha256
    assert digests(other_language)[1] == rules.knowledge(OUTLET, "en").sha256
    for change in (
        ("Wire Service", "Wire Company"),
        ("Line of all", "Line of some"),
        ("Written  by", "Told by"),
        ("inserted", "put in"),
        (".press-ad", ".press-advert"),
        ("zone: head", "zone: tail"),
    ):
        assert digests(RULES.replace(*change))[1] != rules.knowledge(OUTLET, "en").sha256


def test_the_rules_travel_to_other_processes(rules):
    copy = pickle.loads(pickle.dumps(rules))
    assert copy.sha256 == rules.sha256
    assert ids(copy, "Share this") == ids(rules, "Share this")


def test_what_is_kept_is_bounded(rules):
    for number in range(2100):
        rules.knowledge(Selection(templates=(f"none-{number}",)), "en")
    assert len(rules._pages) == 2048
    assert len(rules._special) <= 2048


def test_more_patterns_than_one_set_holds_are_all_found():
    patterns = PatternSet([f"^Ad {n} (?:\\pL{{1,12}} ){{2}}end" for n in range(30)])
    assert [patterns.matching(f"Ad {n} éé üü end") for n in range(30)] == [[n] for n in range(30)]
    assert len(patterns._sets) > 1


def test_a_disabled_id_must_be_one():
    with pytest.raises(RulesError, match="is the id of no rule"):
        parse_rules("version: 1\ndisable: [general/nothing]\n")


def test_english_stands_beside_a_language_in_another_script():
    """Sites of all the world leave buttons in English; their own letters are never asked."""
    rules = load_rules()

    def takers(language, line):
        return [hit.rule for hit in rules.knowledge(NOWHERE, language).hits(line)]

    assert "general.en/phrases/related" in takers("hi", "Related Stories")
    assert "general.en/phrases/related" in takers("ta", "Related Stories")  # has no file
    assert "general.en/phrases/related" not in takers("de", "Related Stories")
    assert rules.knowledge(NOWHERE, None).hits("Related Stories") == ()
    assert "general.en/copyright" not in takers("hi", "Copyright 2024 गंगा समाचार की ओर से")


def test_english_beside_a_language_is_part_of_its_digest(tmp_path):
    (tmp_path / "fewer.yaml").write_text("version: 1\ndisable: [general.en/reading-time]\n")
    rules, fewer = load_rules(), load_rules(tmp_path / "fewer.yaml")

    def changed(language):
        one, other = (each.knowledge(NOWHERE, language).sha256 for each in (rules, fewer))
        return one != other

    assert [changed(one) for one in ("en", "hi", "de")] == [True, True, False]


def test_a_space_before_the_colon_of_a_phrase_does_not_count():
    rules = load_rules()
    for line in ("Related articles:", "Related articles :"):
        hits = rules.knowledge(NOWHERE, "en").hits(line)
        assert [hit.rule for hit in hits] == ["general.en/phrases/related"]
    assert rules.knowledge(NOWHERE, "en").hits("Related articles of faith :") == ()
