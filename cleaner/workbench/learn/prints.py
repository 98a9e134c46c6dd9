"""Lines that stand on most pages of one outlet and on none of another: its fingerprints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaner.text.folding import fold, squeeze
from cleaner.text.prose import word_count
from cleaner.workbench.learn.evidence import Repeated
from cleaner.workbench.learn.proposal import Support
from cleaner.workbench.learn.tally import Outlet, Tally, exact_key

_SHARE = 0.5
_MOST = 4
_LONGEST = 120


def find_prints(
    outlet: Outlet, repeated: Iterable[Repeated], tally: Tally, name: str
) -> Iterator[tuple[str, Support]]:
    """Fingerprints with their support, the most frequent first.

    A line must stand on half of the pages and on no page of another outlet. Where the pages of
    one outlet alone were seen, it must also name the outlet: nothing else tells it from others.
    """
    names = [one for one in (squeeze(name), squeeze(outlet.key.partition(".")[0])) if len(one) > 3]
    alone = len(tally.outlets) == 1
    lines = [one for one in repeated if one.shape is None and not one.lifted]
    found = 0
    for one in sorted(lines, key=lambda line: (-line.pages, line.key)):
        text = one.texts[0]
        if one.pages < max(outlet.need, _SHARE * outlet.pages) or found == _MOST:
            return
        named = any(each in squeeze(text) for each in names)
        if not word_count(text) >= 2 or len(fold(text)) > _LONGEST or (alone and not named):
            continue
        if tally.pages_everywhere(exact_key(text)) > one.pages:
            continue
        found += 1
        yield text, Support(pages=one.pages, of=outlet.pages, days=one.days)
