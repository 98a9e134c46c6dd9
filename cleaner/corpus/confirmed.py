"""confirmed.txt: documents that a run has cleaned again and found as they were.

Another program cleans all pages again. Where no record alters, no version is made, and so the table
goes on saying that its rows were made with the program before; without this file every run from
then on would clean all pages once more. It holds a digest for each such document, of one program:
that of the last run that wrote it. It is no part of what a version is: whoever removes it loses
nothing but time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from cleaner.corpus.files import read_if_there, sync_folders, write_whole
from cleaner.corpus.index import Index
from cleaner.corpus.place import Place
from cleaner.corpus.schema import MADE_WITH, PAGE, RULES_KEY
from cleaner.corpus.side import Side
from cleaner.corpus.sql import quoted
from cleaner.corpus.store import Table

CONFIRMED = "confirmed.txt"
_SIZE = 32  # hexadecimal digits of the digest of a document: 128 bits
_BETWEEN = "\x1e"


def confirmation(id_: str, page: str, rules: str, record: str) -> str:
    """The digest that says: this page, under the rules with this key, gives this record.

    Args:
        id_: of the document.
        page: digest of the page, in hexadecimal.
        rules: key of the rules that could touch it.
        record: digest of the record, in hexadecimal.
    """
    spelled = _BETWEEN.join((id_, page, rules, record)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(spelled).hexdigest()[:_SIZE]


def read_confirmed(root: Place, made_with: str) -> frozenset[str]:
    """What runs of this program have confirmed; nothing where the file is missing or damaged.

    An object store holds the table alone: there is no such file in one.
    """
    if not isinstance(root, Path):
        return frozenset()
    content = read_if_there(root / CONFIRMED) or b""
    program, *lines = content.decode("ascii", "replace").split("\n")[:-1] or [""]
    if program != made_with or is_damaged(content):
        return frozenset()
    return frozenset(lines[:-1])


def is_damaged(content: bytes) -> bool:
    """Whether the file's bytes are not those that were written: its last line is their digest."""
    body, _, last = content.removesuffix(b"\n").rpartition(b"\n")
    return content != _sealed(body) or not last


def confirm(root: Path, table: Table, index: Index, same: Mapping[str, Side]) -> None:
    """Nothing; the file holds what the run has confirmed when it returns, and is on the disk.

    Args:
        root: folder of the corpus.
        table: its newest version.
        index: the index of that version.
        same: what stands beside the documents that were cleaned and found as they were.
    """
    made = {side.made_with for side in same.values() if side.made_with}
    if len(made) != 1:
        return
    (made_with,) = made
    known = _known(table, made_with)
    found = {
        confirmation(id_, side.page, side.rules, index[id_].digest)
        for id_, side in same.items()
        if id_ in index and side.page and side.rules and known.get(id_) != side[:2]
    }
    held = read_confirmed(root, made_with)
    if not found <= held:
        write_whole(root / CONFIRMED, _spelled(made_with, found | held))
        sync_folders([root])


def _known(table: Table, made_with: str) -> dict[str, tuple[str, str]]:
    """(page, rules) by id, of the rows that the table knows to be of this program."""
    if not table.has(PAGE):
        return {}
    rows = table.rows(f"id, {PAGE}, {RULES_KEY}", f"WHERE {MADE_WITH} = {quoted(made_with)}")
    return {id_: (page, rules) for id_, page, rules in rows}


def _spelled(made_with: str, confirmations: Iterable[str]) -> bytes:
    return _sealed("\n".join([made_with, *sorted(confirmations)]).encode())


def _sealed(body: bytes) -> bytes:
    return b"%b\n%b\n" % (body, hashlib.sha256(body).hexdigest().encode())
