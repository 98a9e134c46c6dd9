"""A recorded HTTP response: whether it is a page, and the HTML that was sent."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cleaner.readers.limits import Limits, size

_MOST_HEAD = 256 * 1024
_END_RE = re.compile(rb"\r?\n\r?\n")
_STATUS_RE = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})\b")
_CHARSET_RE = re.compile(r"charset\s*=\s*[\"']?([^\s\"';,]+)", re.IGNORECASE)
_CHUNK_RE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_PAGES = ("text/html", "application/xhtml+xml")


class PayloadError(ValueError):
    """A page whose bytes cannot be had; the message parts are those of a ReadError."""

    def __init__(self, what: str, remedy: str | None = None, *, reason: str = "damaged") -> None:
        self.what = what
        self.remedy = remedy
        self.reason = reason
        super().__init__(what)


@dataclass(frozen=True, slots=True)
class Response:
    """The HTML of a page and the charset that its server named."""

    body: bytes
    charset: str | None


def is_page(block: bytes) -> bool:
    """Whether a response is a page: status 200, and HTML."""
    head = block[: _end_of_head(block).start]
    status = _STATUS_RE.match(head)
    if status is None or status[1] != b"200":
        return False
    return _fields(head).get("content-type", "").lower().strip().startswith(_PAGES)


def page_of_response(block: bytes, limits: Limits) -> Response:
    """What a response that is a page was sent with.

    Raises:
        PayloadError: its bytes are damaged or packed in a way unknown here.
    """
    end = _end_of_head(block)
    fields, body = _fields(block[: end.start]), block[end.stop :]
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = _joined(body)
    body = _unpacked(body, fields.get("content-encoding", ""), limits)
    charset = _CHARSET_RE.search(fields.get("content-type", "").lower())
    return Response(body, charset[1] if charset else None)


def _end_of_head(block: bytes) -> slice:
    """What stands between the header lines and the body; without an end there is no body."""
    found = _END_RE.search(block, 0, _MOST_HEAD)
    return slice(*found.span()) if found else slice(_MOST_HEAD, len(block))


def _fields(head: bytes) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in head.split(b"\n")[1:200]:
        name, _, value = line.decode("latin-1").partition(":")
        fields.setdefault(name.strip().lower(), value.strip())
    return fields


def _joined(body: bytes) -> bytes:
    """The chunks put together. Crawls that joined them and kept the header are left as they are."""
    parts: list[bytes] = []
    place = 0
    while (found := _CHUNK_RE.match(body, place)) is not None:
        length = int(found[1], 16)
        if length == 0:
            return b"".join(parts)
        parts.append(body[found.end() : found.end() + length])
        place = found.end() + length
        if body[place : place + 2] == b"\r\n":
            place += 2
        elif body[place : place + 1] == b"\n":
            place += 1
    if not parts:
        return body
    raise PayloadError(f"its chunks end in the middle, at byte {place} of {len(body)}")


def _unpacked(body: bytes, codings: str, limits: Limits) -> bytes:
    """The body without its content codings.

    Crawls that undid them and kept the header are known by a body that begins as HTML does.
    """
    for coding in reversed([one.strip().lower() for one in codings.split(",")]):
        if coding in {"", "identity"} or body.lstrip()[:1] == b"<":
            continue
        if coding not in _CODINGS:
            raise PayloadError(f"packed as {coding!r}, which is unknown here", reason="encoding")
        body = _CODINGS[coding](body, limits)
    return body


def _gzip(body: bytes, limits: Limits) -> bytes:
    return _inflated(body, zlib.MAX_WBITS | 16, limits)


def _deflate(body: bytes, limits: Limits) -> bytes:
    # some servers leave out the zlib header that the standard asks for
    raw = len(body) < 2 or body[0] & 0x0F != 8 or (body[0] << 8 | body[1]) % 31
    return _inflated(body, -zlib.MAX_WBITS if raw else zlib.MAX_WBITS, limits)


def _inflated(body: bytes, bits: int, limits: Limits) -> bytes:
    inner = zlib.decompressobj(bits)
    try:
        data = inner.decompress(body, _most(body, limits) + 1)
    except zlib.error as error:
        raise PayloadError(f"its packed content is damaged ({error})") from error
    _check(body, data, limits)
    if not inner.eof:
        raise PayloadError("its packed content ends in the middle")
    return data


def _brotli(body: bytes, limits: Limits) -> bytes:
    try:
        import brotli  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise _missing("br") from error
    inner: Any = brotli.Decompressor()
    parts: list[bytes] = []
    count = 0
    try:
        for start in range(0, len(body), 512):
            parts.append(inner.process(body[start : start + 512]))
            count += len(parts[-1])
            if count > _most(body, limits):
                break
    except brotli.error as error:
        raise PayloadError("its packed content is damaged") from error
    data = b"".join(parts)
    _check(body, data, limits)
    if not inner.is_finished():
        raise PayloadError("its packed content ends in the middle")
    return data


def _zstd(body: bytes, limits: Limits) -> bytes:
    try:
        import zstandard  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise _missing("zstd") from error
    try:
        with zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(body) as stream:
            data: bytes = stream.read(_most(body, limits) + 1)
    except zstandard.ZstdError as error:
        raise PayloadError(f"its packed content is damaged ({error})") from error
    _check(body, data, limits)
    return data


_CODINGS: dict[str, Callable[[bytes, Limits], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}


def _most(body: bytes, limits: Limits) -> int:
    """Bytes that a packed body may hold."""
    return min(limits.page, max(limits.ratio_from, limits.ratio * len(body)))


def _check(body: bytes, data: bytes, limits: Limits) -> None:
    if len(data) > _most(body, limits):
        what = f"unpacks to more than {limits.ratio} times its size, or {size(limits.page)}"
        raise PayloadError(what, "raise --limit ratio=N if it is sound", reason="bomb")


def _missing(coding: str) -> PayloadError:
    what = f"packed as {coding!r}, which this installation cannot unpack"
    return PayloadError(what, "pip install 'cleaner[warc]'", reason="missing-extra")
