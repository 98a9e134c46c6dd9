#!/usr/bin/env python3
"""Fuzzes the loader of rules with atheris: a file of rules loads, or is refused in words.

python fuzz/fuzz_rules.py [CORPUS_FOLDER] [-max_total_time=600] [-max_len=8192]
"""

from __future__ import annotations

import sys
import time

import atheris

with atheris.instrument_imports(include=["cleaner.rules"]):
    from cleaner.errors import RulesError
    from cleaner.rules.load import parse_rules

MOST_SECONDS = 2.0  # of CPU time


def load(data: bytes) -> None:
    """Loads the bytes as rules."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return
    start = time.process_time()
    try:
        parse_rules(text)
    except RulesError as error:
        refused = str(error)
    else:
        refused = "no"
    assert refused.strip()
    assert time.process_time() - start < MOST_SECONDS, "too slow"


def main() -> None:
    """Runs until atheris has enough."""
    atheris.Setup(sys.argv, load)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
