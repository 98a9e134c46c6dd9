#!/usr/bin/env python3
"""How well text dumps are cleaned, with outlets unknown, beside doing nothing.

    python bench/dump_quality.py DUMPS SCORER [--outlets] [--worst N] [--write PREDICTIONS]

DUMPS is a folder with `<id>.<kind>.txt` files and `gold.jsonl` (`id`, `text`, `lang`); SCORER the
file that defines `word_score(predicted, expected)`. The scored text is standfirst, dateline as
printed, and text, because the golds count these as main content. Printed for each kind: word
precision, recall and F1, averaged over pages, of this package and of the dump as it is.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import mean
from typing import Any

from cleaner.model import Page
from cleaner.pipeline import clean_page
from cleaner.rules import load_rules


def load_scorer(path: Path) -> Callable[[str, str], Any]:
    """The scorer's `word_score`."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["scorer"] = module
    spec.loader.exec_module(module)
    return module.word_score


def main() -> None:
    """Clean the dumps and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("dumps", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--outlets", action="store_true", help="use what is known of outlets")
    parser.add_argument("--worst", type=int, default=0, help="list the worst pages of each kind")
    parser.add_argument("--write", type=Path, help="write the predictions to this file")
    args = parser.parse_args()
    score = load_scorer(args.scorer)
    rules = load_rules() if args.outlets else load_rules().without_outlets()
    rows: dict[str, list[tuple[Any, Any, str]]] = defaultdict(list)
    predictions = []
    for line in (args.dumps / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        content = (args.dumps / f"{gold['id']}.txt").read_text(encoding="utf-8")
        doc = clean_page(Page(id=gold["id"], content=content), rules)
        kind = gold["id"].rsplit(".", 1)[-1]
        rows[kind].append(
            (score(doc.main_content, gold["text"]), score(content, gold["text"]), gold["id"])
        )
        predictions.append({**doc.record(), "text": doc.main_content})
    print(f"{'kind':10} {'pages':>5}  {'precision':>9} {'recall':>7} {'F1':>7}   doing nothing")
    for kind, scores in rows.items():
        ours = [mean(column) for column in zip(*(one[0] for one in scores), strict=True)]
        raw = [mean(column) for column in zip(*(one[1] for one in scores), strict=True)]
        print(
            f"{kind:10} {len(scores):5}  {ours[0]:9.4f} {ours[1]:7.4f} {ours[2]:7.4f}   "
            + " ".join(f"{value:.4f}" for value in raw)
        )
        for have, nothing, name in sorted(scores, key=lambda one: one[0].f1)[: args.worst]:
            print(f"    {have.f1:.3f} p {have.precision:.3f} r {have.recall:.3f}", end="  ")
            print(f"(nothing {nothing.f1:.3f} r {nothing.recall:.3f}) {name}")
    if args.write:
        lines = (json.dumps(one, ensure_ascii=False) for one in predictions)
        args.write.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
