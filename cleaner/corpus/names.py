"""Names of view files: made here, of [a-z0-9_-] alone, never by a page."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata

NO_OUTLET = "_unknown"
SUFFIX = ".txt"
_LONGEST = (
    80  # with digest and suffix far below the 143 bytes that some encrypted file systems allow
)
_EXACT = re.compile(r"[a-z0-9][a-z0-9_-]*", re.ASCII)
_OTHER = re.compile(r"[^a-z0-9]+", re.ASCII)
_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
# names that Windows keeps for devices, with or without a suffix
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin", "conout"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
)


def view_path(id_: str, outlet: str | None) -> str:
    """The path of a document's view below `text/`, with forward slashes.

    An id that is a plain name already keeps it. Any other gets a slug and, after a dot that no
    plain name has, 16 letters of its SHA-256: two ids never meet, on any file system and whatever
    else the corpus holds, so a file's name depends on nothing but its document. Outlets may share
    a folder where their slugs are the same.

    >>> view_path("000_b5d1", "The Times of Israel")
    'the-times-of-israel/000_b5d1.txt'
    >>> view_path("../../etc/passwd", None)
    '_unknown/etc-passwd.g5knnsz2hdqrqxs3.txt'
    """
    return f"{_folder(outlet)}/{_file(id_)}{SUFFIX}"


def _folder(outlet: str | None) -> str:
    if not outlet:
        return NO_OUTLET
    slug = _slug(outlet)
    if not slug or slug in _DEVICES or len(slug) > _LONGEST:
        return f"{slug[:_LONGEST] or 'outlet'}-{_mark(outlet)}"
    return slug


def _file(id_: str) -> str:
    if _EXACT.fullmatch(id_) and len(id_) <= _LONGEST and id_ not in _DEVICES:
        return id_
    slug = _slug(_SCHEME.sub("", id_))[:_LONGEST].rstrip("-")
    return f"{'page-' if slug in _DEVICES else ''}{slug or 'page'}.{_mark(id_)}"


def _slug(text: str) -> str:
    """Letters and digits of ASCII, accents off, anything else a hyphen."""
    plain = unicodedata.normalize("NFKD", text[: 8 * _LONGEST])
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _OTHER.sub("-", plain.lower()).strip("-")


def _mark(text: str) -> str:
    """80 bits of the text's SHA-256, in letters and digits of one case."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest[:10]).decode("ascii").lower()
