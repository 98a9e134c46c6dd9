"""One decision or one document of a diff as a fold of HTML: a line that opens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cleaner.review.diff.groups import Decision, SameLine
from cleaner.review.diff.outline import MARKS
from cleaner.review.diff.values import Changed, LineChange, What
from cleaner.review.diff.words import word_changes
from cleaner.review.sheet import category_class, escaped

_LINES = 400  # of a document that are shown
_LOOKS = {
    What.REMOVED: "removed",
    What.GONE: "removed",
    What.RESTORED: "added",
    What.NEW: "added",
    What.CHANGED: "changed",
    What.RELABELLED: "changed",
}
_TAGS = {"removed": "del", "added": "ins", "changed": "span"}


@dataclass(frozen=True, slots=True)
class Places:
    """Where in the file a document stands, by its id."""

    numbers: Mapping[str, int]

    def link(self, id_: str) -> str:
        """The id; a link where the document is shown."""
        name = f'<span class="name" dir="auto">{escaped(id_)}</span>'
        number = self.numbers.get(id_)
        return name if number is None else f'<a href="#document-{number}">{name}</a>'


def decision_fold(one: Decision, places: Places) -> Iterator[str]:
    """The pieces of the fold; its first line is seen while it is closed."""
    look = _LOOKS[one.what]
    was = f"<small>was {escaped(one.before)}</small>" if one.before else ""
    yield (
        f'<details class="fold"><summary><span class="what"><strong>{escaped(str(one.what))}'
        f"</strong>{_tag(one.category)}{_cause(one.cause)}{was}</span>"
        f'<span class="tally">{_counted(one.lines, "line")} in '
        f"{_counted(one.documents, 'document')}</span>"
    )
    lines = (*one.same, *one.odd)
    if lines:
        yield f'<span class="below sample" dir="auto">{_marked(look, lines[0].text)}</span>'
    yield '</summary>\n<ul class="entries">\n'
    for line in lines:
        yield _same_line(line, look, places)
    yield "</ul>\n"
    if one.more:
        yield f'<p class="hint">and {_counted(one.more, "other line")}</p>\n'
    yield "</details>\n"


def document_fold(one: Changed, number: int) -> Iterator[str]:
    """The pieces of the fold, the target of links to the document."""
    before, after = one.characters
    size = f"{before:,} → {after:,}" if before != after else f"{after:,}"
    because = f"<small>{escaped(one.because)}</small>" if one.because else ""
    alarms = ""
    if one.alarms:
        alarms = f'<small class="alarm">{_counted(len(one.alarms), "alarm")}</small>'
    yield (
        f'<details class="fold doc"><summary><span class="what">'
        f'<span class="name" dir="auto">{escaped(one.id)}</span><strong>{escaped(one.kind)}'
        f"</strong>{alarms}{because}</span>"
        f'<span class="tally">{size} characters</span></summary>\n'
        # a link to what is inside a fold opens it; a link to the fold does not
        f'<div class="inside" id="document-{number}">\n'
    )
    yield from _fields(one)
    if one.lines:
        yield '<ol class="lines">\n'
        for line in one.lines[:_LINES]:
            yield _line(line)
        yield "</ol>\n"
    if len(one.lines) > _LINES:
        yield f'<p class="hint">and {_counted(len(one.lines) - _LINES, "other line")}</p>\n'
    if not one.lines and not one.fields:
        yield f'<p class="hint">{escaped(one.outlet or "no outlet is known")}</p>\n'
    yield "</div>\n</details>\n"


def _fields(one: Changed) -> Iterator[str]:
    if not one.fields:
        return
    yield (
        '<table class="fields"><thead><tr><th scope="col">field</th><th scope="col">before</th>'
        '<th scope="col">after</th></tr></thead><tbody>\n'
    )
    for it in one.fields:
        before = f"<del>{escaped(it.before)}</del>" if it.before else "–"
        after = f"<ins>{escaped(it.after)}</ins>" if it.after else "–"
        yield (
            f'<tr><td>{escaped(it.field)}</td><td dir="auto">{before}</td>'
            f'<td dir="auto">{after}</td></tr>\n'
        )
    yield "</tbody></table>\n"


def _line(line: LineChange) -> str:
    look = _LOOKS[line.what]
    number = "" if line.line is None else str(line.line)
    if line.what is What.CHANGED:
        words = "".join(_run(*run) for run in word_changes(line.before or "", line.text))
    else:
        words = _marked(look, line.text)
    # why the document differs stands at its head: here, what did it to this line
    rule = f'<span class="rule">{escaped(line.rule)}</span>' if line.rule else ""
    was = ""
    if line.what is What.RELABELLED and line.before:
        was = f"<small>was {escaped(line.before)}</small>"
    return (
        f'<li class="line {look}"><span class="num">{number}</span>'
        f'<span class="mark">{MARKS[line.what]}</span><span class="words" dir="auto">{words}</span>'
        f'<span class="label">{_tag(line.category)}{rule}{was}</span></li>\n'
    )


def _run(before: str, after: str) -> str:
    if before == after:
        return escaped(before)
    gone = f"<del>{escaped(before)}</del>" if before else ""
    come = f"<ins>{escaped(after)}</ins>" if after else ""
    return f"{gone} {come}" if gone and come else gone + come


def _same_line(line: SameLine, look: str, places: Places) -> str:
    samples = "".join(places.link(id_) for id_ in line.samples)
    return (
        f'<li><span class="said" dir="auto">{_marked(look, line.text)}</span>'
        f'<span class="note-of"><span>{_counted(line.count, "document")}</span>{samples}</span>'
        "</li>\n"
    )


def _marked(look: str, text: str) -> str:
    tag = _TAGS[look]
    return f"<{tag}>{escaped(text)}</{tag}>"


def _cause(cause: str) -> str:
    """A rule by its id as such, anything else as words."""
    kind = "because" if " " in cause else "rule"
    return f'<span class="{kind}">{escaped(cause)}</span>'


def _tag(category: str | None) -> str:
    if not category:
        return ""
    return f'<span class="tag {category_class(category)}">{escaped(category)}</span>'


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
