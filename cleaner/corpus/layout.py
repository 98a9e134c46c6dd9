"""In which part of the table a document lies, and which parts a run has to write anew.

A data file of a Delta table is never changed, only replaced; so the cost of a run is the size of
the files that hold its changed documents. The table is therefore cut into parts of at most
`PART_SIZE` documents, and each part holds a range of ids, like a leaf of a B-tree:

- ids are addresses or paths. What changes together lies together: a new rule of an outlet, a new
  crawl, a corrected folder touch the few parts of that range, and the rest of 200,000 documents
  is left alone. (Parts by a digest of the id would spread every change over all of them.)
- parts are read in order of their first ids: the whole table comes out sorted in bounded memory.
- a part that has grown past the limit is split; its first half keeps the name.

A change of documents spread evenly over all ids still rewrites every part; no layout without
deletion vectors avoids that, and not every reader of Delta tables understands those.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

PART_SIZE = 1000
"""Documents in a part, at most. At some 3 KB each, a part is a file of 1 to 2 MB."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part as it is to be written: its name, the part its old rows lie in, its sorted ids."""

    name: str
    old: str | None
    ids: tuple[str, ...]


def plan_parts(
    present: Mapping[str, str],
    changed: Iterable[str],
    removed: Collection[str] = (),
    size: int = PART_SIZE,
) -> tuple[Part, ...]:
    """The parts that must be written, in order of their ids, so that all changed ids have a place.

    A part that has lost all its documents is among them, without ids.

    Args:
        present: part by id, of the documents that the table holds.
        changed: ids whose rows are new or different.
        removed: ids whose rows go.
        size: documents in a part, at most.

    >>> plan_parts({"a": "00000", "c": "00000", "x": "00001"}, ["b"], size=2)
    (Part(name='00000', old='00000', ids=('a',)), Part(name='00002', old='00000', ids=('b', 'c')))
    """
    held: defaultdict[str, set[str]] = defaultdict(set)
    for id_, part in present.items():
        held[part].add(id_)
    order = sorted((min(ids), part) for part, ids in held.items())
    starts = [start for start, _ in order]
    touched: defaultdict[str | None, set[str]] = defaultdict(set)
    for id_ in changed:
        place = bisect_right(starts, id_)
        near = order[max(place - 1, 0)][1] if order else None
        touched[present.get(id_, near)].add(id_)
    gone = frozenset(removed)
    for id_ in gone:
        touched[present[id_]]
    free = max((int(part) for part in held), default=-1) + 1
    parts: list[Part] = []
    for old, ids in touched.items():
        chunks = _split(sorted(ids | held[old] - gone if old is not None else ids), size)
        for number, chunk in enumerate(chunks):
            if number == 0 and old is not None:
                name = old
            else:
                name, free = f"{free:05d}", free + 1
            parts.append(Part(name, old, chunk))
    return tuple(sorted(parts, key=lambda part: part.ids[:1]))


def _split(ids: list[str], size: int) -> list[tuple[str, ...]]:
    """The ids in as few runs of at most `size` as there can be, all of about one length."""
    count = max(-(-len(ids) // size), 1)
    bounds = [len(ids) * number // count for number in range(count + 1)]
    return [tuple(ids[start:end]) for start, end in pairwise(bounds)]
