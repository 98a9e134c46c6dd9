"""From the words of the command line to the work of an engine."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple
from typing import TYPE_CHECKING

from cleaner.cli.limits import read_limits, read_terms
from cleaner.cli.streams import record_line, standard_input
from cleaner.cli.tally import Tally
from cleaner.corpus import made_with, read_known
from cleaner.corpus.canonical import canonical
from cleaner.corpus.place import Address, place_of
from cleaner.corpus.quarantine import read_failed
from cleaner.corpus.sift import Sift
from cleaner.engines import Reading, Work, cores
from cleaner.engines.work import clean_all, never_met
from cleaner.rules import RuleSet

if TYPE_CHECKING:
    from cleaner.cli.run import Run


def work_of(chosen: Run, rules: RuleSet, tally: Tally) -> Work:
    """What an engine is asked to do; the tally hears of pages that are left out.

    Raises:
        UsageError: a limit or a column is none.
        CorpusError: the corpus that holds what is known cannot be read.
    """
    limits, allowance = read_limits(chosen.limit)
    made = made_with(rules.selection_sha256)
    # records alone have no quarantine that a later run would look into
    parts = [made, "" if chosen.to_stdout else rules.sha256, astuple(allowance)]
    failed_with = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
    sieve = _sieve(chosen, rules, made, failed_with)
    reading = Reading(
        inputs=chosen.inputs,
        # the corpus settles equal ids for any order of the inputs, once it has seen them all
        unique=chosen.to_stdout or chosen.strict or chosen.dry_run,
        terms=read_terms(limits, chosen.columns),
        sieve=sieve or clean_all,
        met=sieve.met if sieve else never_met,
    )
    on_store = isinstance(place_of(chosen.target), Address)
    return Work(
        reading=reading,
        rules=rules,
        stdin=standard_input() if "-" in chosen.inputs else None,
        skip=tally.leave,
        note=tally.unchanged.append,
        speller=record_line if chosen.to_stdout else canonical,
        made_with=failed_with,
        workers=chosen.workers or cores(),
        shares=None if chosen.to_stdout or on_store else f"{chosen.target}.shares",
        allowance=allowance,
    )


def _sieve(chosen: Run, rules: RuleSet, made: str, failed_with: str) -> Sift | None:
    if chosen.to_stdout or chosen.again:
        return None
    place = place_of(chosen.target)
    failed = {} if isinstance(place, Address) else read_failed(place, failed_with)
    return Sift(read_known(chosen.target, rules.digest_of, made), failed)
