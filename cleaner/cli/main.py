"""From a command line to an exit status; every error ends here as a message."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

import click

from cleaner.cli.commands import COMMANDS, NAME, RUN, commands, load
from cleaner.cli.signals import end_at_once, heed, heed_no_more, was_stopped
from cleaner.cli.status import INTERRUPTED, OK, PIPE_CLOSED, TERMINATED, WRONG
from cleaner.cli.streams import tell
from cleaner.errors import CleanerError


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status of a command line.

    Args:
        argv: the words after `clean`; None: those this process was started with.

    Returns:
        0 done; 1 done, but some inputs failed or a check found something; 2 wrong use or
        unreadable rules, nothing written; 130 interrupted, 143 terminated, 141 the reader of
        the output went away.
    """
    if argv is not None:
        return _status(list(argv))
    heed()
    status = _status(sys.argv[1:])
    heed_no_more()
    if was_stopped(status):
        end_at_once(status)
    return status


def _status(words: list[str]) -> int:
    """The exit status of these words; whatever goes wrong has been told."""
    try:
        status = _call(words)
        sys.stdout.flush()
    except click.UsageError as error:
        tell(_usage(error))
        return WRONG
    except CleanerError as error:
        tell(str(error))
        return WRONG
    except BrokenPipeError:
        _forget_output()
        return PIPE_CLOSED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        tell(f"{where}{error.strerror or error}")
        return WRONG
    except KeyboardInterrupt:
        tell("interrupted; nothing was changed")
        return INTERRUPTED
    except SystemExit as end:
        if end.code != TERMINATED:
            raise
        return TERMINATED
    return status


def _call(words: list[str]) -> int:
    """Runs the command that the words name; what it returns is the status."""
    if not words:
        click.echo(commands.get_help(click.Context(commands, info_name=NAME)), err=True)
        return WRONG
    command: click.Command = commands
    if words[0] not in COMMANDS and words[0] not in {"--help", "--version"}:
        _refuse_misspelt(words)
        command = load(RUN)
    try:
        with command.make_context(NAME, words) as context:
            status = command.invoke(context)
    except click.exceptions.Exit as error:  # after --help and --version
        return error.exit_code
    return status if isinstance(status, int) else OK


def _refuse_misspelt(words: list[str]) -> None:
    """Raises a usage error for a first word that is nearly a command and is no file."""
    word = words[0]
    near = get_close_matches(word, COMMANDS, n=1, cutoff=0.7)
    if near and not word.startswith("-") and not Path(word).exists():
        raise click.UsageError(
            f"{word}: neither a command nor a file or folder; did you mean '{near[0]}'?"
        )


def _usage(error: click.UsageError) -> str:
    """Click's message in the form of ours."""
    message = error.format_message().rstrip(".")
    message = message[:1].lower() + message[1:]
    if "; " in message:
        return message
    path = error.ctx.command_path if error.ctx else NAME
    return f"{message}; see '{path} --help'"


def _forget_output() -> None:
    """Keeps Python from writing what is left in its buffer to a pipe that nobody reads."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, sys.stdout.fileno())
