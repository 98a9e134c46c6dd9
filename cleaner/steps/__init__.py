"""From a document to a better labelled document: `STEPS` is the order.

Every step is a pure function `(Document, Knowledge) -> Document`. A step gives a label only to
blocks that have none, so what the rules say stands; the last step leaves no block without one.
"""

from collections.abc import Callable

from cleaner.model import Document, Knowledge
from cleaner.steps.apply_rules import apply_rules
from cleaner.steps.find_headline import find_headline
from cleaner.steps.join_fragments import join_fragments
from cleaner.steps.label_body import label_body
from cleaner.steps.label_boxes import label_boxes
from cleaner.steps.label_captions import label_captions
from cleaner.steps.label_end_marks import label_end_marks
from cleaner.steps.label_head import label_head
from cleaner.steps.label_links import label_links
from cleaner.steps.label_lists import label_lists
from cleaner.steps.label_names import label_names
from cleaner.steps.label_stamps import label_stamps
from cleaner.steps.label_tail import label_tail
from cleaner.steps.lift_dateline import lift_dateline

Step = Callable[[Document, Knowledge], Document]

STEPS: tuple[Step, ...] = (
    apply_rules,
    label_stamps,
    join_fragments,
    label_boxes,
    find_headline,
    label_names,
    label_captions,
    label_lists,
    label_head,
    lift_dateline,
    label_end_marks,
    label_tail,
    label_links,
    label_body,
)

__all__ = ["STEPS", "Step"]
