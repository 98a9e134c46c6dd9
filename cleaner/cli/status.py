"""The exit statuses; a shell script may rely on them."""

from __future__ import annotations

OK = 0
FOUND = 1  # done, but some inputs failed; or a check found something
WRONG = 2  # wrong use, unreadable rules, unusable corpus: nothing was written
INTERRUPTED = 130
PIPE_CLOSED = 141  # whoever read the output went away
TERMINATED = 143
