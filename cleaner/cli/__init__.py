"""The command line: arguments, exit codes, printing. One file a command group."""

from cleaner.cli.main import main

__all__ = ["main"]
