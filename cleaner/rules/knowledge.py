"""What the rules say of one page: those of its outlet, its templates and its language."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from cleaner.model import Hit, HtmlRules, Outlet
from cleaner.rules.compile import Both
from cleaner.rules.patterns import compiled
from cleaner.text.folding import fold
from cleaner.text.wires import Wires


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRules:
    """The rules that could touch one page; answers the protocol `model.Knowledge`.

    Attributes:
        outlet: of the page.
        templates: keys.
        language: BCP 47; it chose the general rules.
        sha256: digest of the rules that could touch the page.
        html: selectors, the outlet's first.
        on_trial: the rules on trial; they take nothing.
        day: of publication, ISO 8601, as far as it is known before cleaning.
    """

    outlet: Outlet | None
    templates: tuple[str, ...]
    language: str | None
    sha256: str
    html: HtmlRules
    matcher: Both
    vocabulary: dict[str, frozenset[str]]
    services: dict[str, str]
    on_trial: Both | None = None
    day: str | None = None

    @property
    def key(self) -> str:
        """What chose these rules, as `RuleSet.digest_of` takes it."""
        outlet = self.outlet.key if self.outlet else None
        return json.dumps([outlet, self.templates, self.language], ensure_ascii=False)

    @property
    def dated(self) -> bool:
        """Whether it matters of which day a page is."""
        return self.matcher.dated or (self.on_trial is not None and self.on_trial.dated)

    def on(self, day: str | None) -> PageRules:
        """The rules for a page of that day; None: of all days."""
        return replace(self, day=day)

    @property
    def trials(self) -> PageRules | None:
        """The rules on trial alone; None where there are none."""
        if self.on_trial is None:
            return None
        return replace(self, matcher=self.on_trial, on_trial=None)

    def hits(self, text: str, date: str | None = None) -> tuple[Hit, ...]:
        """All active rules and phrases that match the text of a block, strongest first.

        Args:
            text: normalised; phrases compare it folded, patterns as it is.
            date: publication of the page, ISO 8601, if not `day`; leaves out other layouts.
        """
        return self.matcher.hits(text, date or self.day)

    def ends(self, until: str, text: str) -> bool:
        """Whether the `until` pattern of a hit matches the text."""
        return compiled(until).search(text) is not None

    def words(self, kind: str) -> frozenset[str]:
        """Folded words of a kind in the page's language and in `*`; empty for an unknown kind."""
        return self.vocabulary.get(kind, frozenset())

    def agencies(self) -> dict[str, str]:
        """Folded spelling → name, of the wire services."""
        return self.services


def spellings(agencies: dict[str, tuple[str, ...]]) -> Wires:
    """Folded spelling → name; a name is a spelling of itself."""
    return Wires(
        {fold(one): name for name, several in agencies.items() for one in (name, *several)}
    )
