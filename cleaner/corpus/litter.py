"""What a killed run has left in the table: files that no version names."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

from cleaner.corpus.checksums import read_checksums, table_files
from cleaner.corpus.files import errors_named
from cleaner.corpus.store import LOG, TABLE


def remove_litter(root: Path) -> None:
    """Nothing; data files of the table that belong to no version are gone when it returns.

    To be called by the one run that may write: another's files look the same until its commit.
    """
    unknown = table_files(root) - set(read_checksums(root))
    if not unknown:
        return
    log = root / TABLE / LOG
    commits = sorted(path for path in log.glob("*.json") if path.stem.isdigit())
    if [int(path.stem) for path in commits] != list(range(len(commits))):
        return  # somebody has shortened the log: it cannot say what old versions hold
    named = {f"{TABLE}/{path}" for commit in commits for _, path in file_actions(commit)}
    for path in unknown - named:
        inside_log = path.startswith(f"{TABLE}/{LOG}/")
        if inside_log and not Path(path).name.startswith("_commit_"):
            continue
        with errors_named(root / path):
            (root / path).unlink(missing_ok=True)


def file_actions(commit: Path) -> list[tuple[str, str]]:
    """("add" or "remove", data file relative to the table) of a file of the log, in its order."""
    with errors_named(commit):
        lines = commit.read_bytes().splitlines()
    return [
        (kind, unquote(json.loads(line)[kind]["path"]))
        for line in lines
        for kind in ("add", "remove")
        if line.startswith(b'{"%b"' % kind.encode())
    ]
