"""What repeats on an outlet's pages is proposed with its support; stories are left alone."""

import json
import random

import pytest
import yaml
from command import clean

from cleaner import Page
from cleaner.pipeline import clean_page
from cleaner.rules import load_rules, parse_rules
from cleaner.rules.cases import takes as matches
from cleaner.segment import segment_html
from cleaner.segment.html import answers
from cleaner.workbench.learn import learn, proposals_yaml

NOUNS = (
    *("bridge", "harbour", "school", "river", "market", "station"),
    *("court", "union", "farm", "library", "ferry", "tunnel"),
)
VERBS = ["opened", "closed", "delayed", "praised", "sold", "planned"]
RULES = load_rules()
OTHER = "Hay for all of the Inland Post"
PLANTED = "Seven oars for the friends of the Quay Courier"


def sentence(rng):
    one, two, three = rng.sample(NOUNS, 3)
    return (
        f"The {one} {rng.choice(VERBS)} the {two} near the {three} after {rng.randint(1950, 2020)}."
    )


def story(rng, size=5):
    return [" ".join(sentence(rng) for _ in range(3)) for _ in range(size)]


def headline(rng):
    return (
        f"{rng.choice(NOUNS).title()} {rng.choice(VERBS)} as {rng.choice(NOUNS)} waits for spring"
    )


def page(number, lines, host="quay.example", year=2019):
    url = f"https://{host}/{year}/03/{number % 28 + 1:02}/story-{number}"
    return Page(id=f"{host}-{number}", content="\n\n".join(lines), url=url)


def plain(rng, number, *extra, **more):
    return page(number, [f"{headline(rng)} {number}", *story(rng), *extra], **more)


def crawl(count=20, *extra, seed=1, host="quay.example"):
    rng = random.Random(seed)
    return [plain(rng, number, *extra, host=host) for number in range(count)]


def learned(pages, **more):
    return learn(pages, RULES, **more)


def texts(result, key="quay.example"):
    return [
        text
        for one in result.outlets
        if one.key == key
        for p in one.proposals
        for text in p.draft.removes
    ]


def reasons(result):
    return {one.text: one.reason for one in result.abstentions}


def test_a_line_that_repeats_is_proposed():
    result = learned(crawl(20, PLANTED))
    proposal = result.outlets[0].proposals[0]
    assert (proposal.draft.text, str(proposal.draft.support)) == (PLANTED, "20 of 20 pages, 2019")


def test_stories_alone_give_nothing():
    result = learned(crawl(20))
    assert result.count == 0
    assert yaml.safe_load(proposals_yaml(result, "x.yaml")) == {"version": 1}


@pytest.mark.parametrize(
    ("line", "takes"),
    [
        ("Tide table of the Quay: {n} boats are in", "Tide table of the Quay: 8888 boats are in"),
        ("Quay index of {n} March 2019 stands still", "Quay index of 9 June 2031 stands still"),
        ("Quay desk tonight: {name}", "Quay desk tonight: Olga Moreau"),
        ("Seen from the quay: {title}", "Seen from the quay: Mayor rows home"),
    ],
    ids=["numbers", "dates", "names", "headlines"],
)
def test_what_varies_becomes_a_pattern(line, takes):
    rng = random.Random(2)
    names = ["Jonas Keller", "Ada Novak", "Petr Silva", "Leyla Haddad", "Maria Rossi"]
    pages = [
        plain(rng, n, line.format(n=n % 27 + 1, name=names[n % 5], title=f"{headline(rng)} {n}"))
        for n in range(20)
    ]
    result = learned(pages)
    rules = parse_rules(proposals_yaml(result, "x.yaml"))
    assert any(matches(rule, takes) for rule in rules.rules)
    assert not any(matches(rule, "The harbour opened near the quay.") for rule in rules.rules)


def test_a_paragraph_in_different_surroundings_is_left_alone():
    rng = random.Random(3)
    background = " ".join(sentence(rng) for _ in range(3))
    pages = []
    for number in range(40):
        lines = story(rng, 6)
        if number % 6 == 0:
            lines.insert(rng.randint(1, 5), background)
        pages.append(page(number, [f"{headline(rng)} {number}", *lines]))
    result = learned(pages)
    assert background not in texts(result)
    assert "different surroundings" in reasons(result)[background]


def test_what_other_outlets_print_in_stories_is_left_alone():
    rng = random.Random(4)
    wire = " ".join(sentence(rng) for _ in range(3))
    pages = [
        plain(rng, n, *([wire] if n % 5 == 0 else []), host=f"{host}.example")
        for host in ("quay", "inland")
        for n in range(30)
    ]
    result = learned(pages)
    assert wire not in [*texts(result), *texts(result, "inland.example")]
    assert "other outlets" in reasons(result)[wire]


def test_a_heading_inside_stories_is_left_alone():
    rng = random.Random(5)
    pages = []
    for number in range(60):
        lines = story(rng, 6)
        if number % 12 == 0:
            lines.insert(3, "What comes next")
        pages.append(page(number, [f"{headline(rng)} {number}", *lines]))
    result = learned(pages)
    assert "What comes next" not in texts(result)
    assert "heading" in reasons(result)["What comes next"]


def test_a_headline_is_never_proposed():
    rng = random.Random(6)
    pages = [plain(rng, n, "Harbour opened to all rowers at last") for n in range(12)]
    pages.append(page(99, ["Harbour opened to all rowers at last", *story(rng)]))
    assert "Harbour opened to all rowers at last" not in texts(learned(pages))


def test_copies_of_a_page_count_once():
    rng = random.Random(7)
    lines = [headline(rng), *story(rng)]
    result = learned([page(n, lines) for n in range(10)])
    assert (result.pages, result.repeated, result.count) == (1, 9, 0)


def test_pages_that_nothing_names_are_left_out():
    pages = [Page(id=str(n), content="\n\n".join(story(random.Random(n)))) for n in range(3)]
    assert learned(pages).nameless == 3
    assert learned(pages, outlet="quay.example").pages == 3


def test_the_order_of_pages_and_the_number_of_workers_change_nothing():
    pages = crawl(24, PLANTED, "Tide: 3 boats") + crawl(24, OTHER, seed=2, host="in.example")
    wanted = proposals_yaml(learned(pages), "x.yaml")
    turned = random.Random(8).sample(pages, len(pages))
    assert proposals_yaml(learned(turned), "x.yaml") == wanted
    assert proposals_yaml(learned(pages, workers=2), "x.yaml") == wanted


def test_what_is_known_is_not_learned_again():
    known = parse_rules(f'version: 1\ngeneral: {{"*": {{phrases: {{ad: ["{PLANTED}"]}}}}}}\n')
    assert learn(crawl(20, PLANTED), known).count == 0


def test_fingerprints_stand_in_one_outlet_alone():
    shared = "Share this with the whole of the coast"
    result = learned(
        crawl(12, PLANTED, shared) + crawl(12, OTHER, shared, seed=2, host="in.example")
    )
    prints = {one.key: [text for text, _ in one.fingerprints] for one in result.outlets}
    assert prints == {"quay.example": [PLANTED], "in.example": [OTHER]}


def html_pages(count):
    rng = random.Random(9)
    for number in range(count):
        body = "".join(f"<p>{one}</p>" for one in story(rng))
        promo = (
            '<div class="quay-club"><p>Oars for all, every day</p>'
            f"<p>Row with us to {number} ports</p></div>"
        )
        content = (
            f"<html><body><div class='top'><p>Menu</p></div><h1>{headline(rng)} {number}</h1>"
            f"<div class='quay-story'>{body}{promo}</div><div class='foot'>Foot</div></body></html>"
        )
        url = f"https://quay.example/{number}"
        yield Page(id=str(number), content=content, media_type="text/html", url=url)


def test_selectors_are_proposed_for_html():
    pages = list(html_pages(12))
    rules = parse_rules(proposals_yaml(learned(pages), "x.yaml").replace("proposed", "active"))
    layout = rules.book.outlets["quay.example"].layout
    assert layout.content == ("div.quay-story",)
    assert [selector for _, selector, _ in layout.drop] == ["div.quay-club"]


def test_learned_selectors_need_no_general_extractor(monkeypatch):
    *pages, fresh = html_pages(13)
    proposed = proposals_yaml(learned(pages), "x.yaml")
    rules = parse_rules(proposed.replace("proposed", "active"))
    assert segment_html(fresh).path != "site"

    def refuse(*_args, **_named):
        raise AssertionError("a general extractor was asked")

    for name in ("find_region", "ask_trafilatura"):
        monkeypatch.setattr(answers, name, refuse)
    with pytest.raises(AssertionError, match="general extractor"):
        clean_page(fresh, parse_rules("version: 1\n"))
    doc = clean_page(fresh, rules)
    assert doc.text.count("\n\n") == fresh.content.count("<p>") - 4  # menu and the two of the club
    assert "Oars for all" not in doc.text


def test_the_command_proposes_and_tries_and_accepts(tmp_path):
    folder, file = tmp_path / "pages.jsonl", tmp_path / "mine.yaml"
    pages = [{"id": one.id, "url": one.url, "text": one.content} for one in crawl(12, PLANTED)]
    folder.write_text("\n".join(map(json.dumps, pages)), encoding="utf-8")
    answer = clean("learn", folder, "-o", file, "--outlet", "quay.example")
    assert answer.status == 0, answer.err
    assert answer.told[0].endswith("for 1 outlet, from 12 pages")
    assert clean("rules", "check", file).status == 0
    assert taken(clean(folder, "--rules", file, "-o", "-")) == set()
    tried = clean("rules", "try", file, folder)
    assert tried.status == 0
    assert f": {PLANTED}" in tried.out
    assert clean("learn", folder, "-o", file).status == 2
    assert clean("rules", "accept", "quay.example/*", file).status == 0
    assert PLANTED in taken(clean(folder, "--rules", file, "-o", "-"))


def taken(answer):
    """What rules of the outlet removed."""
    return {
        one["text"]
        for line in answer.out.splitlines()
        for one in json.loads(line)["removed"]
        if one["rule"].startswith("quay.example")
    }


def test_wrong_use_of_the_command(tmp_path):
    answer = clean("learn", tmp_path, "-o", tmp_path / "a.yaml", "--outlet", "Quay Courier")
    assert answer.status == 2
    assert answer.told == ["Quay Courier: is no host; write it as example.com"]
