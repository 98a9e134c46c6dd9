"""What the finders look at: the page, its blocks by label, its markup, gathered once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cleaner.metadata.json_ld import Graph, Node, main_article, read_graph, texts
from cleaner.model import Block, Category, Document, Finding, Hints, Knowledge
from cleaner.model.markup import Mark, MarkKind, Markup

_MOST = 40
_META_RE = re.compile(r"""meta\[(?:property|name|itemprop)=["']?([^"'\]]{1,80})["']?\]""")
_SCRIPT_RE = re.compile(r"""script\[type=["']?application/ld\+json["']?\]""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A block of the page, or a part cut out of one, that has a label of its own.

    `opens` is the text of the block that a cut part opens.
    """

    line: int
    text: str
    category: Category
    rule: str
    values: tuple[tuple[str, str], ...] = ()
    opens: str = ""

    @property
    def origin(self) -> str:
        """Where it stands, for a person: `line 4 (byline)`."""
        return f"line {self.line} ({self.category})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything a finder may ask for.

    Attributes:
        doc: the labelled document.
        knowledge: what the rules say of the page.
        selection: findings of the choice of rules, such as what named the outlet.
        passages: labelled blocks and parts that are not body, by label, in page order.
        markup: what the parse of an HTML page told; empty for a dump.
        graph: the objects of its JSON-LD.
        article: the one that describes the page itself, if any surely does.
    """

    doc: Document
    knowledge: Knowledge
    selection: tuple[Finding, ...] = ()
    passages: dict[Category, tuple[Passage, ...]] = field(default_factory=dict)
    markup: Markup = field(default_factory=Markup)
    graph: Graph = field(default_factory=Graph)
    article: Node | None = None

    @property
    def is_html(self) -> bool:
        """Whether the page is HTML; of a dump there are lines alone."""
        return self.doc.markup is not None

    @property
    def hints(self) -> Hints:
        """What the user knows."""
        return self.doc.page.hints

    @property
    def language(self) -> str | None:
        """The page's language as far as the rules were chosen by it."""
        return self.knowledge.language

    @property
    def country(self) -> str | None:
        """The country of the outlet, where the rules know it."""
        return self.knowledge.outlet.country if self.knowledge.outlet else None

    @property
    def url(self) -> str | None:
        """The page's address: as given, else what it calls canonical."""
        return self.doc.page.url or self.markup.canonical or self.markup.meta("og:url")

    def labelled(self, *categories: Category) -> tuple[Passage, ...]:
        """The passages with these labels, label by label, in page order; at most 40 of each."""
        return tuple(
            one for category in categories for one in self.passages.get(category, ())[:_MOST]
        )

    def read_by_rules(self, name: str) -> Iterator[tuple[str, str]]:
        """What rules read for a field: (value, origin); selectors of HTML pages before lines.

        Two selectors speak of the page's data and not of what stands on it:
        `meta[property="og:title"]@content`, and `script[type="application/ld+json"]@headline`,
        whose attribute is a key of the object that describes the page.
        """
        for field_name, selector, key, rule in self.knowledge.html.fields if self.is_html else ():
            if field_name == name:
                for value in self._data(selector, key):
                    yield value, f"rule {rule}"
        for mark in self.markup.of(MarkKind.FIELD):
            if mark.name == name and (value := mark.value or mark.text):
                yield value, f"rule {mark.rule or name}"
        for block in self.doc.blocks:
            for key, value in block.values:
                if key == name:
                    yield value, f"rule {block.rule} (line {block.line})"

    def _data(self, selector: str, key: str | None) -> Iterator[str]:
        """What a selector of the page's data gives; nothing for one of elements."""
        if (meta := _META_RE.fullmatch(selector)) is not None:
            if value := self.markup.meta(meta[1].lower()):
                yield value
        elif _SCRIPT_RE.fullmatch(selector) is not None and self.article is not None:
            yield from texts(self.article.keys.get((key or "").lower()))


def gather(doc: Document, knowledge: Knowledge, selection: tuple[Finding, ...]) -> Evidence:
    """The evidence of a labelled document; the only place that reads its JSON-LD."""
    markup = doc.markup or Markup()
    graph = read_graph(markup.json_ld) if markup.json_ld else Graph()
    article = None
    if graph.nodes:
        urls = (doc.page.url, markup.canonical, markup.meta("og:url"))
        titles = (markup.headline, *markup.h1s[:5], markup.meta("og:title"), markup.title_tag)
        article = main_article(
            graph,
            urls=tuple(filter(None, urls)),
            titles=tuple(filter(None, titles)),
        )
    return Evidence(
        doc=doc,
        knowledge=knowledge,
        selection=selection,
        passages=_passages(doc.blocks),
        markup=markup,
        graph=graph,
        article=article,
    )


def place_of(mark: Mark) -> str:
    """Where a mark stands and what it is, for a person: `time in head`."""
    return f"{mark.name or mark.kind} in {mark.place}"


def _passages(blocks: tuple[Block, ...]) -> dict[Category, tuple[Passage, ...]]:
    found: dict[Category, list[Passage]] = {}
    for block in blocks:
        if block.category not in {None, Category.BODY}:
            passage = Passage(
                line=block.line,
                text=block.kept,
                category=block.category,
                rule=block.rule or "",
                values=block.values,
            )
            found.setdefault(block.category, []).append(passage)
        for cut in block.cuts:
            part = Passage(
                line=block.line,
                text=block.text[cut.start : cut.end].strip(),
                category=cut.category,
                rule=cut.rule,
                opens=block.text[cut.start :].strip(),
            )
            found.setdefault(cut.category, []).append(part)
    return {category: tuple(passages) for category, passages in found.items()}
