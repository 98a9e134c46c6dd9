"""Addresses beside a name: mail, handles, pages."""

from __future__ import annotations

import re

EMAIL_RE = re.compile(r"\(?[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,32}){1,4}\)?")
_HANDLE_RE = re.compile(r"\(?(?<!\w)@\w{2,32}\)?")
URL_RE = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_OTHERS_RE = re.compile(r"\s외\s?\d{1,2}\s?[명인]")  # "and 1 more", in Korean


def without_contacts(text: str) -> str:
    """The text with a space in place of each of them, and without "and 1 more".

    >>> without_contacts("Jane Doe @janedoe")
    'Jane Doe  '
    """
    if "@" in text:
        text = EMAIL_RE.sub(" ", text)
    lower = text.lower()
    if "www." in lower or "://" in lower:
        text = URL_RE.sub(" ", text)
    if "@" in text:
        text = _HANDLE_RE.sub(" ", text)
    return _OTHERS_RE.sub(" ", text) if "외" in text else text
