"""A diff as one HTML file that needs nothing else: no script is in it, and none can run.

Alarms stand open, then one fold for each decision, then one for each document. Folds are elements
of HTML itself, so keys, screen readers and printing work as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cleaner.review import sheet
from cleaner.review.diff.folds import Places, decision_fold, document_fold
from cleaner.review.diff.gather import Diff
from cleaner.review.diff.outline import headline
from cleaner.review.diff.values import Warned
from cleaner.review.sheet import escaped
from cleaner.version import __version__

_OPEN = 5  # alarms of a kind that stand open
_FOLDED = 200  # of a kind that are shown, the open ones among them
_OPENING = 160  # characters of a document that did not change
_COUNTS = ("updated", "added", "removed", "unchanged")


def html_page(diff: Diff) -> Iterator[str]:
    """The pieces of the file, in their order; equal diffs give equal bytes."""
    places = Places({one.id: number for number, one in enumerate(diff.documents)})
    style = sheet.style(sheet.asset(__package__, "diff.css"))
    frame = sheet.asset(__package__, "page.html")
    yield (
        frame.replace("{{policy}}", sheet.policy(style=style))
        .replace("{{title}}", f"Corpus diff: {escaped(headline(diff))}")
        .replace("{{parts}}", "\n".join(_links(diff)))
        .replace("{{style}}", style)
    )
    yield from _counts(diff)
    yield from _alarms(diff, places)
    yield from _decisions(diff, places)
    yield from _documents(diff)
    yield from _same(diff)
    yield f"</main>\n<footer>made by cleaner {escaped(__version__)}</footer>\n</body>\n</html>\n"


def _links(diff: Diff) -> Iterator[str]:
    for name, count in (
        ("Alarms", sum(diff.alarm_counts.values())),
        ("Decisions", len(diff.decisions)),
        ("Documents", len(diff.documents) + diff.left_out),
        ("Unchanged", diff.counts["unchanged"]),
    ):
        if count:
            yield f'<a href="#{name.lower()}">{name} <small>{_figure(count)}</small></a>'


def _counts(diff: Diff) -> Iterator[str]:
    """What the whole is about: how many documents differ, and why."""
    counts = diff.counts
    differ = counts["updated"] + counts["added"] + counts["removed"]
    yield f'<p class="title">{escaped(headline(diff)).capitalize()}</p>\n'
    one = "1 document differs" if differ == 1 else f"{_figure(differ)} documents differ"
    yield f'<p class="lede">{one if differ else "No document differs"}.</p>\n'
    yield '<div class="counts">\n<div><h2>Documents</h2><table>\n'
    for name in _COUNTS:
        kind = "" if counts[name] else ' class="none"'
        yield f'<tr{kind}><th scope="row">{name}</th><td>{_figure(counts[name])}</td></tr>\n'
    yield "</table></div>\n"
    because = [*diff.because.items()]
    if counts["alike"]:
        because.append(("text and fields as before, digests differ", counts["alike"]))
    if because:
        yield "<div><h2>Updated because</h2><table>\n"
        for words, count in because:
            yield f'<tr><td>{_figure(count)}</td><th scope="row">{escaped(words)}</th></tr>\n'
        yield "</table></div>\n"
    yield "</div>\n"


def _alarms(diff: Diff, places: Places) -> Iterator[str]:
    if not diff.alarm_counts:
        return
    yield from _opened("Alarms", "What costs most when it is wrong, the worst first.")
    for alarm, count in diff.alarm_counts.items():
        kind = [one for one in diff.alarms if one.alarm is alarm][:_FOLDED]
        tally = f'<span class="tally">{_figure(count)}</span>'
        yield f'<h3 class="alarm">{escaped(_sentence(str(alarm)))}{tally}</h3>\n'
        yield from _listed(kind[:_OPEN], places)
        more = kind[_OPEN:]
        if more:
            yield f'<details class="folded"><summary>{_figure(len(more))} more</summary>\n'
            yield from _listed(more, places)
            yield "</details>\n"
        if count > len(kind):
            yield f'<p class="hint">and {_figure(count - len(kind))} that are not shown</p>\n'
    yield "</section>\n"


def _listed(alarms: Sequence[Warned], places: Places) -> Iterator[str]:
    yield '<ul class="entries">\n'
    for one in alarms:
        rule = f'<span class="rule">{escaped(one.rule)}</span>' if one.rule else ""
        yield (
            f'<li><span class="said" dir="auto">{escaped(one.detail)}</span>'
            f'<span class="note-of">{places.link(one.id)}{rule}</span></li>\n'
        )
    yield "</ul>\n"


def _decisions(diff: Diff, places: Places) -> Iterator[str]:
    if not diff.decisions:
        return
    yield from _opened("Decisions", "All lines that one cause takes or gives back, as one entry.")
    for one in diff.decisions:
        yield from decision_fold(one, places)
    yield "</section>\n"


def _documents(diff: Diff) -> Iterator[str]:
    if not diff.documents and not diff.left_out:
        return
    hint = "Each as it was and as it is."
    if diff.left_out:
        hint = f"The first {_figure(len(diff.documents))}; {_figure(diff.left_out)} more differ."
    yield from _opened("Documents", hint)
    for number, one in enumerate(diff.documents):
        yield from document_fold(one, number)
    yield "</section>\n"


def _same(diff: Diff) -> Iterator[str]:
    if not diff.same:
        return
    yield from _opened("Unchanged", "Some documents that are as they were, to compare with.")
    yield '<ul class="entries">\n'
    for one in diff.same:
        opening = one["text"].partition("\n")[0]
        cut = opening if len(opening) <= _OPENING else opening[: _OPENING - 1].rstrip() + "…"
        yield (
            f'<li><span class="said" dir="auto">{escaped(cut)}</span>'
            f'<span class="note-of"><span class="name">{escaped(one["id"])}</span></span></li>\n'
        )
    yield "</ul>\n</section>\n"


def _opened(name: str, hint: str) -> Iterable[str]:
    yield f'<section id="{name.lower()}" aria-labelledby="{name.lower()}-title">\n'
    yield f'<h2 id="{name.lower()}-title">{name}</h2>\n<p class="hint">{hint}</p>\n'


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _figure(count: int) -> str:
    return f"{count:,}"
