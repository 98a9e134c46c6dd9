"""Tools for those who write rules: the check of all cases, and the schema for editors."""

from cleaner.workbench.check import check_rules
from cleaner.workbench.schema import json_schema

__all__ = ["check_rules", "json_schema"]
