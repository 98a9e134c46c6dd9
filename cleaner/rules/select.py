"""Which outlet and templates a page belongs to, and by what evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cleaner.model import Finding, Outlet
from cleaner.rules.book import Book, Fingerprint, OutletEntry, Status, Template
from cleaner.rules.prints import Prints
from cleaner.text.folding import fold

_LONGEST_LINE = 600  # longer lines are prose
_NEEDED = 2  # different lines, where no decisive one is among them


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a page was found to belong to.

    Attributes:
        outlet: None where nothing names one for sure.
        templates: keys, those of the outlet first.
        findings: the outlets that were considered, with the evidence.
    """

    outlet: Outlet | None = None
    templates: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    def with_templates(self, *keys: str) -> Selection:
        """The selection with templates that the page's HTML told; those it has come first."""
        return replace(self, templates=tuple(dict.fromkeys((*self.templates, *keys))))


@dataclass(slots=True)
class _Evidence:
    """What the lines say for one outlet or template."""

    texts: dict[str, None] = field(default_factory=dict)
    lines: dict[int, str] = field(default_factory=dict)
    decisive: bool = False

    @property
    def weight(self) -> tuple[bool, int]:
        return self.decisive, len(set(self.lines.values()))

    @property
    def enough(self) -> bool:
        return self.decisive or self.weight[1] >= _NEEDED

    @property
    def origin(self) -> str:
        return _lines(self.lines)


class Selector:
    """Answers for one book; it is made once and never changes."""

    def __init__(self, book: Book) -> None:
        self._outlets = {
            key: Outlet(
                key=key,
                name=entry.name or key,
                hosts=entry.hosts,
                language=entry.language,
                country=entry.country,
            )
            for key, entry in book.outlets.items()
        }
        self._uses = {key: [name for name, _ in one.uses] for key, one in book.outlets.items()}
        self._hosts = {
            host: key for key, one in self._outlets.items() for host in (*one.hosts, key)
        }
        self._names: dict[str, list[str]] = {}
        for key, outlet in self._outlets.items():
            for name in {fold(outlet.name), key}:
                self._names.setdefault(name, []).append(key)
        self._prints = [
            *_prints("outlet", book.outlets),
            *_prints("template", book.templates),
        ]
        self._texts = Prints([one.folded for _, _, one in self._prints])

    @property
    def outlets(self) -> tuple[Outlet, ...]:
        """Every outlet, in the order of the book."""
        return tuple(self._outlets.values())

    def outlet(self, key: str) -> Outlet:
        """The outlet with that key; KeyError where there is none."""
        return self._outlets[key]

    def select(self, *, host: str | None, name: str | None, lines: Sequence[str]) -> Selection:
        """The outlet and templates of a page; see `RuleSet.select`."""
        evidence = self._evidence(lines)
        findings: list[Finding] = []
        key = self._by_name(name, findings) or self._by_host(host, findings)
        outlets = {one: found for (kind, one), found in evidence.items() if kind == "outlet"}
        printed = self._by_lines(outlets, findings, stranger=host is not None, known=key)
        key = key or printed
        templates = list(self._uses[key]) if key else []
        templates += [
            one for (kind, one), found in evidence.items() if kind == "template" and found.enough
        ]
        return Selection(
            outlet=self._outlets[key] if key else None,
            templates=tuple(dict.fromkeys(templates)),
            findings=tuple(findings),
        )

    def _by_name(self, name: str | None, findings: list[Finding]) -> str | None:
        if name is None:
            return None
        keys = self._names.get(fold(name), ())
        if len(keys) == 1:
            findings.append(self._finding(keys[0], "hint", used=True))
            return keys[0]
        findings.extend(
            self._finding(key, "hint", why="several outlets have this name") for key in keys
        )
        return None

    def _by_host(self, host: str | None, findings: list[Finding]) -> str | None:
        key = self._owner(host) if host else None
        if key is not None:
            findings.append(self._finding(key, f"url host {host}", used=True))
        return key

    def _owner(self, host: str) -> str | None:
        """The outlet of a host: that of the host itself, else that of the nearest domain above."""
        labels = host.strip().rstrip(".").lower().split(".")[-10:]
        for start in range(len(labels) - 1):
            key = self._hosts.get(".".join(labels[start:]))
            if key is not None:
                return key
        return None

    def _by_lines(
        self,
        evidence: dict[str, _Evidence],
        findings: list[Finding],
        *,
        stranger: bool,
        known: str | None,
    ) -> str | None:
        """The one outlet with the most evidence; all that were considered become findings."""
        able = [key for key, found in evidence.items() if found.enough]
        best = max((evidence[key].weight for key in able), default=None)
        leaders = [key for key in able if evidence[key].weight == best]
        winner = leaders[0] if len(leaders) == 1 and not stranger and known is None else None
        for key, found in evidence.items():
            why = _texts(found)
            if key in (known, winner):
                findings.append(self._finding(key, found.origin, used=True, why=why))
            else:
                against = _against(found, leaders, key, stranger=stranger, known=known)
                findings.append(self._finding(key, found.origin, why=f"{why}: {against}"))
        return winner

    def _evidence(self, lines: Sequence[str]) -> dict[tuple[str, str], _Evidence]:
        """By ("outlet" or "template", key), in the order of the book."""
        short = {number: line for number, line in enumerate(lines, 1) if len(line) <= _LONGEST_LINE}
        numbers = self._texts.within(fold(" ".join(short.values()))) if self._prints else []
        folded = {number: fold(line) for number, line in short.items()} if numbers else {}
        found: dict[tuple[str, str], _Evidence] = {}
        for index in numbers:
            kind, key, fingerprint = self._prints[index]
            where = {number: line for number, line in folded.items() if fingerprint.folded in line}
            if where:  # not over the end of a line
                one = found.setdefault((kind, key), _Evidence())
                one.texts[fingerprint.text] = None
                one.decisive = one.decisive or fingerprint.decisive
                one.lines.update(where)
        return found

    def _finding(
        self, key: str, origin: str, *, used: bool = False, why: str | None = None
    ) -> Finding:
        name = self._outlets[key].name
        return Finding(field="outlet", value=name, origin=origin, used=used, why=why)


def _prints(
    kind: str, entries: Mapping[str, OutletEntry] | Mapping[str, Template]
) -> list[tuple[str, str, Fingerprint]]:
    return [
        (kind, key, one)
        for key, entry in entries.items()
        for one in entry.fingerprints
        if one.status is Status.ACTIVE
    ]


def _against(
    found: _Evidence, leaders: list[str], key: str, *, stranger: bool, known: str | None
) -> str:
    if known is not None:
        return "the hint or the address names another outlet"
    if not found.enough:
        return f"{found.weight[1]} line, {_NEEDED} are needed"
    if stranger:
        return "the address is not one of its hosts"
    return "another outlet has as much evidence" if key in leaders else "another has more evidence"


def _texts(found: _Evidence) -> str:
    return "fingerprint " + ", ".join(f"'{text}'" for text in found.texts)


def _lines(numbers: Iterable[int]) -> str:
    ordered = [str(number) for number in sorted(numbers)]
    return ("line " if len(ordered) == 1 else "lines ") + ", ".join(ordered)
