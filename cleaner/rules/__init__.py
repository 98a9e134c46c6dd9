"""YAML → RuleSet: what is known of outlets, templates and news pages, checked and compiled."""

from cleaner.rules.book import Phrase, Rule, Status
from cleaner.rules.knowledge import PageRules
from cleaner.rules.load import load_rules, parse_rules
from cleaner.rules.ruleset import RuleSet
from cleaner.rules.select import Selection

__all__ = [
    "PageRules",
    "Phrase",
    "Rule",
    "RuleSet",
    "Selection",
    "Status",
    "load_rules",
    "parse_rules",
]
