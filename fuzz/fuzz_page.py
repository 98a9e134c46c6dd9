#!/usr/bin/env python3
"""Fuzzes the whole path of a page with atheris: text or HTML in, a record out.

python fuzz/fuzz_page.py [text|html] [CORPUS_FOLDER] [-max_total_time=600] [-max_len=8192]
"""

from __future__ import annotations

import sys
import time

import atheris

with atheris.instrument_imports(include=["cleaner"]):
    from cleaner.corpus.canonical import canonical
    from cleaner.model import Page
    from cleaner.pipeline import clean_page
    from cleaner.readers import DecodeError, decode_html, decode_text
    from cleaner.rules import load_rules

RULES = load_rules()
MOST_SECONDS = 1.0  # of CPU time


def clean(media_type: str, data: bytes) -> None:
    """Cleans the bytes and checks what every record promises."""
    try:
        decoded = decode_html(data) if media_type == "text/html" else decode_text(data)
    except DecodeError:
        return
    start = time.process_time()
    record = clean_page(Page(id="x", content=decoded.text, media_type=media_type), RULES).record()
    spelled = canonical(record).decode("utf-8")
    assert "\0" not in record["text"]
    assert spelled
    assert time.process_time() - start < MOST_SECONDS, "too slow"


def main() -> None:
    """Runs until atheris has enough."""
    words = sys.argv[1:]
    kind = words.pop(0) if words and words[0] in {"text", "html"} else "html"
    media_type = "text/html" if kind == "html" else "text/plain"
    assert RULES.book  # all languages are read now, and not within the time of a page
    atheris.Setup([sys.argv[0], *words], lambda data: clean(media_type, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
