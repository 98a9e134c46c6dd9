#!/usr/bin/env python3
"""How well and how fast rules are learned.

    python bench/learn.py crawl [--outlets N] [--pages N] [--seed N] [--workers N] [--wrong]
    python bench/learn.py selectors GOLD... [--least N]
    python bench/learn.py leave-one-out GOLD... [--html] [--kind KIND] [--least N] [--worst N]

`crawl` invents outlets with planted boilerplate (fixed lines, lines with numbers, days and names,
lists of other stories, prompts between paragraphs), syndicated stories, background paragraphs that
stand in several stories, headings inside stories, and a change of layout half-way. It prints how
many proposals are planted boilerplate (precision), how much of it that general rules leave in the
text is proposed (recall), and what it cost; then, on fresh pages of the same outlets, how many planted
words are left and how many of the story's are lost, without and with the proposals.

`selectors` learns the main content of each outlet from its pages but one, and segments that one with and
without what was learned. Printed: on how many pages the learned selector found the story, so that
no general extractor was asked, and the CPU time of segmenting a page.

`leave-one-out` learns from all pages of an outlet but one and cleans that one. GOLD are folders with
`gold.jsonl` (`id`, `outlet`, `text`) and the pages: `<id>.txt`, or with --html `pages/<id>.html.gz`.
Printed: how many words that are not in the gold text are left before and after, how many of the
gold's are lost, and how much of what is left could be learned at all: stands in lines that other
pages of the outlet have too, but for numbers.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from cleaner.model import HtmlRules, Page
from cleaner.pipeline import clean_page
from cleaner.rules import RuleSet, load_rules
from cleaner.segment import segment_html
from cleaner.text.folding import fold
from cleaner.workbench.learn import Learned, learn, proposals_yaml


def _split(words: str) -> list[str]:
    return words.split()


_MONTHS = "January February March April May June July August September October November December"
_WORDS = _split(
    "council bridge harbour school budget river market station minister court police doctor union "
    "farm factory storm election report museum library airport festival teacher water housing road "
    "company bank price energy border trial witness village mountain island ferry tunnel railway"
)
_VERBS = _split("opened closed delayed approved rejected praised visited repaired sold planned")
_NAMES = _split("Keller Moreau Aliyev Novak Silva Tanaka Okafor Jensen Rossi Haddad Larsen Kowal")
_FIRST = _split("Maria Jonas Leyla Petr Ana Kenji Ada Lars Giulia Samir Ingrid Piotr")
_PLACE = "left-out.example"
_SYLLABLES = _split("ba ke lo mi nu ra so ti ve zan dor pel gri mon tas")


@dataclass
class Invented:
    """One outlet: what it prints on its pages, before and after its change of layout."""

    key: str
    name: str
    fixed: list[tuple[str, str, float, int]] = field(
        default_factory=list
    )  # text, place, share, layout
    varying: list[tuple[str, str, float, int]] = field(default_factory=list)
    background: list[str] = field(default_factory=list)


def _name(rng: random.Random) -> str:
    return "".join(rng.choices(_SYLLABLES, k=3)).title()


def _sentence(rng: random.Random) -> str:
    who = rng.choice([f"The {rng.choice(_WORDS)}", f"{rng.choice(_FIRST)} {rng.choice(_NAMES)}"])
    first = f"{who} {rng.choice(_VERBS)} the {rng.choice(_WORDS)} near the {rng.choice(_WORDS)}"
    second = (
        f"after the {rng.choice(_WORDS)} of {rng.randint(1950, 2021)} had {rng.choice(_VERBS)} it"
    )
    return f"{first} {second}."


def _paragraph(rng: random.Random) -> str:
    return " ".join(_sentence(rng) for _ in range(rng.randint(2, 4)))


def _headline(rng: random.Random) -> str:
    return f"{rng.choice(_WORDS).title()} {rng.choice(_VERBS)} as {rng.choice(_WORDS)} waits for {_name(rng)}"


def _person(rng: random.Random) -> str:
    return f"{rng.choice(_FIRST)} {rng.choice(_NAMES)}"


def invent(number: int, rng: random.Random) -> Invented:
    """An outlet with twelve to sixteen planted lines."""
    one = _name(rng)
    name = f"The {one} {rng.choice(['Courier', 'Herald', 'Post', 'Gazette'])}"
    made = Invented(key=f"{one.lower()}{number}.example", name=name)
    words = [_name(rng).lower() for _ in range(8)]
    made.fixed = [
        (f"Enjoy {words[0]} with the {name} circle", "mid", 0.6, 0),
        (f"Your {name} needs {words[1]} friends: become one", "tail", 0.7, 0),
        (
            f"Every morning the editors of {name} send their {words[2]} letter to all who ask for it.",
            "tail",
            0.5,
            1,
        ),
        (
            f"The {words[3]} desk of {name} thanks all who wrote to it and reads every letter they send.",
            "tail",
            0.4,
            2,
        ),
        (f"{name} in your pocket with {words[4]}", "head", 0.5, 0),
        (f"Hear the {words[5]} hour of {name}", "mid", 0.3, 1),
        (f"The {words[6]} puzzle of the day", "tail", 0.15, 0),
        (f"Top of the {words[7]} page", "tail", 0.8, 2),
    ]
    made.varying = [
        (f"{name} {words[0]}: # readers are here", "tail", 0.5, 0),
        (f"{words[1].title()} index of @D stands at #", "head", 0.4, 1),
        (f"{words[2].title()} desk: @N", "tail", 0.5, 0),
        (f"{words[3].title()} story: @H", "mid", 0.5, 0),
        (f"Do not miss this in {words[4]}: @H", "tail", 0.4, 2),
    ]
    made.background = [_paragraph(rng) for _ in range(3)]
    return made


def _filled(template: str, rng: random.Random) -> str:
    day = f"{rng.randint(1, 28)} {rng.choice(_MONTHS.split())} {rng.randint(2014, 2021)}"
    filled = template.replace("@D", day).replace("@N", _person(rng)).replace("@H", _headline(rng))
    return filled.replace("#", str(rng.randint(2, 9000)))


def pages(outlets: list[Invented], each: int, seed: int) -> Iterator[Page]:
    """The pages of the crawl, outlet after outlet in turn; one in eight is syndicated."""
    rng = random.Random(seed)
    wire = [[_paragraph(rng) for _ in range(6)] for _ in range(max(4, each // 10))]
    titles = [_headline(rng) for _ in wire]
    number = 0
    for turn in range(each):
        layout = 1 if turn < each // 2 else 2
        for one in outlets:
            number += 1
            yield _page(one, layout, rng, (number, list(zip(titles, wire, strict=True))))


def _page(
    one: Invented, layout: int, rng: random.Random, rest: tuple[int, list[tuple[str, list[str]]]]
) -> Page:
    return _labelled_page(one, layout, rng, rest)[0]


def _labelled_page(
    one: Invented, layout: int, rng: random.Random, rest: tuple[int, list[tuple[str, list[str]]]]
) -> tuple[Page, list[str]]:
    """A page, and the lines that were planted on it."""
    number, wire = rest
    planted: list[str] = []
    if rng.random() < 0.125:
        title, story = rng.choice(wire)
        story = list(story)
    else:
        title, story = _headline(rng), [_paragraph(rng) for _ in range(rng.randint(4, 9))]
        if rng.random() < 0.08:
            story.insert(rng.randint(1, len(story) - 1), rng.choice(one.background))
        if rng.random() < 0.1:
            story.insert(
                rng.randint(1, len(story) - 1), rng.choice(["What comes next", "How it began"])
            )
    head, tail = [], []
    for template, place, share, when in (*one.fixed, *one.varying):
        if when not in (0, layout) or rng.random() > share:
            continue
        line = _filled(template, rng)
        planted.append(line)
        if place == "mid":
            story.insert(rng.randint(1, len(story) - 1), line)
        else:
            (head if place == "head" else tail).append(line)
    year = 2014 if layout == 1 else 2019
    url = f"https://{one.key}/{year}/{rng.randint(1, 12):02}/{rng.randint(1, 28):02}/story-{number}"
    lines = [title, *head, *story, *tail]
    return Page(id=str(number), content="\n\n".join(lines), url=url), planted


def _matches(template: str, text: str) -> bool:
    """Whether a line was made from a planted template."""
    import re  # noqa: PLC0415

    pattern = re.escape(template)
    for mark in ("@D", "@N", "@H", re.escape("#")):
        pattern = pattern.replace(mark, ".{1,200}")
    return re.fullmatch(pattern, text, re.IGNORECASE) is not None


def crawl(args: argparse.Namespace) -> None:
    """Print precision, recall and cost on an invented crawl."""
    rng = random.Random(args.seed)
    outlets = [invent(number, rng) for number in range(args.outlets)]
    rules = load_rules()
    begin, cpu = time.perf_counter(), _cpu()
    learned = learn(pages(outlets, args.pages, args.seed), rules, workers=args.workers)
    wall = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    total = learned.pages + learned.repeated
    print(f"{total} pages in {wall:.0f} s, {_cpu() - cpu:.0f} s of CPU time, peak {peak:.0f} MB")
    print(
        f"{learned.repeated} repeated pages left out, {len(learned.abstentions)} lines left alone"
    )
    _print_found(outlets, learned, wrong=args.wrong)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "proposals.yaml"
        file.write_text(proposals_yaml(learned, file.name), encoding="utf-8")
        if file.stat().st_size < 1 << 20:
            after = load_rules(file, trying=True)
            print("the proposals load as rules")
            _print_fresh(outlets, rules, after, args.seed + 1)


def _print_fresh(outlets: list[Invented], rules: RuleSet, after: RuleSet, seed: int) -> None:
    """Prints what is left and lost on pages that were not learned from."""
    rng = random.Random(seed)
    totals: Counter[str] = Counter()
    wire = [(_headline(rng), [_paragraph(rng) for _ in range(6)])]
    for number in range(10 * len(outlets)):
        one = outlets[number % len(outlets)]
        page, planted = _labelled_page(one, 2, rng, (number, wire))
        lines = [line for line in page.content.split("\n\n")[1:] if line not in planted]
        _count(page, "\n".join(lines), rules, after, totals, worst=0)
    print("on fresh pages:")
    _print_totals(totals)


def _cpu() -> float:
    """CPU seconds of this process and of the workers that have ended."""
    return sum(
        one.ru_utime + one.ru_stime
        for one in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def _print_found(outlets: list[Invented], learned: Learned, *, wrong: bool) -> None:
    made = {one.key: one for one in learned.outlets}
    right = total = found = planted = 0
    missed: Counter[str] = Counter()
    for one in outlets:
        templates = [*one.fixed, *one.varying]
        proposals = made[one.key].proposals if one.key in made else ()
        hit: set[str] = set()
        for proposal in proposals:
            total += 1
            texts = proposal.draft.removes
            of = {t for t, *_ in templates for text in texts if _matches(t, text)}
            good = all(any(_matches(t, text) for t, *_ in templates) for text in texts)
            right += good
            hit |= of
            if not good and wrong:
                print("wrong:", one.key, proposal.draft.support, proposal.draft.pattern, texts)
        for template, place, share, when in templates:
            planted += 1
            found += template in hit
            if template not in hit:
                missed[f"{place} {share} {when}"] += 1
                if wrong:
                    print("missed:", one.key, place, share, when, template)
    print(f"precision {right / max(total, 1):.3f} ({right} of {total} proposals)")
    print(f"recall    {found / planted:.3f} ({found} of {planted} planted lines)")
    print("missed by place, share, layout:", dict(missed.most_common(8)))


def leave_one_out(args: argparse.Namespace) -> None:
    """Print what is left and lost, before and after learning, page by page left out."""
    packaged = not args.bare
    rules = load_rules(packaged=packaged).without_outlets()
    groups = _groups(args)
    totals: Counter[str] = Counter()
    proposed = 0
    with tempfile.TemporaryDirectory() as folder:
        for several in groups.values():
            if len(several) < args.least:
                continue
            for left_out, (page, gold) in enumerate(several):
                others = [one for number, (one, _) in enumerate(several) if number != left_out]
                learned = learn(others, rules, outlet=_PLACE)
                proposed += learned.count
                after = _with(learned, Path(folder) / "proposals.yaml", packaged=packaged)
                _count(page, gold, rules, after, totals, worst=args.worst)
                totals["could"] += _could_go(page, gold, rules, others)
    _print_totals(totals)
    print(f"proposals    {proposed}")
    could = totals["could"] / max(totals["left before"], 1)
    print(f"{could:.1%} of what is left before stands in lines that other pages have too")


def _print_totals(totals: Counter[str]) -> None:
    for name in (
        "pages",
        "changed",
        "left before",
        "left after",
        "lost before",
        "lost after",
        "gold",
    ):
        print(f"{name:12} {totals[name]}")
    gone = 1 - totals["left after"] / max(totals["left before"], 1)
    lost = (totals["lost after"] - totals["lost before"]) / max(totals["gold"], 1)
    print(f"junk gone    {gone:.1%}\nmore lost    {lost:.2%}")


def selectors(args: argparse.Namespace) -> None:
    """Print how often learned selectors find the story, and what segmenting costs with them."""
    rules = load_rules().without_outlets()
    args.html, args.kind = True, None
    paths: Counter[str] = Counter()
    known, general = [], []
    for several in _groups(args).values():
        pages = [page for page, _ in several]
        if len(pages) < args.least:
            continue
        for left_out, page in enumerate(pages):
            learned = learn(pages[:left_out] + pages[left_out + 1 :], rules, outlet=_PLACE)
            content = [one for found in learned.outlets for one, _ in found.selectors.content]
            found = segment_html(page, HtmlRules(content=tuple(content)))
            paths[found.path if content else "nothing learned"] += 1
            if found.path == "site":
                known.append(_fastest(page, HtmlRules(content=tuple(content))))
                general.append(_fastest(page, HtmlRules()))
    print(f"{paths.total()} pages, by how the story was found: {dict(paths)}")
    if known:
        print(
            f"segmenting a page: {sum(general) / len(known) * 1e3:.1f} ms without what was learned"
        )
        print(f"                   {sum(known) / len(known) * 1e3:.1f} ms with it")


def _fastest(page: Page, rules: HtmlRules) -> float:
    times = []
    for _ in range(5):
        begin = time.process_time()
        segment_html(page, rules)
        times.append(time.process_time() - begin)
    return min(times)


def _groups(args: argparse.Namespace) -> dict[str, list[tuple[Page, str]]]:
    """Pages with their gold texts, by outlet."""
    groups: dict[str, list[tuple[Page, str]]] = defaultdict(list)
    for folder, line in _gold_lines(args.gold):
        gold = json.loads(line)
        if args.kind and "." in gold["id"] and not gold["id"].endswith(f".{args.kind}"):
            continue
        host = (urlsplit(gold.get("url") or "").hostname or "").removeprefix("www.").rstrip(".")
        content = _content(folder, gold["id"], html=args.html)
        labels = gold.get("lines")
        text = _body(content, labels) if labels else gold.get("text")
        kind = "text/html" if args.html else "text/plain"
        if host and text:
            address = f"https://{_PLACE}/{gold['id']}"  # what is packaged of the outlet has no say
            page = Page(id=gold["id"], content=content, media_type=kind, url=address)
            groups[host].append((page, text))
    return groups


def _gold_lines(folders: list[Path]) -> Iterator[tuple[Path, str]]:
    for folder in folders:
        for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
            yield folder, line


def _content(folder: Path, name: str, *, html: bool) -> str:
    if html:
        data = gzip.decompress((folder / "pages" / f"{name}.html.gz").read_bytes())
        return data.decode("utf-8", "replace")
    return (folder / f"{name}.txt").read_text(encoding="utf-8")


def _body(content: str, labels: list[str]) -> str:
    """The lines of a dump that are labelled as the reporter's."""
    lines = [line for line in content.split("\n") if line.strip()]
    pairs = zip(lines, labels, strict=True)
    return "\n".join(line for line, label in pairs if label in {"body", "mixed", "standfirst"})


def _with(learned: Learned, file: Path, *, packaged: bool) -> RuleSet:
    file.write_text(proposals_yaml(learned, file.name), encoding="utf-8")
    return load_rules(file, packaged=packaged, trying=True)


def _count(  # noqa: PLR0913
    page: Page, gold: str, rules: RuleSet, after: RuleSet, totals: Counter[str], *, worst: int
) -> None:
    """Adds the words left and lost on a page with the rules as they were and as learned."""
    expected = Counter(fold(gold).split())
    before_words = Counter(fold(clean_page(page, rules).main_content).split())
    after_words = Counter(fold(clean_page(page, after).main_content).split())
    totals["pages"] += 1
    totals["changed"] += before_words != after_words
    totals["gold"] += expected.total()
    for name, have in (("before", before_words), ("after", after_words)):
        totals[f"left {name}"] += (have - expected).total()
        totals[f"lost {name}"] += (expected - have).total()
    lost = (expected - after_words).total() - (expected - before_words).total()
    if worst and lost > worst:
        print(
            page.id, "loses", lost, list(((before_words - after_words) & expected).elements())[:30]
        )


def _could_go(page: Page, gold: str, rules: RuleSet, others: list[Page]) -> int:
    """How many of the words left on a page stand in lines that other pages have, but for numbers."""
    text = clean_page(page, rules).main_content
    left = Counter(fold(text).split()) - Counter(fold(gold).split())
    known = {_numberless(one.text) for other in others for one in clean_page(other, rules).blocks}
    return sum(
        (Counter(fold(line).split()) & left).total()
        for line in text.split("\n")
        if _numberless(line) in known
    )


def _numberless(line: str) -> str:
    return "".join("0" if char.isdigit() else char for char in fold(line))


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("crawl")
    one.add_argument("--outlets", type=int, default=50)
    one.add_argument("--pages", type=int, default=200)
    one.add_argument("--seed", type=int, default=1)
    one.add_argument("--workers", type=int, default=1)
    one.add_argument("--wrong", action="store_true", help="list what is wrong or missed")
    one.set_defaults(run=crawl)
    third = commands.add_parser("selectors")
    third.add_argument("gold", type=Path, nargs="+")
    third.add_argument("--least", type=int, default=2, help="pages an outlet must have")
    third.set_defaults(run=selectors)
    other = commands.add_parser("leave-one-out")
    other.add_argument("gold", type=Path, nargs="+")
    other.add_argument("--html", action="store_true")
    other.add_argument("--bare", action="store_true", help="without the packaged rules")
    other.add_argument("--kind", help="of dumps: those whose id ends so")
    other.add_argument("--least", type=int, default=3, help="pages an outlet must have")
    other.add_argument("--worst", type=int, default=0, help="list pages that lose more words")
    other.set_defaults(run=leave_one_out)
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    sys.exit(main())
