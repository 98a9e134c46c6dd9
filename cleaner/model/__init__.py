"""The values that flow through the program: all frozen, all comparable, none knows a file or a clock."""

from cleaner.model.block import Block, Cut, Element, Repair
from cleaner.model.category import LIFTED, Category
from cleaner.model.document import DESCRIPTION, Document, Removal
from cleaner.model.failure import Failure
from cleaner.model.knowledge import (
    XPATH,
    Hit,
    HtmlRules,
    Knowledge,
    Outlet,
    Scope,
    TemplateSigns,
    Zone,
)
from cleaner.model.markup import Link, Mark, MarkKind, Markup, Place
from cleaner.model.metadata import Dateline, Finding, Metadata
from cleaner.model.page import Hints, Page

__all__ = [
    "DESCRIPTION",
    "LIFTED",
    "XPATH",
    "Block",
    "Category",
    "Cut",
    "Dateline",
    "Document",
    "Element",
    "Failure",
    "Finding",
    "Hints",
    "Hit",
    "HtmlRules",
    "Knowledge",
    "Link",
    "Mark",
    "MarkKind",
    "Markup",
    "Metadata",
    "Outlet",
    "Page",
    "Place",
    "Removal",
    "Repair",
    "Scope",
    "TemplateSigns",
    "Zone",
]
