"""`clean INPUT... -o CORPUS`: clean inputs into the next version of a corpus, or print records."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from cleaner.cli.events import EventTally, tell_summary_event
from cleaner.cli.into_corpus import show_diff, write
from cleaner.cli.limits import HELP as LIMITS_HELP
from cleaner.cli.limits import read_limits, read_terms
from cleaner.cli.progress import FORMS, Watch, progress, wants_meter
from cleaner.cli.status import FOUND, OK
from cleaner.cli.streams import is_terminal, output, record_line, standard_input, tell
from cleaner.cli.summary import tell_summary
from cleaner.cli.tally import Tally
from cleaner.cli.work import work_of
from cleaner.corpus import Run as CorpusRun
from cleaner.corpus import check_target, undo_torn_commit
from cleaner.corpus.place import Address, place_of
from cleaner.corpus.spelled import spelled_by
from cleaner.engines import ENGINES, Work, find_engine
from cleaner.engines.work import BROKEN_RULES, Meter
from cleaner.errors import CleanerError, UsageError
from cleaner.model import Document, Failure
from cleaner.readers import check_inputs
from cleaner.rules import RuleSet, load_rules

STDOUT = "-"
_IN_MEMORY = 16 * 1024 * 1024


class StrictError(CleanerError):
    """An input failed in a run that may not have failures; nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The words of the command line, as they were given."""

    inputs: tuple[str, ...]
    target: str
    rules: tuple[str, ...]
    workers: int | None
    engine: str
    dry_run: bool
    strict: bool
    no_view: bool
    prune: bool
    again: bool
    limit: tuple[str, ...]
    columns: tuple[str, ...]
    progress: str
    log_format: str
    quiet: bool

    @property
    def to_stdout(self) -> bool:
        """Whether records are printed instead of kept."""
        return self.target == STDOUT


@click.command(
    "clean",
    help="Clean scraped news: text dumps, HTML pages, tables and crawls, from files, folders, "
    "archives and addresses ('-': standard input), into the next version of CORPUS; with -o -, as records "
    "(JSONL) to the standard output.",
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", "target", metavar="CORPUS", help="Folder of the corpus, or '-'.")
@click.option("--rules", multiple=True, metavar="FILE", help="More rules on top; may be repeated.")
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(min=1),
    help="Most processes to use (default: the cores); the answer is the same for any number.",
)
@click.option(
    "--engine",
    type=click.Choice(sorted(ENGINES)),
    default="local",
    show_default=True,
    help="Where the work runs.",
)
@click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
@click.option("--strict", is_flag=True, help="Write nothing if any input fails.")
@click.option("--no-view", is_flag=True, help="Leave out the folder of texts for reviewers.")
@click.option("--prune", is_flag=True, help="Remove documents whose input is gone.")
@click.option("--again", is_flag=True, help="Clean unchanged pages too.")
@click.option("--limit", multiple=True, metavar="NAME=VALUE", help=LIMITS_HELP)
@click.option(
    "--columns",
    multiple=True,
    metavar="NAME=COLUMN",
    help="What tables and JSONL call a field: text=body,url=link.",
)
@click.option(
    "--progress",
    type=click.Choice(FORMS),
    default="auto",
    show_default=True,
    help="A moving line (bar, on a terminal), or a line every 30 seconds (plain).",
)
@click.option(
    "--log-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="What is said on the standard error: for people, or an object a line.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
def run(**words: Any) -> int:  # noqa: ANN401 - click gives what the options declare
    """The exit status of a run."""
    if words["target"] is None:
        raise click.UsageError("no output is named; add '-o FOLDER', or '-o -' for records")
    chosen = Run(**words)
    rules = _prepare(chosen)
    as_json = chosen.log_format == "json"
    tally = EventTally() if as_json else Tally()
    records_shown = chosen.to_stdout and is_terminal(sys.stdout)
    form = "none" if chosen.quiet or records_shown else chosen.progress
    watch = Watch(tally, Meter())
    try:
        with progress(watch, form=form, as_json=as_json):
            work = work_of(chosen, rules, tally)
            work = replace(work, meter=watch.meter) if wants_meter(form) else work
            lines = _carry_out(chosen, work, tally)
    except StrictError as error:
        tell(str(error))
        return FOUND
    if not chosen.quiet:
        (tell_summary_event if as_json else tell_summary)([*tally.lines(), *lines])
    return FOUND if tally.failed else OK


def _prepare(chosen: Run) -> RuleSet:
    """The rules of the run; whatever is wrong with the command line is told before any work.

    Raises:
        UsageError, RulesError, CorpusError: it cannot be carried out as it is written.
    """
    check_inputs(chosen.inputs, stdin=standard_input())
    read_terms(read_limits(chosen.limit)[0], chosen.columns)
    if (chosen.prune or chosen.again) and chosen.to_stdout:
        raise click.UsageError(
            "'--prune' and '--again' are for a corpus; leave them out with '-o -'"
        )
    if not chosen.to_stdout:
        place = check_target(chosen.target)
        _refuse_own_output(chosen)
        if not chosen.dry_run:
            undo_torn_commit(place)
    return load_rules(*chosen.rules, trying=chosen.dry_run)


def _refuse_own_output(chosen: Run) -> None:
    """Raises a usage error where a run would read what a run has written."""
    if isinstance(place_of(chosen.target), Address):
        return
    target = Path(chosen.target).resolve()
    for name in chosen.inputs:
        path = Path(name).resolve()
        if name != STDOUT and path.is_dir() and (path == target or path in target.parents):
            raise UsageError(
                f"{chosen.target}: lies inside the input {name}; put the corpus beside its inputs"
            )


def _carry_out(chosen: Run, work: Work, tally: Tally) -> list[tuple[str, str]]:
    """Does the work; the lines that the summary has more than the tally."""
    # closed at once when something ends the run, and so are its processes
    with closing(find_engine(chosen.engine)(work)) as found:
        results = tally.count(_with_sound_rules(found))
        if chosen.strict:
            results = _all_or_nothing(results, tally)
        if chosen.to_stdout:
            _print(results, at_once=not chosen.strict)
            return []
        act = show_diff if chosen.dry_run else write
        return act(chosen.target, _settings(chosen, work.rules), results, tally)


def _settings(chosen: Run, rules: RuleSet) -> CorpusRun:
    return CorpusRun(
        rules_sha256=rules.sha256,
        selection_sha256=rules.selection_sha256,
        view=not chosen.no_view,
        prune=chosen.prune,
    )


def _with_sound_rules(results: Iterable[Document | Failure]) -> Iterator[Document | Failure]:
    """The results; an error where the packaged rules of a page's language cannot be used."""
    for result in results:
        if isinstance(result, Failure) and result.reason == BROKEN_RULES:
            raise UsageError(result.message)
        yield result


def _all_or_nothing(
    results: Iterator[Document | Failure], tally: Tally
) -> Iterator[Document | Failure]:
    """The results; at their end an error if one of them failed, so that nothing is committed."""
    yield from results
    if tally.failed:
        raise StrictError(f"strict: {_inputs(tally.failed)} failed; nothing was written")


def _print(results: Iterator[Document | Failure], *, at_once: bool) -> None:
    """Writes the records; when all must be good first, they wait in a temporary file."""
    if at_once:
        for result in results:
            if isinstance(result, Document):
                output().write(spelled_by(result, record_line))
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as waiting:
        for result in results:
            if isinstance(result, Document):
                waiting.write(spelled_by(result, record_line))
        waiting.seek(0)
        for line in waiting:
            output().write(line)


def _inputs(count: int) -> str:
    return "1 input" if count == 1 else f"{count} inputs"
