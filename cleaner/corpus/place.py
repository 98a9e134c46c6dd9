"""Where a corpus is: a folder, or an address of an object store, which holds the table alone."""

from __future__ import annotations

from pathlib import Path

_SCHEME = "://"


class Address(str):
    """The address of a corpus in an object store, such as `s3://bucket/corpus`.

    Its library reads keys, region and endpoint from the environment: `AWS_ACCESS_KEY_ID` …
    """

    __slots__ = ()

    def __truediv__(self, name: str) -> Address:
        return Address(f"{self.rstrip('/')}/{name}")


Place = Path | Address


def place_of(root: str | Path) -> Place:
    """The folder or the address that the user named."""
    if isinstance(root, Path | Address):
        return root
    return Address(root) if _SCHEME in root else Path(root)
