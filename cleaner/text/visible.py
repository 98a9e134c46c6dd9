r"""Characters that hide or act, written so that they can be seen.

Removed lines, titles and addresses are a stranger's text. An escape sequence in them can recolour
or retitle a terminal, a bidirectional override can make a line read as another one.
"""

from __future__ import annotations

import json
import re

# Fixed ranges, not the categories of `unicodedata`: these change with the version of Python, and
# the same record must give the same bytes everywhere. The joiners U+200C and U+200D stay: Persian
# and the scripts of India need them to be read.
_CONTROLS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and line feed, delete, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks and overrides of writing direction
    "\u00ad\u034f\u180e\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"  # unseen
    "\ud800-\udfff\ufffe\uffff"  # no characters
    "\U000e0000-\U000e007f"  # tags: text in disguise
)
_UNSAFE = re.compile(f"[{_CONTROLS}]")
_UNSAFE_OR_BREAK = re.compile(f"[{_CONTROLS}\t\n]")


def visible(text: str, *, one_line: bool = False) -> str:
    r"""The text, every control, bidirectional or unseen character written as `\u202e`.

    With `one_line`, tabs and line feeds too. The spelling is that of YAML's double quotes, up to
    U+FFFF also that of JSON.

    >>> visible("a\x1b[31mb\u202ec")
    'a\\u001b[31mb\\u202ec'
    """
    return (_UNSAFE_OR_BREAK if one_line else _UNSAFE).sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def visible_json(value: object, *, indent: int | None = None, sort_keys: bool = True) -> str:
    r"""The value as JSON, safe to look at: non-ASCII text as it is, the rest escaped.

    >>> visible_json({"b": "Ænima", "a": "\u202e"})
    '{"a": "\\u202e", "b": "Ænima"}'
    """
    spelled = json.dumps(value, ensure_ascii=False, sort_keys=sort_keys, indent=indent)
    return _UNSAFE.sub(lambda match: json.dumps(match[0])[1:-1], spelled)
