"""From an HTML page to its blocks and to what its markup says."""

from cleaner.segment.html.segment import LeftOut, Segmented, segment_html

__all__ = ["LeftOut", "Segmented", "segment_html"]
