"""Step: the headline of a dump, and every place where it is given again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaner.model import Block, Category, Document, Element, Knowledge
from cleaner.steps.layout import is_crowded, main_span
from cleaner.steps.units import Unit, units
from cleaner.text.dates.chars import has_digit
from cleaner.text.folding import fold, squeeze, start_of
from cleaner.text.picture_credits import ends_in_credit
from cleaner.text.prose import ends_sentence, inner_sentences, is_prose, word_count
from cleaner.text.stamps import find_stamps
from cleaner.text.stems import count_shared, has_stem, stems

_BODY_CHARACTERS = 4000
_NO_HEADLINE_RE = re.compile(
    r"[(•*©|<]|\[(?![^\]\[]{1,12}\]\s*[^\s\[(])|https?:|www\.|-\s"
    r"|\d{1,2}[:.]\d\d[ \u00a0]?[APap]?\.?[Mm]?\.?(?=[\s\W]|[A-Z])"
)
"""How a headline does not begin: a bracket (but for a word such as "[Exclusive]"), a bullet, a
rights mark, an address, the hour of a programme."""
_COUNTER_RE = re.compile(r"\((?:\d{1,3}|1[0-8]\d\d|2[1-9]\d\d|[3-9]\d{3}|\d{5,6})\)$")
"""How a link to another story ends: in the number of its readers or comments, not in a year."""
_TRAIL_RE = re.compile(
    r"[^>›»→]{2,60}[>›»→][^>›»→]{2,60}[>›»→]\s*[^\s>›»→]|[^/]{2,40}\s/\s[^/]{2,40}\s/\s"
    r"|[^|]{2,16}\s\|\s[^|]{2,40}\s\|\s"
)
"""A path of sections and what stands in the last: `News > Town > Bridge closed`."""
_LEAST = 1.0
"""The score a line must reach to be the headline: some evidence beside its place."""
_FEW_STEMS = 4
"""Fewer words than these are in many a story by chance."""
_FURTHEST = 12
"""How many unlabelled units a headline may stand before the story."""
_ALONE = 0.4
_LONGEST_LEAD = 30
_PARAGRAPH_WORDS = 15
"""A shorter sentence above the headline may be a prompt."""
_AGENCY_WORDS = 4
"""A notice of so many words may name the agency below the headline: `Bron: Belga`."""
_BELOW = frozenset({Category.BYLINE, Category.DATE, Category.STANDFIRST})
"""What stands below a headline, not above it."""


def find_headline(doc: Document, knowledge: Knowledge) -> Document:
    """The document with its headline labelled, and the lines that repeat it.

    A headline stands before the story, is neither a word nor a paragraph, and its words come
    again in the story; being the first such line, standing above a byline and being given twice
    speak for it. Where nothing does, there is none.
    """
    blocks = list(doc.blocks)
    if not any(block.category is Category.TITLE for block in blocks):
        if not blocks or blocks[0].element is not Element.LINE:
            return doc
        best = _best(blocks, knowledge)
        if best is None:
            return doc
        for position in range(best.start, best.stop):
            blocks[position] = blocks[position].labelled(Category.TITLE, "structure/headline")
    title = next(unit.text for unit in units(blocks) if unit.category is Category.TITLE)
    _label_repeats(blocks, title)
    return doc.with_blocks(blocks)


def _best(blocks: Sequence[Block], knowledge: Knowledge) -> Unit | None:
    found, language = units(blocks), knowledge.language
    first, stop = main_span(found)
    if first == stop:  # nothing but captions and prompts: what stands above them is a headline
        first = stop = len(found)
    body = " ".join(unit.text for unit in found[first:stop] if unit.category is None)
    body = fold(body[:_BODY_CHARACTERS])
    candidates = _candidates(found, first, stop)
    candidates = [one for one in candidates if not _is_stamp(found[one].text, language)]
    candidates = [one for one in candidates if not _is_credited(found[one].text, knowledge)]
    if not candidates:
        return None
    keys = _keys([unit.text for unit in found[: first + 4]])
    opening = next((one for one in candidates if word_count(found[one].text) >= 4), candidates[0])
    scored = [
        (
            _score(found, position, body, keys)
            + _of_place(found, position, opening)
            + (_ALONE if _stands_alone(blocks, found[position]) else 0.0),
            -position,
        )
        for position in candidates
    ]
    best, position = max(scored)
    return found[-position] if best >= _LEAST else None


def _keys(texts: Sequence[str]) -> list[str]:
    """What tells equal texts: their letters, or the first of them where these all differ."""
    starts = [start_of(text) for text in texts]
    return starts if len(set(starts)) == len(starts) else [squeeze(text) for text in texts]


def _candidates(found: Sequence[Unit], first: int, stop: int) -> list[int]:
    """Positions of the lines that may be the headline, in page order."""
    positions: list[int] = []
    for position in range(first - 1, -1, -1):
        if _is_note(found[position]) and not is_crowded(found):
            positions.clear()  # a live blog's: what follows is one of its items
        if found[position].category is None and _may_be(found[position].text):
            positions.append(position)
        if len(positions) == _FURTHEST:
            break
    return [*positions[::-1], *_in_story(found, first, stop)]


def _in_story(found: Sequence[Unit], first: int, stop: int) -> Iterator[int]:
    """Positions inside the span, before its first paragraph, that may be the headline.

    A headline that is a question opens the span, and a prompt above the headline may be taken
    for the story's first sentence.
    """
    for position in range(first, min(first + 4, stop - 1)):
        unit = found[position]
        if unit.category is None and _is_headline_in_story(unit.text, opener=position == first):
            yield position
        if is_prose(unit.text) and word_count(unit.text) >= _PARAGRAPH_WORDS:
            return


def _is_note(unit: Unit) -> bool:
    """Whether the unit tells readers something; an agency's name alone is a byline."""
    return unit.category is Category.NOTICE and word_count(unit.text) > _AGENCY_WORDS


def _may_be(text: str) -> bool:
    if _NO_HEADLINE_RE.match(text) or _TRAIL_RE.match(text):
        return False
    return 2 <= word_count(text) <= 35


def _is_headline_in_story(text: str, *, opener: bool) -> bool:
    """Whether the line may be a headline: a question, one that breaks off, one without an end."""
    if not _may_be(text) or word_count(text) > 20 or inner_sentences(text) > 1:
        return False
    if not ends_sentence(text):
        return not opener and word_count(text) >= 4
    return text.endswith("...") or text.rstrip("\"'”’»")[-1:] in "?!…؟？！"


def _is_credited(text: str, knowledge: Knowledge) -> bool:
    """Whether the line says who made a picture: `Photo: …` in front, or a credit at its end."""
    lead, mark, _ = text[:_LONGEST_LEAD].partition(":")
    if mark and fold(lead) in knowledge.words("credit"):
        return True
    if text[-1] not in ")]）" and "/" not in text:
        return False
    sources = knowledge.agencies().keys() | knowledge.words("picture_source")
    return ends_in_credit(text, sources, knowledge.words("picture_archive"))


def _stands_alone(blocks: Sequence[Block], unit: Unit) -> bool:
    """Whether empty lines part the line from those around it, as they do most headlines."""
    after = blocks[unit.stop] if unit.stop < len(blocks) else None
    return (unit.start == 0 or blocks[unit.start].gap) and after is not None and after.gap


def _is_stamp(text: str, language: str | None) -> bool:
    """Whether the line is a day and little else: a clock that waits for its place."""
    stamps = find_stamps(text, language=language) if has_digit(text) else None
    return stamps is not None and len(stamps.rest) < len(text) / 2


def _score(found: Sequence[Unit], position: int, body: str, keys: list[str]) -> float:
    """What the line itself says: words of the story, a headline's length, being given twice."""
    text = found[position].text
    words = word_count(text)
    own = stems(text)
    shared = count_shared(own, body)
    score = 3 * shared / max(len(own), _FEW_STEMS)
    if not shared and len(own) >= 3 and has_stem(body):
        score -= 0.6
    if words >= 4:
        score += 0.5
    else:
        score -= 1.0 if words >= 3 else 1.8
    if ends_sentence(text) and text.rstrip("\"'”’»")[-1:] not in "?!？！؟…":
        score -= 0.8
    key = keys[position]
    if keys.count(key) == 2:  # side by side it may be a picture's texts
        score += (
            0.3 if key in keys[position - 1 : position] + keys[position + 1 : position + 2] else 0.8
        )
    elif keys.count(key) > 2:  # a picture's caption, given again and again
        score -= 1.5
    if text[-1:] in ":؛;,،":
        score -= 1.0
    if _COUNTER_RE.search(text[-8:]):
        score -= 2.0
    return score


def _of_place(found: Sequence[Unit], position: int, opening: int) -> float:
    """What the line's place says: first of its kind, above bylines and stamps, not below them."""
    score = 0.9 if position == opening else 0.0
    around = [unit.category for unit in found[max(0, position - 3) : position]]
    score -= 0.3 * any(category in _BELOW for category in around)
    below = [unit.category for unit in found[position + 1 : position + 4]]
    score += 0.6 * any(category in _BELOW for category in below)
    score -= 0.6 * (Category.NAV in below[:1] or Category.LIVE in below[:1])
    return score + 0.3 * (Category.CAPTION in below)


def _label_repeats(blocks: list[Block], title: str) -> None:
    """Label what gives the headline again: alone, with the outlet behind it, before a caption."""
    key = squeeze(title)
    if len(key) < 8:
        return
    for position, block in enumerate(blocks):
        if block.category is not None or block.glue is not None:
            continue
        start = start_of(block.text)
        if len(block.text) < len(key) or not (key.startswith(start) or start.startswith(key)):
            continue
        text = squeeze(block.text[: 2 * len(title)])
        if text == key * 2 and len(block.text) <= 2 * len(title) + 1:
            twice = block.labelled(Category.TITLE, "structure/headline-twice")
            size, half = len(block.text), len(block.text) - len(title)
            blocks[position] = twice.with_cut(half, size, Category.CAPTION_DUP, twice.rule or "")
        elif text == key and len(block.text) < 2 * len(title):
            after = blocks[position + 1].category if position + 1 < len(blocks) else None
            repeat = Category.CAPTION_DUP if after is Category.CAPTION else Category.TITLE
            blocks[position] = block.labelled(repeat, "structure/headline-again")
        elif text.startswith(key) and _is_caption_of(title, block.text):
            blocks[position] = block.labelled(Category.CAPTION, "structure/headline-with-caption")


def _is_caption_of(title: str, text: str) -> bool:
    """Whether the text is the headline and then a sentence of its own: an image's texts, glued."""
    rest = text[len(title) :].strip()
    return word_count(title) >= 5 and rest[:1].isupper() and word_count(rest) >= 4
