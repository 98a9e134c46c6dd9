"""The days that any text mentions, prose and captions too: what is told, and dates nothing."""

from __future__ import annotations

from cleaner.text.dates.days import find_days, language_order, settle
from cleaner.text.dates.lexicon import base_language, lexicon
from cleaner.text.dates.tokens import tokenise

_LONGEST = 600


def mentioned_days(text: str, *, language: str | None) -> tuple[tuple[str, ...], ...]:
    """The readings of each day in the first 600 characters of a text, ISO 8601, in their order.

    A day has two readings where day and month cannot be told apart. A text with an impossible
    day gives none.

    >>> mentioned_days("A soldier near Baku on Nov. 25, 2020. (AP Photo)", language="en")
    (('2020-11-25',),)
    >>> mentioned_days("Seen on 04.05.2021", language="en")
    (('2021-05-04', '2021-04-05'),)
    """
    base = base_language(language)
    line = tokenise(text[:_LONGEST], lexicon(base))
    found = find_days(line, frozenset(), base=base) or ()
    days = settle(found, language_order(language))
    return tuple(tuple(one.isoformat() for one in day.readings) for day in days if day.readings)
