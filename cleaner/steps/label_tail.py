"""Step: what follows the story: lists of links under a heading, comment forms, menus."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.model import Category, Document, Element, Knowledge
from cleaner.steps.layout import is_crowded, main_span
from cleaner.steps.units import Unit, units
from cleaner.text.folding import fold
from cleaner.text.prose import asks, ends_sentence, word_count

_HEADINGS = frozenset(
    {
        Category.RELATED,
        Category.COMMENTS,
        Category.NEWSLETTER,
        Category.PAYWALL,
        Category.NAV,
        Category.BIO,
        Category.NOTICE,
        Category.LIVE,
    }
)
"""Labels that the lines below take over: a heading's list, a form's fields."""
_FORMS = frozenset({Category.PAYWALL, Category.COMMENTS})
"""Forms have lines of their own above the button that tells what they are."""
_HEADING_WORDS = 8
_QUESTION_WORDS = 14
_BEHIND_LEAD = 8
"""Characters behind the words that lead a link: fewer are no headline."""
_RUN = 3
"""So many short lines in a row below the story are a menu or a list, whatever they say."""


def label_tail(doc: Document, knowledge: Knowledge) -> Document:
    """The document with the lines below the story labelled, where evidence says they are no story.

    A line takes the label of the nearest sure line above it in the tail; without one, a run
    of short lines is a list of links. A single short line without such company stays text. On a
    page that is mostly menus nothing below the story is text.
    """
    if not doc.blocks or doc.blocks[0].element is not Element.LINE:
        return doc
    blocks = list(doc.blocks)
    found = units(blocks)
    first, stop = main_span(found)
    if first == stop:
        return doc
    crowded = is_crowded(found)
    leads = _leads(knowledge)
    heading: Category | None = None
    for number in range(stop, len(found)):
        unit = found[number]
        if unit.category is not None:
            if unit.category in _HEADINGS and not (heading is None and _is_link(unit)):
                heading = unit.category
            continue
        category = _of_itself(unit, leads) or _of_heading(heading, unit)
        if category is None:
            category = Category.RELATED if crowded else _of_run(found, number)
        if category is not None:
            for position in range(unit.start, unit.stop):
                blocks[position] = blocks[position].labelled(category, "structure/below-story")
    return doc.with_blocks(blocks)


def _is_link(unit: Unit) -> bool:
    """Whether the line holds its link, as "Read also: ..." does: it heads no list."""
    return unit.category is Category.RELATED and word_count(unit.text) > _HEADING_WORDS


def _of_itself(unit: Unit, leads: Sequence[str]) -> Category | None:
    """What the line says of itself: the sign of a right, or "Read also" before another headline."""
    if unit.text[0] in "©℗":
        return Category.NOTICE
    if ends_sentence(unit.text):
        return None
    folded = fold(unit.text)
    if any(folded.startswith(lead) and len(folded) > len(lead) + _BEHIND_LEAD for lead in leads):
        return Category.RELATED
    return None


def _leads(knowledge: Knowledge) -> list[str]:
    """The words before other headlines that no headline begins with: "see also", not "more"."""
    return [one for one in knowledge.words("related_lead") if word_count(one) >= 2]


def _of_heading(heading: Category | None, unit: Unit) -> Category | None:
    """What the sure line above says of the unit: a word or two among other stories is a menu's."""
    if heading is Category.RELATED and word_count(unit.text) <= 2:
        return heading if unit.text.strip(" .#").isdigit() else Category.NAV
    return heading


def _of_run(found: Sequence[Unit], number: int) -> Category | None:
    """The label of an unheaded line: links, when it is one of several or sure lines follow it."""
    unit = found[number]
    if _is_closed(unit.text) or unit.text.startswith(("- ", "|", "#")):
        return None
    run = 0
    for other in found[number:]:
        if other.category is None and _is_closed(other.text):
            break
        run += 1 if other.category is None else _RUN
    before = number
    while (
        before > 0 and found[before - 1].category is None and not _is_closed(found[before - 1].text)
    ):
        before -= 1
        run += 1
    if run < _RUN:
        return None
    after = next((one.category for one in found[number : number + 4] if one.category), None)
    if after in _FORMS:
        return after
    return Category.RELATED if word_count(unit.text) >= 4 else Category.NAV


def _is_closed(text: str) -> bool:
    """Whether the line ends as a sentence does, and is no headline that asks."""
    return ends_sentence(text) and not (asks(text) and word_count(text) <= _QUESTION_WORDS)
