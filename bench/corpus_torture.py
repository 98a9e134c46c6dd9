"""What a corpus survives: kills, two runs at once, a full disk, and other orders and machines.

    python bench/corpus_torture.py --folder /tmp/torture --kills 200 --documents 2000
    python bench/corpus_torture.py --folder /tmp/torture --kills 0 --python /usr/bin/python3.13

Every failure is printed; the exit status is 1 if there was one. Pages are invented.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from cleaner.corpus import corpus_version, read_records, verify_corpus
from cleaner.errors import CorpusError

READERS = 4
THINGS = ("bridge", "tunnel", "harbour", "school", "market", "station", "theatre", "library")


class Torture:
    """One session: inputs, the corpus before and after, and what went wrong."""

    def __init__(self, folder: Path, documents: int) -> None:
        self.folder = folder
        self.documents = documents
        self.old, self.new = folder / "old.jsonl", folder / "new.jsonl"
        self.before, self.after = folder / "before", folder / "after"
        self.faults: list[str] = []
        write_pages(self.old, documents, 0)
        write_pages(self.new, documents, 1)
        self.check(run(self.old, self.before) == 0, "the first run failed")
        shutil.copytree(self.before, self.after)
        start = time.monotonic()
        self.check(run(self.new, self.after) == 0, "the second run failed")
        self.seconds = time.monotonic() - start
        self.digests = digest(self.before), digest(self.after)

    def check(self, holds: bool, fault: str) -> None:  # noqa: FBT001 - it reads as a sentence
        """Prints and keeps a fault, unless it holds."""
        if not holds:
            self.faults.append(fault)
            print(f"FAULT: {fault}", flush=True)

    def whole(self, corpus: Path, what: str) -> None:
        """The corpus is at the old or the new version, and the next run completes it."""
        documents = [record["text"] for record in read_records(corpus)]
        version = corpus_version(corpus)
        self.check(len(documents) == self.documents, f"{what}: {len(documents)} documents")
        held = sum(" again " in text for text in documents)
        self.check(held == (0 if version == 0 else self.documents // 2), f"{what}: mixed, {held}")
        self.check(run(self.new, corpus) == 0, f"{what}: the next run failed")
        problems = verify_corpus(corpus)
        self.check(not problems, f"{what}: {problems[:3]}")
        self.check(digest(corpus) == self.digests[1], f"{what}: another digest")

    def copy(self) -> Path:
        """The corpus as it was before, to be broken."""
        corpus = self.folder / "broken"
        shutil.rmtree(corpus, ignore_errors=True)
        shutil.copytree(self.before, corpus)
        return corpus


def write_pages(path: Path, documents: int, version: int) -> None:
    """Invented pages; every second one has another text in another version."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(documents):
            thing = THINGS[number % len(THINGS)]
            again = " again" if version and number % 2 else ""
            text = (
                f"Council opens {thing} {number}\n\nOSLO — The council opened the {thing}{again} "
                f"on Monday, the mayor of ward {number} said.\n\nShare this article\n"
            )
            row = {"id": f"{number:06d}", "language": "en", "text": text}
            file.write(json.dumps(row) + "\n")


def run(source: Path, corpus: Path, *more: str, **settings: object) -> int:
    """The exit status of a run."""
    done = start(source, corpus, *more, **settings)
    _, err = done.communicate()
    if done.returncode and b"Traceback" in err:
        print(err.decode(), flush=True)
    return done.returncode


def start(source: Path, corpus: Path, *more: str, **settings: object) -> subprocess.Popen[bytes]:
    """A run in a process group of its own."""
    python = str(settings.pop("python", sys.executable))
    words = [python, "-m", "cleaner", str(source), "-o", str(corpus), "-q", *more]
    return subprocess.Popen(
        words,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        **settings,  # type: ignore[call-overload]
    )


def digest(corpus: Path) -> str:
    """The content digest of the newest version."""
    return str(json.loads((corpus / "manifest.json").read_text(encoding="utf-8"))["digest"])


def kills(torture: Torture, count: int) -> None:
    """Kills a run at random moments, a third of them in its last part."""
    dice = random.Random(time.time())
    landed = [0, 0]
    for number in range(count):
        corpus = torture.copy()
        begin = 0.6 if number % 3 == 0 else 0.0
        process = start(torture.new, corpus)
        time.sleep(torture.seconds * dice.uniform(begin, 1.05))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        landed[corpus_version(corpus)] += 1
        torture.whole(corpus, f"kill {number}")
        if sys.stderr.isatty():
            print(f"{number + 1} of {count} kills", end="\r", file=sys.stderr, flush=True)
    print(f"kills: {count}; {landed[0]} left the old version, {landed[1]} the new one")


def pairs(torture: Torture, count: int) -> None:
    """Two runs at once, each with half of the new pages."""
    lines = torture.new.read_bytes().splitlines(keepends=True)
    halves = [torture.folder / "half0.jsonl", torture.folder / "half1.jsonl"]
    for number, half in enumerate(halves):
        half.write_bytes(b"".join(lines[number::2]))
    for number in range(count):
        corpus = torture.copy()
        both = [start(half, corpus) for half in halves]
        for process in both:
            process.communicate(timeout=600)
        statuses = [process.returncode for process in both]
        torture.check(statuses == [0, 0], f"pair {number}: exit statuses {statuses}")
        texts = [record["text"] for record in read_records(corpus)]
        held = sum(" again " in text for text in texts)
        torture.check(held == torture.documents // 2, f"pair {number}: an update was lost")
        torture.check(not verify_corpus(corpus), f"pair {number}: does not verify")
    print(f"pairs of runs: {count}")


def readers(torture: Torture, commits: int) -> None:
    """Readers while a corpus is written: each reading is of one version, whole."""
    corpus = torture.copy()
    ended = threading.Event()
    readings = [0] * READERS
    wrong: list[str] = []

    def read(number: int) -> None:
        while not ended.is_set():
            try:
                texts = [record["text"] for record in read_records(corpus)]
            except CorpusError as error:
                wrong.append(str(error))
                return
            held = sum(" again " in text for text in texts)
            if len(texts) != torture.documents or held not in (0, torture.documents // 2):
                wrong.append(f"{len(texts)} documents, {held} of the new ones")
            readings[number] += 1

    threads = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
    for thread in threads:
        thread.start()
    for number in range(commits):
        source = (torture.new, torture.old)[number % 2]
        torture.check(run(source, corpus) == 0, f"readers: commit {number} failed")
    ended.set()
    for thread in threads:
        thread.join()
    torture.check(not wrong, f"readers: {wrong[:3]}")
    torture.check(corpus_version(corpus) == commits, "readers: a commit is missing")
    print(f"readers: {READERS}, {sum(readings)} readings during {commits} commits", flush=True)


def full_disks(torture: Torture, count: int) -> None:
    """Runs that may write files of some bytes only: told, nothing lost, done when there is room."""
    largest = max(path.stat().st_size for path in torture.after.rglob("*") if path.is_file())
    refused = 0
    for number in range(count):
        size = 1 + largest * number // max(count, 1)

        def limit(size: int = size) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

        corpus = torture.copy()
        process = start(torture.new, corpus, preexec_fn=limit)
        _, err = process.communicate()
        refused += process.returncode != 0
        told = err.decode(errors="replace")
        torture.check(process.returncode in (0, 2), f"disk of {size}: status {process.returncode}")
        torture.check("Traceback" not in told, f"disk of {size}: {told[-500:]}")
        torture.whole(corpus, f"disk of {size}")
    print(f"full disks: {count}; {refused} runs gave up")


def small_disks(torture: Torture, count: int) -> None:
    """Runs on disks that fill up, and on one that is read-only; where disks can be mounted."""
    disk = torture.folder / "disk"
    disk.mkdir()
    if not mounted(disk, "size=1G"):
        print("small disks: none, as mounting one needs root on Linux")
        return
    subprocess.run(["umount", disk], check=True)
    old, new = (
        sum(blocks(path) for path in one.rglob("*")) for one in (torture.before, torture.after)
    )
    refused = 0
    for number in range(count):
        size = old + 16_384 + (new - old) * number // max(count, 1)
        mounted(disk, f"size={size}")
        refused += not on_disk(torture, disk, f"disk of {size}", "size=1G")
        subprocess.run(["umount", disk], check=True)
    mounted(disk, "size=1G")
    torture.check(
        not on_disk(torture, disk, "read-only disk", "rw", before="ro"), "wrote on a read-only disk"
    )
    subprocess.run(["umount", disk], check=True)
    print(f"small disks: {count}, and one that is read-only; {refused} runs gave up")


def on_disk(torture: Torture, disk: Path, what: str, mended: str, before: str = "") -> bool:
    """Whether a run got through; if not it is told, and done once the disk is mended."""
    corpus = disk / "corpus"
    shutil.copytree(torture.before, corpus)
    if before:
        mounted(disk, f"remount,{before}")
    process = start(torture.new, corpus)
    _, err = process.communicate()
    told = err.decode(errors="replace")
    torture.check(process.returncode in (0, 2), f"{what}: status {process.returncode}")
    torture.check("Traceback" not in told, f"{what}: {told[-500:]}")
    torture.check(process.returncode == 0 or str(disk) in told, f"{what}: no path in {told!r}")
    torture.check(corpus_version(corpus) in (0, 1), f"{what}: no version")
    mounted(disk, f"remount,{mended}")
    torture.whole(corpus, what)
    return process.returncode == 0


def mounted(disk: Path, options: str) -> bool:
    """Whether a disk in memory is mounted there now, with these options."""
    words = ["mount", "-t", "tmpfs", "-o", options, "none", str(disk)]
    return subprocess.run(words, check=False, stderr=subprocess.DEVNULL).returncode == 0


def blocks(path: Path) -> int:
    """Bytes that a file or folder takes on a disk of pages of 4 KB."""
    return -(-path.stat().st_size // 4096) * 4096 if path.is_file() else 0


def sameness(torture: Torture, pythons: list[str]) -> None:
    """Other orders, seeds, locales, zones and Pythons give the same bytes."""
    lines = torture.new.read_bytes().splitlines(keepends=True)
    settings: list[tuple[str, dict[str, str], str]] = [
        *((f"seed {seed}", {"PYTHONHASHSEED": seed}, sys.executable) for seed in ("0", "1", "77")),
        ("C and UTC", {"LC_ALL": "C", "TZ": "UTC"}, sys.executable),
        (
            "Turkish and Kiritimati",
            {"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"},
            sys.executable,
        ),
        *((f"with {python}", {}, python) for python in pythons),
    ]
    seen: dict[str, bytes] = {}
    for name, environment, python in settings:
        corpus = torture.folder / "same"
        shutil.rmtree(corpus, ignore_errors=True)
        process = start(torture.new, corpus, env={**os.environ, **environment}, python=python)
        process.communicate()
        torture.check(process.returncode == 0, f"{name}: exit status {process.returncode}")
        torture.check(digest(corpus) == torture.digests[1], f"{name}: another digest")
        files = {path.name: path.read_bytes() for path in (corpus / "text").rglob("*.txt")}
        files["manifest"] = (corpus / "manifest.json").read_bytes()
        seen = seen or files
        torture.check(seen == files, f"{name}: other bytes of the texts or the manifest")
    shuffled = torture.folder / "shuffled"
    shuffled.mkdir()
    for number, part in enumerate(_parts(lines)):
        (shuffled / f"{number}.jsonl").write_bytes(b"".join(part))
    found = [_texts(run_into(torture, shuffled, workers)) for workers in ("1", "2")]
    torture.check(found[0] == found[1] == _texts(torture.after), "another order: another text")
    print(f"sameness: {len(settings) + 2} settings")


def _parts(lines: list[bytes]) -> Iterator[list[bytes]]:
    mixed = lines[:]
    random.Random(1).shuffle(mixed)
    yield from (mixed[at::7] for at in range(7))


def run_into(torture: Torture, source: Path, workers: str) -> Path:
    """A new corpus of the source."""
    corpus = torture.folder / f"workers{workers}"
    shutil.rmtree(corpus, ignore_errors=True)
    torture.check(run(source, corpus, "--workers", workers) == 0, f"{workers} workers: failed")
    return corpus


def _texts(corpus: Path) -> dict[str, str]:
    return {record["id"]: record["text_sha256"] for record in read_records(corpus)}


def main() -> int:
    """The exit status: 1 if there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="made, filled, and removed")
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--commits", type=int, default=5, help="made while others read")
    parser.add_argument("--disks", type=int, default=5)
    parser.add_argument("--python", action="append", default=[], help="another Python with cleaner")
    chosen = parser.parse_args()
    chosen.folder.mkdir()
    try:
        torture = Torture(chosen.folder, chosen.documents)
        acts: list[Callable[[], None]] = [
            lambda: kills(torture, chosen.kills),
            lambda: pairs(torture, chosen.pairs),
            lambda: readers(torture, chosen.commits),
            lambda: full_disks(torture, chosen.disks),
            lambda: small_disks(torture, chosen.disks),
            lambda: sameness(torture, chosen.python),
        ]
        for act in acts:
            act()
    finally:
        shutil.rmtree(chosen.folder, ignore_errors=True)
    print(f"{len(torture.faults)} faults")
    return 1 if torture.faults else 0


if __name__ == "__main__":
    sys.exit(main())
