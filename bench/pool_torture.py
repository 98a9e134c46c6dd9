#!/usr/bin/env python3
"""What the pool survives: killed workers, interrupts, poison, a long run, and limits on real pages.

    python bench/pool_torture.py kills [--times 50]
    python bench/pool_torture.py interrupts [--times 50]
    python bench/pool_torture.py poison [--pages 10000] [--times 100]
    python bench/pool_torture.py soak [--pages 100000]
    python bench/pool_torture.py limits FOLDER...

Each makes its pages in a temporary folder, runs the command, and ends with one line of figures; its
exit status is 1 if something did not hold.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

POISON = Path(__file__).parents[1] / "tests" / "poison"
TEXT = (
    "Bridge {n} opens\n\nCyclists may cross bridge {n} from Monday, the council said on Friday.\n"
)
DEEDS = ("exit", "loop", "memory", "segv")
TICKS = os.sysconf("SC_CLK_TCK")
LIMIT_REASONS = {"too-slow", "memory", "bomb", "too-large", "nesting", "crash"}


def jsonl(path: Path, count: int, poison: dict[int, str] | None = None) -> Path:
    """A file of so many pages, some of them poison."""
    with path.open("w", encoding="utf-8") as stream:
        for n in range(count):
            deed = (poison or {}).get(n)
            text = f"POISON {deed}\n" if deed else TEXT.format(n=n)
            stream.write(json.dumps({"id": f"p{n}", "text": text}) + "\n")
    return path


def start(*words: object, poisoned: bool = False) -> subprocess.Popen[bytes]:
    """The command, in a session of its own."""
    env = {**os.environ, "PYTHONPATH": str(POISON)} if poisoned else None
    return subprocess.Popen(
        [sys.executable, "-m", "cleaner", *map(str, words)],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def family(session: int) -> dict[int, tuple[int, float]]:
    """Parent and CPU seconds of each process of a session that runs, by its id."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(words[3]) == session and words[0] != "Z":
            cpu = (int(words[11]) + int(words[12])) / TICKS
            found[int(folder.name)] = int(words[1]), cpu
    return found


def workers(session: int) -> list[int]:
    """The processes that clean: those that the first child of the run has forked, but its reader."""
    found = family(session)
    nursery = next((pid for pid, (parent, _) in found.items() if parent == session), None)
    return sorted(pid for pid, (parent, _) in found.items() if parent == nursery)[1:]


def kills(times: int, pages: int) -> bool:
    """Whether a run in which workers are killed gives all pages but those it names."""
    with tempfile.TemporaryDirectory() as folder:
        source = jsonl(Path(folder) / "a.jsonl", pages)
        running = start(source, "-o", Path(folder) / "corpus", "--workers", 2, "--no-view")
        done = 0
        while done < times and running.poll() is None:
            time.sleep(random.uniform(0.3, 0.9))
            if there := workers(running.pid):
                os.kill(random.choice(there), signal.SIGKILL)
                done += 1
        _, err = running.communicate(timeout=900)
        told = [line for line in err.decode().splitlines() if line.startswith("a.jsonl#L")]
        manifest = json.loads((Path(folder) / "corpus" / "manifest.json").read_bytes())
        documents = manifest["counts"]["documents"]
        left = len(family(running.pid))
    print(
        f"{done} kills, {pages} pages: {documents} documents, {len(told)} named, {left} left running"
    )
    return documents + len(told) == pages and len(told) <= done // 2 and not left


def interrupts(times: int, _pages: int) -> bool:
    """Whether each run that is interrupted ends soon, quietly, and with an old or a new corpus."""
    slowest, faults, statuses = 0.0, 0, Counter[int]()
    with tempfile.TemporaryDirectory() as folder:
        source = jsonl(Path(folder) / "a.jsonl", 300)
        whole = Path(folder) / "whole"
        began = time.monotonic()
        start(source, "-o", whole, "--workers", 2).communicate()
        took = time.monotonic() - began
        new = json.loads((whole / "manifest.json").read_bytes())["digest"]
        for number in range(times):
            target = Path(folder) / f"corpus{number}"
            running = start(source, "-o", target, "--workers", 2)
            time.sleep(random.uniform(0, took))
            sent = (signal.SIGINT, signal.SIGTERM)[number % 2]
            began = time.monotonic()
            running.send_signal(sent)
            _, err = running.communicate(timeout=120)
            slowest = max(slowest, time.monotonic() - began)
            statuses[running.returncode] += 1
            manifest = target / "manifest.json"
            torn = manifest.exists() and json.loads(manifest.read_bytes())["digest"] != new
            faults += torn or b"Traceback" in err or bool(family(running.pid))
    print(
        f"{times} interrupts: statuses {dict(statuses)}, slowest {slowest:.1f} s, {faults} faults"
    )
    return not faults and set(statuses) <= {0, 130, 143, -signal.SIGINT, -signal.SIGTERM}


def poison(times: int, pages: int) -> bool:
    """Whether poison costs its own pages alone, each named with its reason."""
    chosen = random.Random(1).sample(range(pages), times)
    deeds = {n: DEEDS[place % len(DEEDS)] for place, n in enumerate(sorted(chosen))}
    small = ["--limit", "cpu=1", "--limit", "seconds=20", "--limit", "memory=1GB"]
    with tempfile.TemporaryDirectory() as folder:
        source = jsonl(Path(folder) / "a.jsonl", pages, deeds)
        corpus = Path(folder) / "corpus"
        running = start(source, "-o", corpus, "--workers", 2, "--no-view", *small, poisoned=True)
        running.communicate()
        kept = (corpus / "quarantine.jsonl").read_text(encoding="utf-8").splitlines()
        reasons = Counter(json.loads(line)["reason"] for line in kept)
        named = {json.loads(line)["locator"] for line in kept}
        documents = json.loads((corpus / "manifest.json").read_bytes())["counts"]["documents"]
    print(f"{pages} pages, {times} poison: {documents} documents, named {dict(reasons)}")
    return documents == pages - times and named == {f"a.jsonl#L{n + 1}" for n in deeds}


def soak(_times: int, pages: int) -> bool:
    """Whether memory, open files and speed are at the end what they were after a tenth."""
    looks = []
    with tempfile.TemporaryDirectory() as folder:
        source = jsonl(Path(folder) / "a.jsonl", pages)
        running = start(source, "-o", "-", "--workers", 2, "-q")
        assert running.stdout is not None
        gone: dict[int, float] = {}
        for number, _ in enumerate(running.stdout, start=1):
            if number % (pages // 100) == 0:
                gone |= {pid: cpu for pid, (_, cpu) in family(running.pid).items()}
            if number % (pages // 10) == 0:
                status = Path(f"/proc/{running.pid}/status").read_text()
                memory = int(status.partition("VmRSS:")[2].split()[0]) / 1024
                files = len(list(Path(f"/proc/{running.pid}/fd").iterdir()))
                looks.append((sum(gone.values()), memory, files))
                print(f"{number} pages: {looks[-1][0]:.1f} CPU s, {memory:.0f} MB, {files} files")
        running.wait()
    grown = looks[-1][1] / looks[0][1] - 1
    first, last = looks[1][0] - looks[0][0], looks[-1][0] - looks[-2][0]
    print(
        f"memory {grown:+.1%} from a tenth to the end, speed of the last tenth {first / last:.0%}"
    )
    return grown < 0.05 and last < first / 0.95 and looks[0][2] == looks[-1][2]


def limits(folders: list[str]) -> bool:
    """Whether no page of the folders meets a limit, as they are and at a quarter of them."""
    bitten = 0
    quarter = ["cpu=2.5", "seconds=20", "memory=512MB", "page=16MB", "ratio=50"]
    for name, words in (("default", []), ("a quarter", quarter)):
        extra = [word for one in words for word in ("--limit", one)]
        running = start(*folders, "-o", "-", "--log-format", "json", *extra)
        out, err = running.communicate()
        events = [json.loads(line) for line in err.decode().splitlines()]
        met = [one for one in events if one.get("reason") in LIMIT_REASONS]
        documents = len(out.splitlines())
        print(f"limits at {name}: {documents} documents, {len(met)} pages met one")
        for one in met:
            print(f"    {one['message']}")
        bitten += len(met) if name == "default" else 0
    return not bitten


def main() -> None:
    """Does what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("act", choices=["kills", "interrupts", "poison", "soak", "limits"])
    parser.add_argument("folders", nargs="*")
    parser.add_argument("--times", type=int)
    parser.add_argument("--pages", type=int)
    chosen = parser.parse_args()
    times = chosen.times or (100 if chosen.act == "poison" else 50)
    pages = chosen.pages or {"soak": 100_000, "kills": 1_200 * times}.get(chosen.act, 10_000)
    acts = {"kills": kills, "interrupts": interrupts, "poison": poison, "soak": soak}
    held = limits(chosen.folders) if chosen.act == "limits" else acts[chosen.act](times, pages)
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    main()
