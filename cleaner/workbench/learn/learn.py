"""Pages → proposals of rules for their outlets. Nothing is cleaned, nothing is decided."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from cleaner.model import Page
from cleaner.rules import RuleSet
from cleaner.rules.patterns import compiled
from cleaner.workbench.learn.decide import Decision
from cleaner.workbench.learn.evidence import Evidence, Repeated
from cleaner.workbench.learn.markup import Containers
from cleaner.workbench.learn.naming import Namer, rule_name
from cleaner.workbench.learn.prints import find_prints
from cleaner.workbench.learn.proposal import Abstention, Draft, OutletProposals, Proposal
from cleaner.workbench.learn.seen import Seen, see
from cleaner.workbench.learn.spool import Spool
from cleaner.workbench.learn.tally import Outlet, Tally
from cleaner.workbench.learn.verify import Court

_BATCH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What was learned.

    Attributes:
        outlets: proposals by outlet, in the order of their keys.
        abstentions: what repeats and was left alone.
        pages, repeated, nameless: pages looked at; left out because they came before; left out
            because nothing names their outlet.
        floor: what stands on fewer pages was left out for want of room; 0 where nothing was.
    """

    outlets: tuple[OutletProposals, ...]
    abstentions: tuple[Abstention, ...]
    pages: int
    repeated: int
    nameless: int
    floor: int

    @property
    def count(self) -> int:
        """How many proposals there are."""
        return sum(one.count for one in self.outlets)


def learn(
    pages: Iterable[Page], rules: RuleSet, *, outlet: str | None = None, workers: int = 1
) -> Learned:
    """Proposals for the outlets of the pages.

    The pages are gone through three times, twice from a temporary file; time grows with their
    number and memory hardly does. The same pages give the same proposals with any number of
    workers; only which of two copies of a page counts depends on their order.

    Args:
        pages: of one outlet or many; a page that no address and no fingerprint places is left out.
        rules: what is known already and need not be learned.
        outlet: key of the outlet of all pages.
        workers: processes that read the pages.
    """
    tally = Tally()
    nameless = 0
    with Spool() as spool:
        for seen in _all_seen(pages, rules, outlet, workers):
            if seen.outlet is None:
                nameless += 1
            elif tally.add(seen):
                spool.add(seen)
        evidence = Evidence(tally)
        containers = {key: Containers(one) for key, one in tally.outlets.items()}
        for seen in spool.pages():
            evidence.add(seen)
            containers[seen.outlet or ""].add(seen, tally)
        repeated = evidence.by_outlet()
        decisions = _decisions(tally, repeated)
        courts = {key: Court(one.drafts) for key, one in decisions.items() if one.drafts}
        for seen in spool.pages():
            if seen.outlet in courts:
                courts[seen.outlet].hear(seen)
    proposing = _Proposing(tally, rules, repeated, decisions)
    return Learned(
        outlets=tuple(
            made
            for key in sorted(tally.outlets)
            if (made := proposing.of(key, courts.get(key), containers[key])).count
        ),
        abstentions=tuple(one for key in sorted(decisions) for one in decisions[key].abstentions)
        + tuple(proposing.refused),
        pages=sum(one.pages for one in tally.outlets.values()),
        repeated=tally.repeated,
        nameless=nameless,
        floor=evidence.floor,
    )


def _decisions(tally: Tally, repeated: dict[str, list[Repeated]]) -> dict[str, Decision]:
    made: dict[str, Decision] = {}
    for key, several in repeated.items():
        made[key] = Decision(tally.outlets[key], tally)
        made[key].take(several)
    return made


class _Proposing:
    """Makes the proposals of each outlet, and collects what did not hold."""

    def __init__(
        self,
        tally: Tally,
        rules: RuleSet,
        repeated: dict[str, list[Repeated]],
        decisions: dict[str, Decision],
    ) -> None:
        self.refused: list[Abstention] = []
        self._spare = {key: one.spare for key, one in decisions.items()}
        self._tally = tally
        self._repeated = repeated
        self._namer = Namer(rules)
        self._names = {one.key: one.name for one in rules.outlets}

    def of(self, key: str, court: Court | None, containers: Containers) -> OutletProposals:
        """The proposals of one outlet."""
        outlet = self._tally.outlets[key]
        name = self._names.get(key) or _most(outlet.names) or key
        several = self._repeated.get(key, ())
        return OutletProposals(
            key=key,
            name=name,
            language=_most(outlet.languages),
            pages=outlet.pages,
            fingerprints=tuple(find_prints(outlet, several, self._tally, name)),
            selectors=containers.selectors(self._namer),
            proposals=tuple(self._held(outlet, court)) if court is not None else (),
        )

    def _held(self, outlet: Outlet, court: Court) -> Iterator[Proposal]:
        taken: set[str] = set()
        held: list[Draft] = []
        for draft, keeps, holds in court.verdicts():
            if holds:
                held.append(draft)
                yield self._proposal(draft, keeps, taken, _most(outlet.languages))
            elif draft.support.pages:
                reason = f"would take {draft.support.against} lines of stories"
                self.refused.append(
                    Abstention(outlet=outlet.key, text=draft.removes[0], reason=reason)
                )

        patterns = [compiled(one.pattern) for one in held if one.text is None]
        for spare in self._spare.get(outlet.key, ()):
            if not any(one.search(spare.text or "") is not None for one in patterns):
                yield self._proposal(spare, (), taken, _most(outlet.languages))

    def _proposal(
        self, draft: Draft, keeps: tuple[str, ...], taken: set[str], language: str | None
    ) -> Proposal:
        category = self._namer.category(draft.words, language)
        name = rule_name(draft.words, taken)
        return Proposal(draft=draft, category=category, name=name, keeps=keeps)


def _most(counter: dict[str, int]) -> str | None:
    """The most frequent value, the first in order among equals."""
    return min(counter, key=lambda one: (-counter[one], one), default=None)


def _all_seen(
    pages: Iterable[Page], rules: RuleSet, outlet: str | None, workers: int
) -> Iterator[Seen]:
    """What is seen of each page, in the order of the pages."""
    look = partial(see, rules=rules, outlet=outlet)
    if workers == 1:
        yield from map(look, pages)
        return
    stream = iter(pages)
    with multiprocessing.get_context("spawn").Pool(workers, _prepare, (look,)) as pool:
        while batch := list(islice(stream, _BATCH * workers)):
            yield from pool.map(_look, batch, chunksize=8)


_looks: list[partial[Seen]] = []
"""In a worker: how it looks at pages. It is set once, before the first page."""


def _prepare(look: partial[Seen]) -> None:
    _looks[:] = [look]


def _look(page: Page) -> Seen:
    return _looks[0](page)
