"""An item pipeline for Scrapy: items with `text` or `html` get the fields of their record."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from cleaner.integrations.arrow import clean_row
from cleaner.rules import load_rules


class CleanNewsPipeline:
    """Adds the record to each item under `cleaned`.

    In the settings of a project:

        ITEM_PIPELINES = {"cleaner.integrations.scrapy.CleanNewsPipeline": 300}
        CLEANER_RULES = ["mine.yaml"]       # more rules, if there are any
    """

    def __init__(self, *rules: str) -> None:
        self._rules = load_rules(*rules)

    @classmethod
    def from_crawler(cls, crawler: Any) -> CleanNewsPipeline:  # noqa: ANN401 - Scrapy's
        """The pipeline with the rules files that the project's settings name."""
        return cls(*crawler.settings.getlist("CLEANER_RULES"))

    def process_item(self, item: Any) -> Any:  # noqa: ANN401 - of any kind that Scrapy has
        """The item, with its record; one without a page is passed on as it is."""
        from itemadapter import ItemAdapter  # noqa: PLC0415 - comes with Scrapy

        fields: MutableMapping[str, Any] = ItemAdapter(item)
        if fields.get("html") or fields.get("text"):
            fields["cleaned"] = clean_row(fields, self._rules)
        return item
