"""Whether a line may name who made a story, by a look at its words: most lines cannot."""

from __future__ import annotations

from collections.abc import Mapping

from cleaner.text.credits import CreditWords
from cleaner.text.dates.chars import word_key
from cleaner.text.name_words import desk_keys, honorifics, not_names, particles
from cleaner.text.wires import first_words, letter_keys

EDGES = " \t.,:;|-–—*()"
"""Characters that are no part of a name where they stand at its ends."""
_JOINTS = frozenset(",;&/")


def may_name(text: str, words: CreditWords, agencies: Mapping[str, str]) -> bool:
    """Whether a line without a by-word may name someone: most headlines and buttons cannot.

    It needs a word of a role, a desk or an agency, or two capitalised words to begin with.
    """
    if "(" in text or any(ending in text for ending in words.endings):
        return True
    keys = letter_keys(text)
    if keys and (keys[0] in words.role_starts or keys[0] in first_words(agencies)):
        return True
    if not (words.role_ends.isdisjoint(keys) and desk_keys().isdisjoint(keys)):
        return True
    plain = text.strip(EDGES)
    return plain[:1] in _JOINTS or may_begin_name(plain)


def may_begin_name(text: str) -> bool:
    """Whether the text may begin with a person's name, going by its first two words alone.

    >>> may_begin_name("Wiktor Laskowski"), may_begin_name("dr. Ann Lee"), may_begin_name("Ann")
    (True, True, False)
    >>> may_begin_name("Rain stops play"), may_begin_name("Most Popular")
    (False, False)
    """
    first, second, *_ = (*text.split(None, 2), "", "")
    if not (second[:1].isupper() or word_key(second) in particles()):
        return False
    key = word_key(first.rstrip("."))
    if key in honorifics():
        return True
    known = first[:1].isupper() or word_key(first) in particles()
    return known and not (len(key) > 1 and key in not_names())
