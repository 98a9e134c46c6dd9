"""What an author string of a page names: people, or bodies that stand in for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from cleaner.metadata.evidence import Evidence
from cleaner.metadata.json_ld import texts
from cleaner.metadata.spelling import labels_of
from cleaner.text.bylines import clean_author, parse_byline
from cleaner.text.folding import fold, squeeze

_ADDRESS_RE = re.compile(
    r"(?:https?://|www\.|@|mailto:)\S*|\S+@\S+\.\S+|\S+/\S+/\S*", re.IGNORECASE
)
_MAX_NAME = 80
_MAX_WORDS = 7


@dataclass(frozen=True, slots=True)
class Credit:
    """A name in an author string; `person` is false for an agency, a desk or the outlet."""

    name: str
    person: bool
    against: str | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads author strings of one page.

    Attributes:
        evidence: the page.
        bodies: names of the outlet and its publisher, squeezed.
        outlet: the outlet's name, if known.
    """

    evidence: Evidence
    outlet: str | None = None
    bodies: frozenset[str] = field(default_factory=frozenset)

    def declared(self, text: str, *, person: bool) -> tuple[Credit, ...]:
        """The credits in a value that the page gives as an author; `person` if it says so."""
        plain = " ".join(text.split())
        if not any(char.isalpha() for char in plain):
            return ()
        if _ADDRESS_RE.fullmatch(plain):
            return (Credit(plain[:_MAX_NAME], person=False, against="an address is no name"),)
        if self._is_body(plain):
            return (Credit(plain, person=False),)
        people = clean_author(
            plain,
            outlet=self.outlet,
            agencies=self.evidence.knowledge.agencies(),
            language=self.evidence.language,
        )
        if people:
            return tuple(Credit(name, person=not self._is_body(name)) for name in people)
        if len(plain) > _MAX_NAME or len(plain.split()) > _MAX_WORDS:
            return (Credit(plain[:_MAX_NAME], person=False, against="too long for a name"),)
        return (Credit(plain, person=person and not any(map(str.isdigit, plain))),)

    def printed(self, text: str) -> tuple[Credit, ...]:
        """The credits in a line that stands on the page."""
        byline = parse_byline(
            " ".join(text.split()),
            language=self.evidence.language,
            agencies=self.evidence.knowledge.agencies(),
        )
        if byline is None:
            return ()
        people = [Credit(name, person=not self._is_body(name)) for name in byline.authors]
        return (*people, *(Credit(name, person=False) for name in byline.agencies))

    def _is_body(self, name: str) -> bool:
        """Whether a name is an agency's, the outlet's or its publisher's."""
        letters = squeeze(name)
        return letters in self.bodies or fold(name) in self.evidence.knowledge.agencies()


def reader_of(evidence: Evidence, outlet: str | None) -> Reader:
    """The reader for a page, with the names of the bodies behind it."""
    names: list[str] = [outlet or ""]
    markup = evidence.markup
    names += [markup.meta(name) or "" for name in ("og:site_name", "application-name", "publisher")]
    if evidence.article is not None:
        names += texts(evidence.graph.resolved(evidence.article.keys.get("publisher")))
    for node in evidence.graph.nodes[:200]:
        if any("organi" in kind or kind == "website" for kind in node.types):
            names += texts(node.keys.get("name"))[:1]
    return Reader(evidence, outlet, frozenset(_spellings(names, labels_of(evidence.url))))


def _spellings(names: Iterable[str], labels: Iterable[str]) -> set[str]:
    """The letters of each name, with and without an article or a word such as `online`."""
    letters = {squeeze(one) for one in (*names, *labels)} - {""}
    bare = {one.removeprefix("the").removeprefix("der").removesuffix("online") for one in letters}
    return letters | {one for one in bare if len(one) > 2}
