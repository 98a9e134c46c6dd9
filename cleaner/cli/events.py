"""`--log-format json`: what a run says on the standard error, a JSON object a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from cleaner.cli.streams import tell
from cleaner.cli.tally import Tally
from cleaner.model import Failure
from cleaner.text.visible import visible_json


@dataclass(slots=True)
class EventTally(Tally):
    """A tally that tells failures as objects: {"event": "failure", "locator": …, "reason": …}."""

    def fail(self, failure: Failure) -> None:
        """Counts a failure and tells it."""
        self.failed += 1
        tell(visible_json({"event": "failure", **asdict(failure)}, sort_keys=False))


def tell_summary_event(rows: Iterable[tuple[str, str]]) -> None:
    """Writes the rows of the summary as one object."""
    tell(visible_json({"event": "summary", **dict(rows)}, sort_keys=False))
