"""The words of bylines by language: who wrote, with whom, in what role."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cleaner.text.dates.chars import phrase_key, read_chars
from cleaner.text.dates.lexicon import base_language, is_dense, load_table
from cleaner.text.wires import letter_keys

_KINDS = ("by", "label", "other", "other_label", "glued", "and", "in", "role", "nobody")
_OPENERS = ("by", "label", "glued", "other", "other_label")
_BEFORE = " \t\n\r\f\v(|[*-"
"""What may stand before an opening word; text that was read has no other spaces."""
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class CreditWords:
    """Patterns run on text read by `read_chars`, so places in it are places in the text.

    Attributes:
        by: a word that introduces writers, at the start.
        other: a word that introduces others: photographers, editors, translators.
        joint: what parts two names.
        elsewhere: from "in Kyiv" or "for The Paper" on.
        nobody: keys of what stands in place of a writer: `staff`, `newsroom`.
        roles: keys of roles; `role_firsts` and `role_lasts` hold their outer words.
        endings: roles in scripts without spaces, as they end a name.
        role_starts, role_ends: the first and the last of their letters, as `letter_keys` does it.
        starts: the first two characters (or the only one) of what `by` and `other` look for.
    """

    by: re.Pattern[str]
    other: re.Pattern[str]
    joint: re.Pattern[str]
    elsewhere: re.Pattern[str]
    nobody: frozenset[str]
    roles: frozenset[str]
    role_firsts: frozenset[str]
    role_lasts: frozenset[str]
    endings: tuple[str, ...]
    role_starts: frozenset[str]
    role_ends: frozenset[str]
    starts: frozenset[str]

    def may_open(self, read: str) -> bool:
        """Whether a text, of which this is the start, may open with such a word."""
        start = read.lstrip(_BEFORE)[:2]
        return start in self.starts or start[:1] in self.starts or not start

    def opened(self, read: str) -> re.Match[str] | None:
        """The match of `by`, else of `other`; most lines are told by their first characters."""
        if not self.may_open(read):
            return None
        return self.by.match(read) or self.other.match(read)


@lru_cache(maxsize=128)
def credit_words(language: str | None) -> CreditWords:
    """The words of a language and of English; of all languages where it is not known."""
    table: dict[str, dict[str, list[str]]] = load_table("byline_words")
    base = base_language(language)
    names = sorted(table) if base is None else sorted({"en", base} & set(table))
    words = {kind: _gather(table, names, kind) for kind in _KINDS}
    roles = frozenset(map(phrase_key, words["role"]))
    keys = [letter_keys(role) for role in roles]
    return CreditWords(
        by=_opening(words["by"], words["label"], words["glued"]),
        other=_opening(words["other"], words["other_label"]),
        joint=_joint(words["and"]),
        elsewhere=_pattern(words["in"], r"\s+(?:{})\s+\S.*$", ""),
        nobody=frozenset(map(phrase_key, words["nobody"])),
        roles=roles,
        role_firsts=frozenset(role.split(" ")[0] for role in roles),
        role_lasts=frozenset(role.split(" ")[-1] for role in roles),
        endings=tuple(word for word in words["role"] if is_dense(word[0])),
        role_starts=frozenset(key for role in keys for key in role[:1]),
        role_ends=frozenset(key for role in keys for key in role[-1:]),
        starts=frozenset(word[:2] for kind in _OPENERS for word in words[kind]),
    )


def without_role(text: str, words: CreditWords) -> tuple[str, bool]:
    """The text without the roles before and behind a name, and whether there were any.

    >>> without_role("Senior Correspondent Jane Doe", credit_words("en"))
    ('Jane Doe', True)
    """
    ending = ""
    if text.endswith(words.endings):
        ending = next((one for one in words.endings if text.endswith(one) and text != one), "")
    if ending:
        return text.removesuffix(ending).strip(), True
    parts = text.split()
    kept = list(parts)
    while count := _role_size(kept, words, last=True):
        kept = kept[:-count]
    while count := _role_size(kept, words, last=False):
        kept = kept[count:]
    return (" ".join(kept).strip(" ,"), True) if len(kept) < len(parts) else (text, False)


def _role_size(parts: list[str], words: CreditWords, *, last: bool) -> int:
    """How many words at one end are a role; a name of a word at least is left over."""
    if not parts:
        return 0
    edge = phrase_key(parts[-1] if last else parts[0]).split(" ")[-1 if last else 0]
    if edge and edge not in (words.role_lasts if last else words.role_firsts):
        return 0
    for count in range(min(4, len(parts) - 1), 0, -1):
        role = parts[-count:] if last else parts[:count]
        if ":" not in role[-1] and phrase_key(" ".join(role)) in words.roles:
            return count
    return 0


def _gather(
    table: dict[str, dict[str, list[str]]], names: Iterable[str], kind: str
) -> tuple[str, ...]:
    found = {read_chars(word) for name in names for word in table[name].get(kind, ())}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def _opening(
    words: tuple[str, ...], labels: tuple[str, ...], glued: tuple[str, ...] = ()
) -> re.Pattern[str]:
    """Words such as "By" open a byline as they are, labels such as "Author" with a colon only."""
    dense = r"^[\s(|\[]*(?:{})[\s:/|]+"
    forms = [
        _pattern(words, r"^[\s(*|-]*(?:{})(?:\s*[:/|]\s*|\.?\s+|\s*$)", dense),
        _pattern(labels, r"^[\s(*|-]*(?:{})\s*[:/|]\s*", dense),
        _pattern(glued, "", r"^[\s(|\[]*(?:{})[\s:/|]*"),
    ]
    return re.compile("|".join(form.pattern for form in forms))


def _joint(words: tuple[str, ...]) -> re.Pattern[str]:
    spaced = "|".join(re.escape(word) for word in words if not is_dense(word[0]))
    return re.compile(rf"\s*[,;&/]\s*(?:(?:{spaced})\s+)?|\s+(?:{spaced}|with|mit)\s+")


def _pattern(words: tuple[str, ...], spaced: str, dense: str) -> re.Pattern[str]:
    """`spaced` filled with the words of scripts with spaces, or `dense` with the others."""
    groups: list[tuple[str, Any]] = [
        (spaced, [word for word in words if not is_dense(word[0])]),
        (dense, [word for word in words if is_dense(word[0])]),
    ]
    filled = [
        form.replace("{}", "|".join(map(re.escape, group)))
        for form, group in groups
        if form and group
    ]
    return re.compile("|".join(f"(?:{form})" for form in filled)) if filled else _NEVER
