"""`clean rules stats|try|docs`: what rules do, would do, and are there for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import click

from cleaner.cli.status import FOUND, OK
from cleaner.cli.streams import put_text, standard_input, tell
from cleaner.model import Failure, Page
from cleaner.readers import read_inputs
from cleaner.rules import load_rules
from cleaner.text.visible import visible
from cleaner.workbench.outlets_table import outlets_table
from cleaner.workbench.stats import rule_stats
from cleaner.workbench.tryout import record_page, try_rules

_LONGEST_SHOWN = 100


@click.command(
    "stats",
    help="Tell how many lines each rule took in the newest version of CORPUS, the last version in "
    "which it fired, and which rules have fallen silent.",
)
@click.argument("corpus")
@click.option("--rules", multiple=True, metavar="FILE", help="More rules on top; may be repeated.")
@click.option(
    "--versions", type=click.IntRange(min=1), default=10, show_default=True, help="Most to read."
)
@click.option("--silent", is_flag=True, help="Rules without a hit in the newest version alone.")
def stats(corpus: str, rules: tuple[str, ...], versions: int, *, silent: bool) -> int:
    """The exit status of counting."""
    known = load_rules(*rules)
    found = rule_stats(_versions(corpus, versions), known)
    put_text("hits  last version  status  rule")
    for one in found:
        if not (silent and one.hits):
            last = "-" if one.last is None else str(one.last)
            put_text(f"{one.hits:4}  {last:>12}  {one.status:6}  {one.rule}")
    never = sum(one.last is None for one in found)
    quiet = sum(not one.hits for one in found)
    tell(f"{len(found)} rules, {quiet} silent in the newest version, {never} in all that were read")
    return OK


@click.command(
    "try",
    help="Show which lines would change if FILE were accepted, its proposals and rules on trial "
    "too. INPUT is a corpus, or what 'clean' reads; nothing is written.",
)
@click.argument("file")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--rules", multiple=True, metavar="FILE", help="Rules in use now, below FILE.")
def try_command(file: str, inputs: tuple[str, ...], rules: tuple[str, ...]) -> int:
    """The exit status of a trial; 1 if an input failed."""
    failures: list[Failure] = []
    numbers = count(1)
    pages = (page for page, _ in zip(_pages(inputs, failures), numbers, strict=False))
    changed: set[str] = set()
    lines = 0
    for one in try_rules(pages, load_rules(*rules), load_rules(*rules, file, trying=True)):
        changed.add(one.page)
        lines += 1
        text = one.text if len(one.text) <= _LONGEST_SHOWN else one.text[:_LONGEST_SHOWN] + "…"
        was, then = (
            f"{category} ({rule})" if rule else category for category, rule in (one.now, one.then)
        )
        put_text(visible(f"{one.page}:{one.line}: {was} -> {then}: {text}", one_line=True))
    tell(f"{lines} lines of {len(changed)} pages would change, of {next(numbers) - 1} pages read")
    return FOUND if failures else OK


@click.command("docs", help="Print the outlets that the rules know, as a page in Markdown.")
@click.option("-o", "--output", "target", metavar="FILE", help="Write it there.")
@click.argument("files", nargs=-1, metavar="[FILE]...")
def docs(target: str | None, files: tuple[str, ...]) -> int:
    """The exit status of writing the page."""
    page = outlets_table(load_rules(*files))
    if target is None:
        put_text(page.rstrip("\n"))
    else:
        Path(target).write_text(page, encoding="utf-8")
    return OK


def _versions(corpus: str, most: int) -> Iterator[tuple[int, Iterable[dict[str, Any]]]]:
    from cleaner.corpus import corpus_version, read_records  # noqa: PLC0415 - loads the table

    newest = corpus_version(corpus)
    for version in range(newest, max(-1, newest - most), -1):
        yield version, read_records(corpus, version)


def _pages(inputs: tuple[str, ...], failures: list[Failure]) -> Iterator[Page]:
    for name in inputs:
        if name != "-" and (Path(name) / "table" / "_delta_log").is_dir():
            from cleaner.corpus import read_records  # noqa: PLC0415 - loads the table

            yield from map(record_page, read_records(name))
            continue
        for page in read_inputs([name], stdin=standard_input()):
            if isinstance(page, Failure):
                tell(visible(page.message, one_line=True))
                failures.append(page)
            else:
                yield page
