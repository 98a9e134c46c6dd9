"""The last lines of a run: what it did, at a glance."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from cleaner.cli.streams import console, is_terminal, tell
from cleaner.text.visible import visible

_GAP = 2


def tell_summary(rows: Iterable[tuple[str, str]]) -> None:
    """Writes the rows to the standard error: in columns on a terminal, `label: value` elsewhere."""
    rows = list(rows)
    if not is_terminal(sys.stderr):
        for label, value in rows:
            tell(f"{label}: {value}")
        return
    from rich.table import Table  # noqa: PLC0415 - slow to load, used on a terminal only
    from rich.text import Text  # noqa: PLC0415 - slow to load, used on a terminal only

    grid = Table.grid(padding=(0, _GAP))
    grid.add_column(style="bold", justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in rows:
        style = "red" if label == "failed" else ""
        grid.add_row(Text(label), Text(visible(value, one_line=True), style=style))
    console(stderr=True).print(grid)
