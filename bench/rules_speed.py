"""How fast the rules are: microseconds a line, time to load, time to find a page's outlet.

    python bench/rules_speed.py [--dumps FOLDER] [--language en]

Prints three tables.

1. Lines: what `PageRules.hits` costs for a line, by length. The first round meets lines that were
   never seen, and RE2 builds its states on the way; the second one is what a long run tends to.
   Lines are those of the `.txt` files below FOLDER; without it, they are invented: sentences of
   random words and numbers, and phrases of the packaged rules among them.
2. Loading: CPU seconds to import the package, to load the packaged rules, and to get ready for a
   first English page; then to load a user's file of 10, 100 and 1,000 invented outlets.
   Each has a rule of some 550 steps of RE2, the mean of the packaged outlets' rules: compiling and
   checking them is the greater part of the time.
3. Selection: microseconds a page to find its outlet among 10, 100 and 1,000, and to clean a page.

All times are CPU time of one process; run it on a machine that has nothing else to do.
"""

from __future__ import annotations

import argparse
import random
import string
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

_BEGIN = time.process_time()

import cleaner  # noqa: E402 - what it costs is measured
from cleaner.rules import RuleSet, Selection, load_rules  # noqa: E402

_IMPORTED = time.process_time() - _BEGIN

T = TypeVar("T")

_CLASSES = ((1, 40), (41, 100), (101, 200), (201, 400), (401, 2000))
_OUTLETS = (10, 100, 1000)
_OUTLET = """
  {key}.example:
    name: The {name}
    hosts: [{key}.example, {key}-news.example]
    country: GB
    language: en
    fingerprints: ["The {name} Community", "Read more on {name}.example"]
    phrases:
      related: ["Most read in The {name}", "More from {name}"]
      newsletter: ["Get the {name} briefing"]
    html: {{content: ["div.{key}-story", "article"], drop: {{related: [".{key}-more"]}}}}
    rules:
      - id: prompt
        category: paywall
        pattern: '^You (?:are|have) now .{{1,50}} of The {name}\\b'
        removes: ["You are now a member of The {name}!"]
        keeps: ["He is now a member of The {name} board."]
"""


def main() -> None:
    """Print the three tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--dumps", type=Path, help="folder with .txt files; default: invented")
    parser.add_argument("--language", default="en", help="whose rules are asked; default: en")
    args = parser.parse_args()
    print(f"import cleaner                        {_IMPORTED:8.3f} s")
    loading, rules = _timed(load_rules)
    print(f"load_rules()                          {loading:8.3f} s")
    first, knowledge = _timed(lambda: rules.knowledge(Selection(), args.language))
    first += _timed(lambda: knowledge.hits("A first line."))[0]
    print(f"first page of '{args.language}'                    {first:8.3f} s")
    lines = _dumped(args.dumps) if args.dumps else _invented(rules, args.language)
    _print_lines(rules, args.language, lines)
    _print_outlets(lines)


def _print_lines(rules: RuleSet, language: str, lines: Sequence[str]) -> None:
    knowledge = rules.knowledge(Selection(), language)
    print(f"\n{len(lines)} lines            first round   second round   with a hit")
    for least, most in _CLASSES:
        part = [line for line in lines if least <= len(line) <= most]
        rounds = [_timed(lambda: [knowledge.hits(line) for line in part]) for _ in range(2)]  # noqa: B023
        if part:
            costs = [seconds / len(part) * 1e6 for seconds, _ in rounds]
            hit = sum(map(bool, rounds[0][1])) / len(part)
            shown = f"{least}-{most} characters"
            print(f"{shown:21}{costs[0]:8.1f} us {costs[1]:11.1f} us {hit:12.0%}")


def _print_outlets(lines: Sequence[str]) -> None:
    pages = [lines[start : start + 25] for start in range(0, min(len(lines), 5000), 25)]
    texts = ["\n\n".join(page) for page in pages[:60]]
    print("\noutlets       loading       selection, new pages, seen ones     a page cleaned")
    with tempfile.TemporaryDirectory() as folder:
        for number in _OUTLETS:
            file = Path(folder) / f"{number}.yaml"
            file.write_text("version: 1\noutlets:" + _outlets(number), encoding="utf-8")
            alone = _timed(lambda: load_rules(file, packaged=False))[0]  # noqa: B023 - called here
            rules = load_rules(file)
            select = [_timed(lambda: _select(rules, pages))[0] / len(pages) for _ in range(2)]  # noqa: B023
            url = "https://name1.example/story"
            clean = [
                _timed(lambda: [cleaner.clean(one, url=url, rules=rules) for one in texts])[0]  # noqa: B023
                for _ in range(2)
            ]
            costs = [seconds * 1e6 for seconds in select]
            print(
                f"{number:7}{alone:12.3f} s {costs[0]:18.0f} us {costs[1]:12.0f} us"
                f"{clean[1] / len(texts) * 1e6:16.0f} us"
            )


def _select(rules: RuleSet, pages: Sequence[Sequence[str]]) -> None:
    for page in pages:
        rules.select(host=None, name=None, lines=page)


def _outlets(number: int) -> str:
    rng = random.Random(number)
    names = ["".join(rng.choices(string.ascii_lowercase, k=8)).title() for _ in range(number)]
    return "".join(_OUTLET.format(key=f"name{n}", name=name) for n, name in enumerate(names))


def _dumped(folder: Path) -> list[str]:
    files = sorted(folder.rglob("*.txt")) or sys.exit(f"{folder}: no .txt files in it")
    lines = [line for file in files for line in file.read_text("utf-8", "replace").split("\n")]
    lines = [text for line in lines if (text := " ".join(line.split()))]
    random.Random(1).shuffle(lines)
    return lines


def _invented(rules: RuleSet, language: str) -> list[str]:
    """Lines of invented words, of all lengths, a tenth of them phrases of the rules."""
    rng = random.Random(1)
    letters = "etaoinshrdlucmfwypvbgkjqxz"
    weights = range(len(letters), 0, -1)
    words = ["".join(rng.choices(letters, weights, k=rng.randint(1, 10))) for _ in range(5000)]
    phrases = sorted(rules.knowledge(Selection(), language).matcher.general.phrases)
    lines = []
    for _ in range(20_000):
        if phrases and rng.random() < 0.1:
            lines.append(rng.choice(phrases))
            continue
        chosen = rng.choices(words, k=rng.choice((2, 4, 8, 15, 30, 60, 120)))
        chosen = [str(rng.randint(1, 2030)) if rng.random() < 0.03 else one for one in chosen]
        lines.append(" ".join(chosen).capitalize() + rng.choice(".. ?").strip())
    return lines


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    begin = time.process_time()
    result = work()
    return time.process_time() - begin, result


if __name__ == "__main__":
    main()
