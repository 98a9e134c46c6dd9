"""The commands, each imported when it is called, so that `clean --help` is quick."""

from __future__ import annotations

from importlib import import_module

import click

from cleaner.version import __version__

COMMANDS = {
    "check": ("cleaner.cli.check:check", "Compare a corpus with floors and ceilings."),
    "dedup": ("cleaner.cli.dedup:dedup", "Flag documents that are copies of others."),
    "diff": ("cleaner.cli.diff:diff", "Show what differs between versions, and why."),
    "explain": (
        "cleaner.cli.explain:explain",
        "Show each line's label and rule, and where values came from.",
    ),
    "export": ("cleaner.cli.export:export", "Write the records of a version."),
    "learn": (
        "cleaner.cli.learn:learn_command",
        "Propose rules for what repeats on an outlet's pages.",
    ),
    "log": ("cleaner.cli.log:log", "List the versions of a corpus, and why each was made."),
    "report": ("cleaner.cli.report:report", "Write one HTML page that shows a corpus."),
    "restore": ("cleaner.cli.restore:restore", "Make an old version the newest one."),
    "rules": ("cleaner.cli.rules:rules", "Check, try, accept, import and count rules."),
    "show": ("cleaner.cli.show:show", "Show one document of a corpus."),
    "vacuum": ("cleaner.cli.vacuum:vacuum", "Remove the files of old versions."),
    "verify": ("cleaner.cli.verify:verify", "Prove that a corpus is whole."),
}
"""Name → (where it is, what it does in a line). A new command is a file and a line here."""

RUN = "cleaner.cli.run:run"
"""What `clean` does when its first word is no command."""

NAME = "clean"


class Commands(click.Group):
    """The group of all commands, with the help of the main one in front."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's shape
        """The names, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        return load(COMMANDS[cmd_name][0])

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes usage, the options of the main command, and a line for each other one."""
        formatter.write_usage(NAME, "INPUT... -o CORPUS [OPTIONS]")
        formatter.write_usage(NAME, "COMMAND [ARGUMENTS]...", prefix="       ")
        run = load(RUN)
        run.format_help_text(ctx, formatter)
        options = [*run.get_params(click.Context(run)), *self.params]
        rows = [row for option in options if (row := option.get_help_record(ctx))]
        with formatter.section("Options"):
            formatter.write_dl(rows)
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in sorted(COMMANDS)])
        self.format_epilog(ctx, formatter)


def load(place: str) -> click.Command:
    """The command at `module:name`."""
    module, _, name = place.partition(":")
    command: click.Command = getattr(import_module(module), name)
    return command


commands = Commands(
    NAME,
    epilog="An INPUT that is called like a command: write ./NAME. "
    "Exit status: 0 done; 1 some inputs failed, or a check found something; "
    "2 wrong use, nothing written; 130 interrupted.",
    params=[
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=lambda ctx, _, value: _print_version(ctx, wanted=value),
            help="Print the version.",
        )
    ],
)


def _print_version(ctx: click.Context, *, wanted: bool) -> None:
    if wanted:
        click.echo(f"{NAME} {__version__}")
        ctx.exit()
