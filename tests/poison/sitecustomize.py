"""Makes pages poisonous in every Python that finds this file on its path: for tests of the pool.

A page that begins with `POISON exit`, `loop`, `memory`, `wait`, `segv` or `read` does what it says.
"""

import ctypes
import os
import time

import cleaner.pipeline

_clean_page = cleaner.pipeline.clean_page


def _loop():
    while True:
        pass


def _memory():
    raise SystemExit(len(bytearray(4 * 2**30)))


DEEDS = {
    "exit": lambda: os._exit(3),
    "loop": _loop,
    "memory": _memory,
    "wait": lambda: time.sleep(3600),
    "segv": lambda: ctypes.string_at(0),
}


def _poisoned(page, rules):
    word, _, deed = page.content.partition("\n")[0].partition(" ")
    if word == "POISON":
        DEEDS[deed]()
    return _clean_page(page, rules)


cleaner.pipeline.clean_page = _poisoned
