"""What differs between two versions, why, and what of it a person should look at first."""

from cleaner.review.diff.gather import Diff, gather

__all__ = ["Diff", "gather"]
