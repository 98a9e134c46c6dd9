"""What people write today to clean a text dump: ftfy, langdetect and a list of patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.rules import RuleSet, Status

_END_RE = re.compile(r"\\z")
_ENDLESS_RE = re.compile(r"[*+][^()]*\)(?:[*+]|\{\d*,)")
"""A repeated group of repeated parts: RE2 does not mind, `re` may take hours."""


class NaivePipeline:
    """ftfy on the whole text, langdetect, then one `re.search` for each rule on each line.

    The rules are those that the cleaner has for all languages and for the one that langdetect
    named; none for outlets. With `phrases`, each phrase is a rule too: a pattern of a whole line.
    Rules that `re` cannot run are left out, which is to the advantage of this side.
    """

    def __init__(self, rules: RuleSet, *, phrases: bool) -> None:
        import ftfy  # noqa: PLC0415 - as heavy as the cleaner's own are
        import langdetect  # noqa: PLC0415

        langdetect.DetectorFactory.seed = 0
        self._fix = ftfy.fix_text
        self._detect = langdetect.detect
        self._error = langdetect.LangDetectException
        self._patterns: dict[str, list[re.Pattern[str]]] = {}
        for owner, pattern in _patterns(rules, phrases=phrases):
            self._patterns.setdefault(owner, []).append(pattern)

    def clean(self, text: str) -> str:
        """The lines that no rule takes."""
        text = self._fix(text)
        try:
            language = self._detect(text)
        except self._error:
            language = ""
        own = self._patterns.get(f"general.{language.partition('-')[0]}", [])
        patterns = self._patterns["general"] + own
        return "\n\n".join(
            line
            for line in text.splitlines()
            if line.strip() and not any(one.search(line) for one in patterns)
        )


def _patterns(rules: RuleSet, *, phrases: bool) -> Iterator[tuple[str, re.Pattern[str]]]:
    """(what the id begins with, pattern) of each rule that is in force."""
    for rule in rules.rules:
        if rule.status is Status.ACTIVE and not _ENDLESS_RE.search(rule.pattern):
            try:
                pattern = re.compile(_END_RE.sub(r"\\Z", rule.pattern))
            except re.error:
                continue
            yield rule.id.partition("/")[0], pattern
    for phrase in rules.phrases if phrases else ():
        if phrase.status is Status.ACTIVE:
            whole = re.compile(rf"^\s*{re.escape(phrase.text)}\s*$", re.IGNORECASE)
            yield phrase.id.partition("/")[0], whole
