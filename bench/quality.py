#!/usr/bin/env python3
"""How well text and metadata of HTML pages are found, beside trafilatura on the same pages.

    python bench/quality.py GOLD_FOLDER [--no-outlets] [--only TEXT] [--step N] [--worst N]
                            [--cache FOLDER] [--json FILE] [--rouge]

A gold folder holds `pages/<id>.html.gz` and `gold.jsonl`; the scorer is `score.py` in the folder
above it, and what it measures is written there. The scored text is `Document.main_content`.
`--no-outlets` switches all entries of outlets off: what is left is general. Trafilatura runs
with metadata and without comments; what it gives is kept in the folder of `--cache`.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from cleaner.model import Document, Page
from cleaner.pipeline import clean_page
from cleaner.rules import load_rules

Row = dict[str, Any]

ROWS = (
    ("words", "precision"),
    ("words", "recall"),
    ("words", "f1"),
    ("shingles", "f1"),
    ("shingles", "accuracy"),
    ("rouge", "f1"),
    ("snippets", "with"),
    ("snippets", "without"),
    ("title", "rate"),
    ("date", "rate"),
    ("date", "wrong"),
    ("authors", "rate"),
    ("outlet", "rate"),
    ("lang", "rate"),
)


def load_scorer(gold: Path) -> ModuleType:
    """The scorer that belongs to a gold folder: `score.py` in the folder above it."""
    path = gold.resolve().parent / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no scorer there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_pages(gold: Path, only: str | None, step: int) -> Iterator[tuple[Row, str]]:
    """Gold records with their pages."""
    lines = (gold / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines[::step]:
        row = json.loads(line)
        if only and only not in row["id"]:
            continue
        raw = gzip.decompress((gold / "pages" / f"{row['id']}.html.gz").read_bytes())
        yield row, raw.decode("utf-8", "replace")


def predicted(row: Row, doc: Document) -> Row:
    """What the scorer reads of a document."""
    meta = doc.metadata
    return {
        "id": row["id"],
        "text": doc.main_content,
        "title": meta.title,
        "authors": list(meta.authors),
        "date": meta.date,
        "outlet": meta.outlet,
        "lang": meta.language,
    }


def trafilatura_predicted(row: Row, html: str) -> Row:
    """What trafilatura makes of a page, with metadata and without comments."""
    import trafilatura  # noqa: PLC0415  not needed when all is in the cache

    found = trafilatura.bare_extraction(
        html, url=row["url"], with_metadata=True, include_comments=False
    )
    fields = found.as_dict() if found else {}
    authors = fields.get("author")
    return {
        "id": row["id"],
        "text": fields.get("text") or "",
        "title": fields.get("title"),
        "authors": authors.split("; ") if authors else [],
        "date": fields.get("date"),
        "outlet": fields.get("sitename") or fields.get("hostname"),
    }


class Baseline:
    """Trafilatura's predictions for a gold folder, kept in a file."""

    def __init__(self, gold: Path, cache: Path) -> None:
        cache.mkdir(parents=True, exist_ok=True)
        self._path = cache / f"trafilatura-{gold.resolve().name}.jsonl"
        self._known: dict[str, Row] = {}
        if self._path.exists():
            for line in self._path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                self._known[row["id"]] = row

    def of(self, row: Row, html: str) -> Row:
        """The prediction for a page, from the cache or made now."""
        if row["id"] not in self._known:
            self._known[row["id"]] = made = trafilatura_predicted(row, html)
            with self._path.open("a", encoding="utf-8") as handle:
                handle.write(json.dumps(made) + "\n")
        return self._known[row["id"]]


def table(ours: Row, theirs: Row) -> Iterator[str]:
    """The lines of the table."""
    yield f"{'':24}{'cleaner':>9}{'trafilatura':>13}"
    for group, name in ROWS:
        if group not in ours:
            continue
        values = [side.get(group, {}).get(name) for side in (ours, theirs)]
        if group == "date" and name == "wrong":
            counts = [side.get(group, {}).get("n") or 1 for side in (ours, theirs)]
            values = [None if v is None else v / n for v, n in zip(values, counts, strict=True)]
        cells = "".join(
            f"{'-' if one is None else format(one, '.4f'):>{width}}"
            for one, width in zip(values, (9, 13), strict=True)
        )
        yield f"{group + ' ' + name:24}{cells}"


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--no-outlets", action="store_true", help="switch entries of outlets off")
    parser.add_argument("--rules", type=Path, nargs="*", default=[], help="more rules files")
    parser.add_argument("--only", help="pages whose id contains this")
    parser.add_argument("--step", type=int, default=1, help="every n-th page")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list the N worst pages")
    parser.add_argument("--rouge", action="store_true", help="ROUGE-LSum too; slow")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the predictions")
    folder = Path(tempfile.gettempdir()) / "cleaner-bench"
    parser.add_argument("--cache", type=Path, default=folder, help="for trafilatura's output")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> None:
    """Runs both over the gold folder and prints the table."""
    args = arguments(argv)
    score = load_scorer(args.gold)
    rules = load_rules(*args.rules)
    if args.no_outlets:
        rules = rules.without_outlets()
    baseline = Baseline(args.gold, args.cache)
    rows: list[Row] = []
    ours: dict[str, Row] = {}
    theirs: dict[str, Row] = {}
    for row, html in read_pages(args.gold, args.only, args.step):
        page = Page(id=row["id"], content=html, media_type="text/html", url=row["url"])
        rows.append(row)
        ours[row["id"]] = predicted(row, clean_page(page, rules))
        theirs[row["id"]] = baseline.of(row, html)
    rouge = score.rouge_lsum if args.rouge else None
    pages = score.score_set(rows, ours, rouge)
    others = score.score_set(rows, theirs, rouge)
    print(f"{args.gold.name}: {len(rows)} pages{', without outlets' if args.no_outlets else ''}")
    print("\n".join(table(score.summarise(pages), score.summarise(others))))
    for one in score.worst(pages, args.worst):
        print(f"{one['f1']:.3f} {one['precision']:.3f} {one['recall']:.3f} {one['id']}")
    if args.json:
        lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in ours.values())
        args.json.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
