"""`clean report`: one HTML file that shows a corpus to a person."""

from cleaner.review.report.build import Shown, report_html

__all__ = ["Shown", "report_html"]
