#!/usr/bin/env python3
"""Fuzzes with atheris what reads single values: encodings, characters, dates, markup of data.

python fuzz/fuzz_values.py [CORPUS_FOLDER] [-max_total_time=600] [-max_len=4096]
"""

from __future__ import annotations

import sys
import time

import atheris

with atheris.instrument_imports(include=["cleaner.readers", "cleaner.text", "cleaner.metadata"]):
    from cleaner.model import Page
    from cleaner.pipeline import clean_page
    from cleaner.readers import DecodeError, decode_html, decode_text
    from cleaner.rules import load_rules
    from cleaner.text.normalise import normalise
    from cleaner.text.visible import visible

RULES = load_rules()
MOST_SECONDS = 1.0  # of CPU time
ASKED = ("json-ld", "meta", "time", "text")
PAGE = "<html><head>{head}</head><body><article>{body}<p>The bridge opened.</p></article></body></html>"


def read(data: bytes) -> None:
    """Reads the bytes in each way and checks what each promises."""
    start = time.process_time()
    for decode in (decode_text, decode_html):
        try:
            decoded = decode(data[1:])
        except DecodeError:
            continue
        decoded.text.encode("utf-8")
    text = data[1:].decode("utf-8", "replace")
    once, _ = normalise(text)
    assert normalise(once)[0] == once, "normalising twice gives another text"
    assert not set(visible(text)) & {"\x1b", "\u202e", "\x00"}
    if data:
        clean_page(Page(id="x", content=_page(data[0], text), media_type="text/html"), RULES)
    assert time.process_time() - start < MOST_SECONDS, "too slow"


def _page(kind: int, text: str) -> str:
    """A page that has the text where a value is looked for."""
    match ASKED[kind % len(ASKED)]:
        case "json-ld":
            return PAGE.format(head=f'<script type="application/ld+json">{text}</script>', body="")
        case "meta":
            head = f'<meta property="article:published_time" content="{text}">'
            return PAGE.format(head=head, body="")
        case "time":
            return PAGE.format(head="", body=f'<time datetime="{text}">{text}</time>')
        case _:
            return PAGE.format(head="", body=f"<p>{text}</p>")


def main() -> None:
    """Runs until atheris has enough."""
    clean_page(Page(id="x", content="One.\nTwo."), RULES)
    assert RULES.book  # all languages are read now, and not within the time of a page
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
