"""Step: the rules and phrases that are known of the page's outlet, templates and language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cleaner.model import Block, Category, Document, Hit, Knowledge, Scope, Zone
from cleaner.steps.layout import furniture, main_span
from cleaner.steps.units import units

_LONGEST_RUN = 20
"""A rule with `until` takes no more blocks than this when its end is missing."""


def apply_rules(doc: Document, knowledge: Knowledge) -> Document:
    """The document with every block labelled that a rule or phrase takes.

    Rules for any place come first: what they label tells where the story stands, and
    that tells where the rules for head, tail and edges of a page may match. A block whose
    strongest rule asks for a zone waits for that, so that no weaker rule comes before it.
    """
    blocks = list(doc.blocks)
    hits = [_hits(block, knowledge) for block in blocks]
    waiting: list[int] = []
    for position, found in enumerate(hits):
        if found and found[0].zone is Zone.ANY:
            _apply(blocks, position, [hit for hit in found if hit.zone is Zone.ANY], knowledge)
        elif found:
            waiting.append(position)
    zones = _zones(_as_if(blocks, hits, waiting)) if waiting else []
    for position in waiting:
        fitting = [hit for hit in hits[position] if hit.zone in zones[position]]
        _apply(blocks, position, fitting, knowledge)
    return doc.with_blocks(blocks)


_BULLET_RE = re.compile(r"[•·▪■►▶➤→*»>|+-]{1,3}\s+")


def _hits(block: Block, knowledge: Knowledge) -> tuple[Hit, ...]:
    """What matches the block; a line of a list is known without its bullet as well."""
    if block.category is not None:
        return ()
    found = knowledge.hits(block.text)
    bullet = _BULLET_RE.match(block.text)
    if found or bullet is None:
        return found
    rest = knowledge.hits(block.text[bullet.end() :])
    return tuple(hit for hit in rest if hit.scope is not Scope.SPAN)


def _as_if(
    blocks: Sequence[Block], hits: Sequence[tuple[Hit, ...]], waiting: Sequence[int]
) -> list[Block]:
    """The blocks as if the waiting rules held: a heading of links speaks against a story there."""
    tried = list(blocks)
    for position in waiting:
        hit = hits[position][0]
        if tried[position].category is None and hit.scope is not Scope.SPAN:
            tried[position] = tried[position].labelled(hit.category, hit.rule)
    return tried


def _zones(blocks: Sequence[Block]) -> list[frozenset[Zone]]:
    """For each block the zones that it stands in; a page without prose is all edge."""
    found = units(blocks)
    first, stop = main_span(found)
    if first == stop:
        return [frozenset(Zone)] * len(blocks)
    begin, end = found[first].start, found[stop - 1].stop
    parting = furniture(found, first, stop)
    zones: list[frozenset[Zone]] = []
    for position in range(len(blocks)):
        if position < begin or position in parting:
            zones.append(frozenset({Zone.ANY, Zone.HEAD, Zone.EDGE}))
        elif position >= end:
            zones.append(frozenset({Zone.ANY, Zone.TAIL, Zone.EDGE}))
        else:
            zones.append(frozenset({Zone.ANY}))
    return zones


def _apply(blocks: list[Block], position: int, hits: Sequence[Hit], knowledge: Knowledge) -> None:
    """Label the block, and those that the hit's scope reaches; the strongest hit decides."""
    for hit in hits:
        if hit.scope is Scope.SPAN:
            _cut(blocks, position, hit)
            continue
        if blocks[position].category is not None:
            return
        for reached in _reach(blocks, position, hit, knowledge):
            block = blocks[reached]
            if block.category is None:
                values = hit.values if reached == position else ()
                blocks[reached] = block.labelled(hit.category, hit.rule, values=values)
        return


def _reach(
    blocks: Sequence[Block], position: int, hit: Hit, knowledge: Knowledge
) -> range | tuple[int, ...]:
    if hit.scope is Scope.HEAD:
        return range(position + 1)
    if hit.scope is Scope.TAIL:
        return range(position, len(blocks))
    if hit.scope is Scope.UNTIL and hit.until is not None:
        for end in range(position + 1, min(position + _LONGEST_RUN, len(blocks))):
            if knowledge.ends(hit.until, blocks[end].text):
                return range(position, end + 1)
    return (position,)


def _cut(blocks: list[Block], position: int, hit: Hit) -> None:
    """Cut the matched part; a match of the whole text labels the block."""
    block = blocks[position]
    if block.category not in {None, Category.BODY}:
        return
    if not block.text[: hit.start].strip() and not block.text[hit.end :].strip():
        if block.category is None:
            blocks[position] = block.labelled(hit.category, hit.rule, values=hit.values)
        return
    if any(hit.start < cut.end and cut.start < hit.end for cut in block.cuts):
        return
    cut = block.with_cut(hit.start, hit.end, hit.category, hit.rule)
    blocks[position] = replace(cut, values=(*block.values, *hit.values))
