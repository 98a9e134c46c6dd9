"""`python -m cleaner` is `clean`."""

import signal
import sys


def main() -> int:
    """The exit status of the words that the process was started with."""
    # until there is something to undo, an interrupt just ends the process
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from cleaner.cli import main as main_of_cli  # noqa: PLC0415 - a tenth of a second

    return main_of_cli()


if __name__ == "__main__":
    sys.exit(main())
