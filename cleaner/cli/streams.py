"""What is said to a person, and what is handed to the next program."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from cleaner.text.visible import visible, visible_json

if TYPE_CHECKING:
    from rich.console import Console


def tell(message: str) -> None:
    """Writes a message for a person to the standard error, safe to look at, a line each."""
    click.echo("\n".join(map(visible, message.split("\n"))), err=True, color=False)


def put(data: bytes) -> None:
    """Writes bytes to the standard output."""
    output().write(data)


def put_text(text: str) -> None:
    """Writes text of our own or made visible before to the standard output, as UTF-8."""
    put(text.encode() + b"\n")


def record_line(record: Mapping[str, Any]) -> bytes:
    """The record as a line of JSON that is safe to split, to pipe and to look at."""
    return visible_json(record, sort_keys=False).encode() + b"\n"


def output() -> BinaryIO:
    """The standard output, for bytes."""
    return sys.stdout.buffer


def standard_input() -> BinaryIO:
    """The standard input, for bytes."""
    return sys.stdin.buffer


def is_terminal(stream: Any) -> bool:  # noqa: ANN401 - whatever stands in for a stream
    """Whether a person looks at it."""
    return bool(stream.isatty())


def console(*, stderr: bool = False) -> Console:
    """A console that styles text on a terminal only; page text is never read as markup."""
    return _console(sys.stderr if stderr else sys.stdout)


def _console(stream: Any) -> Console:  # noqa: ANN401 - as above
    from rich.console import Console  # noqa: PLC0415 - slow to load, used on a terminal only

    return Console(
        file=stream,
        force_terminal=is_terminal(stream),
        highlight=False,
        markup=False,
        emoji=False,
    )
