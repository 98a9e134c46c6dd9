"""Diffs and reports for people. Page text is never shown as it is: see `cleaner.text.visible`."""
