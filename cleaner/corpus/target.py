"""Whether a folder can take a corpus, asked before any work is done."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from cleaner.corpus.checksums import CHECKSUMS
from cleaner.corpus.confirmed import CONFIRMED
from cleaner.corpus.files import errors_named
from cleaner.corpus.manifest import MANIFEST
from cleaner.corpus.place import Address, Place, place_of
from cleaner.corpus.quarantine import QUARANTINE
from cleaner.corpus.store import LOG, TABLE
from cleaner.corpus.viewing import VIEW
from cleaner.errors import CorpusError

_OURS = frozenset({TABLE, VIEW, MANIFEST, QUARANTINE, CHECKSUMS, CONFIRMED})


def check_target(root: str | Path) -> Place:
    """Where the corpus is, if it is there or can be made there; no file is left there.

    An address is taken as it is: its store answers when it is read.

    Raises:
        CorpusError: it is a file, a folder of other things, or may not be written to.
    """
    path = place_of(root)
    if isinstance(path, Address):
        return path
    with errors_named(path):
        if path.exists() and not path.is_dir():
            raise CorpusError(f"{path}: is a file; name a folder for the corpus")
        if path.is_dir():
            _refuse_other_things(path)
    near = path
    while not near.exists() and near != near.parent:
        near = near.parent
    if not near.is_dir():
        raise CorpusError(f"{path}: {near} is a file; name another folder for the corpus")
    for folder in (near, path / TABLE, path / TABLE / LOG, path / VIEW):
        if folder.exists() and not os.access(folder, os.W_OK | os.X_OK):
            raise CorpusError(
                f"{folder}: cannot be written to; change its permissions or choose another folder"
            )
    _try(near)
    return path


def existing_corpus(root: str | Path) -> Place:
    """Where the corpus is, if there is one.

    Raises:
        CorpusError: there is none.
    """
    path = place_of(root)
    if isinstance(path, Address):
        return path
    if not (path / TABLE / LOG).is_dir():
        what = "is no corpus" if path.exists() else "no such folder"
        raise CorpusError(f"{path}: {what}; name a folder that clean has written")
    return path


def existing_folder(root: str | Path) -> Path:
    """The folder of the corpus, for what only a folder has.

    Raises:
        CorpusError: there is none, or the corpus is in an object store.
    """
    path = existing_corpus(root)
    if isinstance(path, Address):
        raise CorpusError(f"{path}: is in an object store; this needs a corpus in a folder")
    return path


def _try(folder: Path) -> None:
    """Nothing, if a file can be made in the folder: its permissions alone do not tell."""
    try:
        with tempfile.TemporaryFile(dir=folder, prefix="."):
            return
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        what = f"no file can be made in it ({said})"
        raise CorpusError(f"{folder}: {what}; choose another folder") from error


def _refuse_other_things(path: Path) -> None:
    names = {entry.name for entry in path.iterdir() if not entry.name.startswith(".")}
    # a first run that was killed leaves a table without a log: that is a corpus to be
    if names and (TABLE not in names or names - _OURS):
        other = min(names - _OURS or names)
        if TABLE in names and (path / TABLE / LOG).is_dir():
            return  # a corpus, beside which somebody keeps something
        raise CorpusError(f"{path}: is not a corpus, it holds {other!r}; choose another folder")
