"""The words that tell names of persons from other words, as the table of names has them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from cleaner.text.dates.chars import phrase_key, word_key
from cleaner.text.dates.lexicon import base_language, load_table
from cleaner.text.wires import letter_keys


@lru_cache(maxsize=1)
def load_names() -> dict[str, str | list[str]]:
    """The table of names: particles, words that no name has, surnames of China and Korea."""
    return load_table("names")


@lru_cache(maxsize=1)
def particles() -> frozenset[str]:
    """Keys of the small words inside a name: `van`, `bin`."""
    return _folded(load_names()["particles"])


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Keys of given names."""
    return frozenset(word_key(word) for word in str(load_names()["given"]).split())


@lru_cache(maxsize=1)
def not_names() -> frozenset[str]:
    """Keys of words that no name has."""
    return _folded(load_names()["not_names"])


@lru_cache(maxsize=1)
def organisation_words() -> frozenset[str]:
    """Keys of words that name an organisation."""
    return _folded(load_names()["organisation_words"])


@lru_cache(maxsize=1)
def honorifics() -> frozenset[str]:
    """Keys of titles in front of a name."""
    return _folded(load_names()["honorifics"])


@lru_cache(maxsize=1)
def desk_words() -> frozenset[str]:
    """Keys of the last words of the names of newsrooms."""
    return _folded(load_names()["desk_words"])


@lru_cache(maxsize=1)
def desk_keys() -> frozenset[str]:
    """The last words of the names of newsrooms, as `letter_keys` gives them."""
    return frozenset(key for word in desk_words() for key in letter_keys(word))


@lru_cache(maxsize=128)
def nobodies(language: str | None) -> frozenset[str]:
    """Keys of what stands in place of a writer, in a language and in English."""
    table = load_table("byline_words")
    base = base_language(language)
    names = table if base is None else {"en", base} & set(table)
    return frozenset(
        phrase_key(word)
        for name in names
        for kind in ("nobody", "role")
        for word in table[name].get(kind, ())
    )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word_key(word) for word in words)
