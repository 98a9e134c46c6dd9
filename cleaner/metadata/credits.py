"""What an author string of a page names: people, or bodies that stand in for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from cleaner.metadata.evidence import Evidence
from cleaner.metadata.json_ld import texts
from cleaner.metadata.spelling import labels_of
from cleaner.text.bylines import Byline, clean_author, parse_byline
from cleaner.text.credits import credit_words
from cleaner.text.dates.chars import phrase_key, read_chars
from cleaner.text.folding import fold, squeeze
from cleaner.text.stamps import find_stamps

_ADDRESS_RE = re.compile(
    r"(?:https?://|www\.|@|mailto:)\S*|\S+@\S+\.\S+|\S+/\S+/\S*|(?:\w+\.){3,}\w+", re.IGNORECASE
)
_GLUED_RE = re.compile(r"([A-Z][a-z]{1,3})(?=[A-Z][a-z])")
_ADDRESS_BEHIND_RE = re.compile(r"\s?\((?:https?://|www\.)[^()\s]{1,80}\)$")
_MAX_TOLD = 1_000
_EAST_ASIAN_NAME_RE = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]{1,4} [\u3040-\u30ff\u3400-\u9fff]{1,4}"
)
"""Family and given name with a space between them, which elsewhere parts two persons."""
_PARTED_RE = re.compile(r"\s[|•·●⋅∙–—-]\s|\s{2,}")
_MAX_NAME = 80
_MAX_WORDS = 7
_MAX_DESK, _MAX_DESK_WORDS = 50, 5


@dataclass(frozen=True, slots=True)
class Credit:
    """A name in an author string; `person` is false for an agency, a desk or the outlet (`own`)."""

    name: str
    person: bool
    against: str | None = None
    own: bool = False


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
        plain = _ADDRESS_BEHIND_RE.sub("", " ".join(text[:_MAX_TOLD].split()))
        if (lead := credit_words(self.evidence.language).by.match(read_chars(plain))) is not None:
            plain = plain[lead.end() :]
        plain = plain.strip(" ,;:|")
        if not any(char.isalpha() for char in plain):
            return ()
        if _ADDRESS_RE.fullmatch(plain):
            return (Credit(plain[:_MAX_NAME], person=False, against="an address is no name"),)
        if self._is_body(plain):
            return (Credit(plain, person=False, own=squeeze(plain) in self.bodies),)
        if person and _EAST_ASIAN_NAME_RE.fullmatch(plain):
            return (Credit(plain, person=True),)
        people = self._pair(plain) if person else ()
        people = people or clean_author(
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

    def _pair(self, text: str) -> tuple[str, ...]:
        """`Ann & Ben`: two first names, where the page says that persons are meant."""
        words = text.replace(" and ", " & ").split(" & ")
        return tuple(words) if len(words) == 2 and all(one.isalpha() for one in words) else ()

    def printed(self, text: str, *, certain: bool = False) -> tuple[Credit, ...]:
        """The credits in a line of the page; with `certain`, where the line says that it is one."""
        byline = self._byline(text)
        if byline is None or (certain and not byline.certain):
            return ()
        names = [name.strip(" ,;:|") for name in byline.authors]
        people = [Credit(name, person=not self._is_body(name)) for name in names if name]
        return (*people, *(Credit(name, person=False) for name in byline.agencies))

    def labelled(self, text: str) -> tuple[Credit, ...]:
        """The credits in a line that is known to be a byline; a name need not be a usual one."""
        if credits_printed := self.printed(text):
            return credits_printed
        byline = self._byline(text)
        rest = byline.stamps.rest if byline is not None and byline.stamps is not None else text
        if not rest.strip() or any(map(str.isdigit, rest)) or len(rest) > _MAX_NAME:
            return ()
        words = credit_words(self.evidence.language)
        if phrase_key(rest.split()[-1]) in words.nobody | words.roles:
            return ()
        return tuple(one for one in self.declared(rest, person=False) if one.person)

    def dated(self, text: str) -> tuple[Credit, ...]:
        """The person in a line that holds a name and a date and nothing else: `Jane Doe | May 2`."""
        byline = self._byline(text)
        if byline is None or byline.stamps is None or byline.authors:
            return ()
        rest = byline.stamps.rest.strip(" |,-·•")
        return self.labelled(rest) if 2 <= len(rest.split()) <= 4 else ()

    def _byline(self, text: str) -> Byline | None:
        return parse_byline(
            self._unglued(" ".join(text.split())),
            language=self.evidence.language,
            agencies=self.evidence.knowledge.agencies(),
        )

    def _unglued(self, text: str) -> str:
        """`By Jane Doe` for `ByJane Doe`, as elements without a space between them read."""
        match = _GLUED_RE.match(text)
        words = credit_words(self.evidence.language)
        if match is not None and words.by.fullmatch(read_chars(match[1])):
            return f"{match[1]} {text[match.end() :]}"
        return text

    def desk(self, text: str, *, introduced: bool = False) -> tuple[Credit, ...]:
        """The desk or body that stands in place of a writer: `By the Rain Team`, `Rain Staff`.

        With `introduced`, a word such as "By" must open the line.
        """
        stamps = find_stamps(text, language=self.evidence.language)
        plain = " ".join((text if stamps is None else stamps.rest).split())
        words = credit_words(self.evidence.language)
        lead = words.by.match(read_chars(plain))
        named = plain[lead.end() :] if lead else plain
        name = _PARTED_RE.split(named, maxsplit=1)[0].strip(" ,;:|-")
        if lead is None and (introduced or not self._is_known_without_person(plain)):
            return ()
        too_long = len(name) > _MAX_DESK or len(name.split()) > _MAX_DESK_WORDS
        if not name or too_long or any(map(str.isdigit, name)) or _ADDRESS_RE.fullmatch(name):
            return ()
        if phrase_key(name) in words.nobody | words.roles:
            return ()
        if introduced and name[0].islower() and " " in name:
            return ()
        letters = squeeze(name)
        own = any(letters.startswith(body) for body in self.bodies if len(body) > 3)
        return (Credit(name, person=False, own=own),)

    def _is_known_without_person(self, text: str) -> bool:
        byline = self._byline(text)
        return byline is not None and not byline.authors and not byline.agencies

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
