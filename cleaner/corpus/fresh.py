"""Which pages need no cleaning, since all that their records follow from is as it was.

A record follows from the page (its bytes, and what is known beside them), from the rules that
could touch it, and from the program. The table keeps a column for each, outside the record: equal
pages give equal records whatever rules have been tried on them before.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cleaner.corpus.confirmed import confirmation, read_confirmed
from cleaner.corpus.manifest import tools
from cleaner.corpus.place import place_of
from cleaner.corpus.schema import DIGEST, MADE_WITH, PAGE, RULES_KEY
from cleaner.corpus.side import Side
from cleaner.corpus.sql import quoted
from cleaner.corpus.store import open_table
from cleaner.model import Document, Page

_BETWEEN, _NOTHING = "\x1e", "\x1f"  # characters that no value has
_PACKAGE = Path(__file__).parents[1]
_SHAPE_NO_RECORD = frozenset({"cli", "corpus", "engines", "review", "workbench"})
_BESIDE_THE_CODE = frozenset({"__pycache__", "packaged"})  # rules have digests of their own


class Unchanged(NamedTuple):
    """A page of a run that needs no cleaning."""

    id: str
    source: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Known:
    """The pages of a corpus that need no cleaning now.

    Attributes:
        pages: the digest of each page by id.
        older: key of the rules and digest of the record by id, of documents that may be confirmed.
        confirmed: what runs have confirmed that made no version of it; see `confirmed`.
        inputs: the digest of the bytes that each was made of, by its place in the inputs.
    """

    pages: Mapping[str, bytes]
    older: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    confirmed: frozenset[str] = frozenset()
    inputs: Mapping[str, bytes] = field(default_factory=dict)

    def holds(self, page: Page) -> bool:
        """Whether the corpus has just what cleaning this page would give."""
        held, older = self.pages.get(page.id), self.older.get(page.id)
        if held is None and older is None:
            return False
        digest = page_digest(page)
        if held == bytes.fromhex(digest):
            return True
        return older is not None and confirmation(page.id, digest, *older) in self.confirmed


def read_known(root: str | Path, rules_now: Callable[[str], str | None], made_with: str) -> Known:
    """The pages of the newest version that need no cleaning; none where there is no corpus.

    Args:
        root: folder or address of the corpus.
        rules_now: the digest that the rules with a key have in this run; None if they are gone.
        made_with: as `made_with` gives it for this run.

    Raises:
        CorpusError: the table is damaged.
    """
    table = open_table(root)
    if table is None or not table.has(PAGE):
        return Known({})
    now = cache(rules_now)
    confirmed = read_confirmed(place_of(root), made_with)
    which = "" if confirmed else f"{MADE_WITH} = {quoted(made_with)} AND "
    columns = f"id, {PAGE}, {RULES_KEY}, {MADE_WITH}, {DIGEST}, rules_sha256, source, input_sha256"
    pages: dict[str, bytes] = {}
    older: dict[str, tuple[str, str]] = {}
    inputs: dict[str, bytes] = {}
    for id_, page, key, made, record, rules, source, sha256 in table.rows(
        columns, f"WHERE {which}{RULES_KEY} IS NOT NULL"
    ):
        if now(key) != rules:
            continue
        if made == made_with:
            pages[id_] = bytes.fromhex(page)
        if confirmed:
            older[id_] = sys.intern(key), record
        inputs[source or id_] = bytes.fromhex(sha256)
    return Known(pages, older, confirmed, inputs)


def side_of(document: Document, made_with: str) -> Side:
    """What the table keeps of the document outside its record."""
    key = sys.intern(document.rules_key)
    return Side(page_digest(document.page), key or None, made_with if key else None)


def page_digest(page: Page) -> str:
    """SHA-256 of the page's bytes and of all that is known beside them, in hexadecimal."""
    hints = page.hints
    beside = (
        page.sha256,
        page.media_type,
        page.source,
        page.url,
        hints.outlet,
        hints.title,
        hints.date,
        hints.language,
        hints.retrieved,
    )
    told = [_NOTHING if one is None else one for one in beside]
    told += [*page.flags, _NOTHING, *(hints.authors if hints.authors is not None else (_NOTHING,))]
    spelled = _BETWEEN.join(told).encode("utf-8", "surrogatepass")
    return hashlib.sha256(spelled).hexdigest()


def made_with(selection_sha256: str) -> str:
    """Digest of the program and of what chooses the rules of a page, in hexadecimal."""
    parts = [tools(), code_digest(), selection_sha256]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


@cache
def code_digest() -> str:
    """SHA-256 of the program's own files that have a say in records, in hexadecimal.

    Its version says the same once it is released; in a checkout the code changes and it does not.
    """
    total = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        inner = path.relative_to(_PACKAGE)
        if inner.parts[0] in _SHAPE_NO_RECORD or _BESIDE_THE_CODE.intersection(inner.parts):
            continue
        if path.is_file():
            total.update(f"{inner.as_posix()}\n".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
