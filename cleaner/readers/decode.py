"""Bytes → text: by mark, by declaration, by what the bytes can be; never by chance.

The same bytes give the same text on every machine: no optional package is asked. What stays
doubtful is refused with the place of the first byte that is no UTF-8, since a wrong character
in a corpus is worse than a file that waits for its owner.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from cleaner.readers.charsets import charset_of, decode_as
from cleaner.readers.legacy import detect

SAMPLE = 256 * 1024
"""How many bytes are looked at where a question is decided by counting."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like UTF-16, so it is asked for first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"RIFF", "a RIFF file (picture, sound or film)"),
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\x28\xb5\x2f\xfd", "zstandard"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\x00", "an SQLite file"),
)
# Characters that no text has; tab, line and page breaks and escape sequences are no evidence.
_CONTROLS = bytes(sorted({*range(0x20), 0x7F} - {9, 10, 11, 12, 13, 27}))
_MOST_CONTROLS = 0.01  # of all bytes
_FEW_CONTROLS = 8  # a short text may have met a bad copy
_META_RE = re.compile(
    rb"<meta\s[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:()-]{2,40})", re.IGNORECASE
)
_XML_RE = re.compile(
    rb"^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_META_WINDOW = 4096  # the standard says 1024; real heads put scripts before the declaration
_HIGH_RE = re.compile(rb"[\x80-\xff]")
_HIDDEN = (b"script", b"style")


class DecodeError(ValueError):
    """Bytes that are no text, or of no encoding that can be told for sure.

    Attributes:
        reason: `not-text` or `encoding`.
        what: what is wrong, for a message.
        remedy: what to do.
    """

    def __init__(self, reason: str, what: str, remedy: str) -> None:
        self.reason = reason
        self.what = what
        self.remedy = remedy
        super().__init__(f"{what}; {remedy}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Decoded text.

    Attributes:
        text: without its byte order mark.
        charset: the encoding it was read in, by its WHATWG name (or `utf-32-…`).
        broken: bytes that stand as U+FFFD in the text, because the page itself is broken there.
    """

    text: str
    charset: str
    broken: int = 0


def decode_text(data: bytes) -> Decoded:
    r"""The text of a plain text file.

    A byte order mark decides; then UTF-8 if the bytes are valid; then UTF-16 by its pattern of
    zeros; then UTF-8 with a few broken characters; then an old 8-bit or Asian encoding where
    the letters leave no doubt.

    Raises:
        DecodeError: the bytes are no text, or the encoding is doubtful.

    >>> decode_text("déjà".encode("utf-16")).text
    'déjà'
    >>> decode_text(b"Le pr\xe9sident est arriv\xe9 \xe0 Paris pour la r\xe9union").charset
    'windows-1252'
    """
    if (marked := _by_mark(data)) is not None:
        return marked
    if kind := binary_kind(data):
        raise DecodeError("not-text", f"not text but {kind}", "give the text or HTML itself")
    if (read := _as_utf8(data) or _as_utf16(data) or _as_broken_utf8(data)) is not None:
        return read
    _refuse_controls(data[:SAMPLE])
    if (charset := detect(_telling(data))) is not None:
        text = decode_as(data, charset, errors="replace")
        return Decoded(text=text, charset=charset, broken=text.count("\ufffd"))
    raise _doubtful(data)


def decode_html(data: bytes, header_charset: str | None = None) -> Decoded:
    """The text of an HTML page: byte order mark, declaration, then what the bytes can be.

    Bytes that are valid UTF-8 beyond ASCII are UTF-8 whatever is declared. A declaration under
    which the bytes are broken, or old Western bytes that spell no Western words, gives way to
    what the visible text looks like; if that is doubtful too, the declaration stands.

    Args:
        data: the page.
        header_charset: the `charset` of the HTTP header, as it stands there.

    Raises:
        DecodeError: the bytes are no text, or there is neither declaration nor evidence.
    """
    if (marked := _by_mark(data)) is not None:
        return marked
    if kind := binary_kind(data):
        raise DecodeError("not-text", f"not HTML but {kind}", "give the HTML itself")
    if (read := _as_utf8(data) or _as_utf16(data) or _as_broken_utf8(data)) is not None:
        return read
    _refuse_controls(data[:SAMPLE])
    charset = _declared(data, header_charset)
    if charset is None or _misread(data, charset):
        charset = detect(_visible(_telling(data))) or charset
    if charset is None:
        raise _doubtful(data)
    text = decode_as(data, charset, errors="replace")
    return Decoded(text=text, charset=charset, broken=text.count("\ufffd"))


def binary_kind(data: bytes) -> str | None:
    """What the first bytes say the file is, if that is no text: `a PDF`."""
    return next((name for mark, name in _SIGNATURES if data.startswith(mark)), None)


def _by_mark(data: bytes) -> Decoded | None:
    for mark, charset in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(charset, "replace")
            broken = text.count("\ufffd")
            if broken * 20 > len(text):  # the mark lies
                return None
            return Decoded(text=text, charset=charset.replace("-16-", "-16"), broken=broken)
    return None


def _as_utf8(data: bytes) -> Decoded | None:
    """Valid UTF-8 in which hardly a control character stands, else None."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if b"\0" in data and _looks_utf16(data[:SAMPLE], zeros=0.05) is not None:
        return None
    _refuse_controls(data[:SAMPLE])
    return Decoded(text=text, charset="utf-8")


def _as_utf16(data: bytes) -> Decoded | None:
    """UTF-16 without its mark: zeros at one parity only, since ASCII stands in any text."""
    charset = _looks_utf16(data[:SAMPLE], zeros=0.01)
    if charset is None:
        return None
    try:
        text = decode_as(data[: len(data) & ~1], charset)
    except UnicodeDecodeError:
        return None
    return Decoded(text=text, charset=charset)


def _looks_utf16(sample: bytes, *, zeros: float) -> str | None:
    """Which UTF-16 it is, if at least that share of characters has a zero at one parity."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    most = max(even, odd, 1)
    if most < zeros * len(sample) / 2 or min(even, odd) * 50 > most or even == odd:
        return None
    charset = "utf-16le" if odd > even else "utf-16be"
    text = decode_as(sample[: len(sample) & ~1], charset, errors="replace")
    strange = sum(not (char.isprintable() or char.isspace()) for char in text)
    return charset if strange * 50 <= len(text) else None


def _as_broken_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken characters: a cut end, or a field of another encoding.

    Characters of several bytes do not come about by chance: four good ones for each broken
    one settle it.
    """
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = sum(char > "\x7f" for char in text) - broken
    if broken == 0 or good < 4 * broken:
        return None
    _refuse_controls(data[:SAMPLE])
    return Decoded(text=text, charset="utf-8", broken=broken)


def _refuse_controls(sample: bytes) -> None:
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > max(_FEW_CONTROLS, _MOST_CONTROLS * len(sample)):
        raise DecodeError(
            "not-text", "not text: too many control characters", "give the text or HTML itself"
        )


def _declared(data: bytes, header_charset: str | None) -> str | None:
    """The encoding that header or page declare; an unknown label declares nothing."""
    head = data[:_META_WINDOW]
    labels = [header_charset] if header_charset else []
    labels += [found[1].decode("ascii") for found in (_XML_RE.search(head),) if found]
    labels += [found[1].decode("ascii") for found in (_META_RE.search(head),) if found]
    known = (charset for label in labels if (charset := charset_of(label)))
    # Whoever could read the declaration did not read UTF-16; and UTF-8 has been tried.
    return next((charset for charset in known if not charset.startswith("utf-16")), None)


def _misread(data: bytes, charset: str) -> bool:
    """Whether the declared encoding cannot be right.

    The Western label is what servers send when nobody thought about it, so it is checked
    against the letters; the others are believed if the bytes are valid under them.
    """
    if charset == "windows-1252":
        return True
    return "\ufffd" in decode_as(data[:SAMPLE], charset, errors="replace")[:-4]


def _telling(data: bytes) -> bytes:
    """A part of the bytes that has those beyond ASCII in it, with some plain text before them."""
    first = _HIGH_RE.search(data)
    start = max(0, first.start() - SAMPLE // 2) if first else 0
    return data[start : start + SAMPLE]


def _visible(data: bytes) -> bytes:
    """The text between the tags, without scripts and styles; linear on any input."""
    kept: list[bytes] = []
    inside: bytes | None = None
    for piece in data.split(b"<"):
        tag, _, text = piece.partition(b">")
        name = tag[:8].lower()
        if inside is None:
            inside = next((hidden for hidden in _HIDDEN if name.startswith(hidden)), None)
        elif name.startswith(b"/" + inside):
            inside = None
        if inside is None:
            kept.append(text)
    return b" ".join(kept)


def _doubtful(data: bytes) -> DecodeError:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = f"at byte {error.start} (0x{data[error.start]:02X})"
        return DecodeError(
            "encoding",
            f"not UTF-8 {place}, and its encoding cannot be told",
            "save it as UTF-8",
        )
    return DecodeError("not-text", "not text", "give the text or HTML itself")
