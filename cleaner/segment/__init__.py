"""From a page to a document of unlabelled blocks."""

from cleaner.segment.text import segment_text

__all__ = ["segment_text"]
