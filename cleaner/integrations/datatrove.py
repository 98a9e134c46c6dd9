"""A step for pipelines of datatrove: documents come in as dumps or HTML, and go on as articles."""

from __future__ import annotations

from typing import Any

from datatrove.pipeline.base import PipelineStep

from cleaner.integrations.arrow import FAILED, clean_row
from cleaner.rules import RuleSet, load_rules


class CleanNews(PipelineStep):  # type: ignore[misc]
    """Replaces each document's text by that of its article; the record becomes its metadata.

    Args:
        html: the text of the documents is HTML.
        rules: more rules files.
    """

    type = "✂ - CLEANER"
    name = "🗞 News"

    def __init__(self, *rules: str, html: bool = False) -> None:
        super().__init__()
        self._files = rules
        self._field = "html" if html else "text"
        self._rules: RuleSet | None = None

    def run(self, data: Any, rank: int = 0, world_size: int = 1) -> Any:  # noqa: ANN401, ARG002 - datatrove's shape
        """The documents that have text; what was dropped is counted by datatrove."""
        self._rules = self._rules or load_rules(*self._files)  # once a worker
        for doc in data:
            url = doc.metadata.get("url")
            with self.track_time():
                record = clean_row({self._field: doc.text, "id": doc.id, "url": url}, self._rules)
            if FAILED in record["flags"] or not record["text"]:
                self.stat_update("dropped")
                continue
            self.stat_update("forwarded")
            doc.text = record.pop("text")
            doc.metadata |= record
            yield doc
