"""The version of the tool: part of every record, so that a change of the tool shows as one."""

__version__ = "0.1.0"
