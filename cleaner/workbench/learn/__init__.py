"""Pages → rules for a person to accept: `learn` proposes, `proposals_yaml` writes them down."""

from cleaner.workbench.learn.learn import Learned, learn
from cleaner.workbench.learn.write import proposals_yaml

__all__ = ["Learned", "learn", "proposals_yaml"]
