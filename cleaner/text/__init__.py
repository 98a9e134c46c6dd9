"""Functions from text to values; they know no page, no rules and no file."""
