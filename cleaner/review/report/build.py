"""Records → the bytes of a report: one HTML file that needs nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cleaner.corpus import About
from cleaner.review.report import html
from cleaner.review.report.pages import PACK, Listing, packed, page
from cleaner.review.report.rows import Record, page_rows
from cleaner.review.report.silent import silent_rules
from cleaner.review.report.tally import Tally, flat
from cleaner.rules import RuleSet
from cleaner.version import __version__

_FAILURES = 2000  # shown; all are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How much of a corpus a report shows; it counts all of it in any case.

    Attributes:
        documents: how many, at most, spread evenly over all; 0 shows none.
        texts: whether with their pages.
    """

    documents: int = 10_000
    texts: bool = True

    def picks(self, number: int, of: int) -> bool:
        """Whether the document of that number, from 0, of so many is shown.

        >>> [number for number in range(7) if Shown(documents=3).picks(number, 7)]
        [0, 3, 5]
        """
        if self.documents >= of:
            return True
        return number * self.documents // of != (number - 1) * self.documents // of


def report_html(
    about: About, records: Iterable[Record], rules: RuleSet, shown: Shown | None = None
) -> Iterator[bytes]:
    """The pieces of the HTML file, UTF-8; equal corpora and rules give equal bytes.

    One pack of documents is in memory at a time, beside what is counted.

    Args:
        about: the version that is shown.
        records: its records, sorted by id.
        rules: asked which of them never fired.
        shown: how many documents are shown one by one.
    """
    chosen = shown or Shown()
    tally, listing = Tally(), Listing()
    waiting: list[dict[str, Any]] = []
    yield html.head()
    for number, record in enumerate(records):
        rows = page_rows(record)
        shares = tally.add(record, rows)
        if not chosen.picks(number, about.documents):
            continue
        listing.add(record, shares)
        if chosen.texts:
            waiting.append(page(record, rows))
        if len(waiting) == PACK:
            yield html.pack(packed(waiting))
            waiting = []
    if waiting:
        yield html.pack(packed(waiting))
    yield html.foot(_data(about, tally, listing, rules, texts=chosen.texts))


def _data(
    about: About, tally: Tally, listing: Listing, rules: RuleSet, *, texts: bool
) -> dict[str, Any]:
    """What the page's script reads: facts, counts, the list of documents."""
    return {
        "made_by": f"cleaner {__version__}",
        "version": about.version,
        "newest": about.newest,
        "digest": about.digest,
        "rules_sha256": about.rules_sha256 or "",
        "same_rules": about.rules_sha256 in {None, rules.sha256},
        "tools": dict(sorted(about.tools.items())),
        "pack": PACK,
        "texts": texts,
        "all": tally.values(),
        "silent": silent_rules(
            rules,
            outlets=tally.outlets.keys(),
            languages=tally.languages.keys(),
            fired=tally.taken.ids,
        ),
        "failures": _failures(about),
        "list": listing.values(),
    }


def _failures(about: About) -> dict[str, Any] | None:
    """The inputs that failed, by reason; None where they are not known."""
    if about.failures is None:
        return None
    reasons = Counter(flat(one.reason) for one in about.failures)
    return {
        "count": len(about.failures),
        "reasons": sorted(reasons.items(), key=lambda item: (-item[1], item[0])),
        "rows": [
            [flat(one.locator), flat(one.reason), flat(one.message)]
            for one in about.failures[:_FAILURES]
        ],
    }
