"""From a page to a document of blocks."""

from cleaner.segment.html import segment_html
from cleaner.segment.text import segment_text

__all__ = ["segment_html", "segment_text"]
