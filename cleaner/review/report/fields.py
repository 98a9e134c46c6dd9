"""A record → its metadata with the evidence: what each value rests on, and what was refused."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from cleaner.review.evidence import FIELDS
from cleaner.review.report.rows import Record, origin_lines
from cleaner.text.visible import visible


def field_rows(record: Record) -> list[dict[str, Any]]:
    """For each field `{"f": field, "v": value, "e": [evidence]}`, ready for JSON.

    A piece of evidence is `{"v": value, "o": origin, "l": [lines], "u": 1 if the record has it}`;
    the value is left out where it is that of the field.
    """
    findings = record["findings"] or ()
    named = {one["field"] for one in findings}
    return [
        {
            "f": _flat(field),
            "v": _flat(_spelled(record.get(field))),
            "e": [_evidence(record, one) for one in findings if one["field"] == field],
        }
        for field in (*FIELDS, *sorted(named - {*FIELDS}))
    ]


def safe_link(url: object) -> str | None:
    """The address if a report may link to it: http or https, nothing hidden in it; else None.

    >>> safe_link("https://example.org/a"), safe_link("javascript:alert(1)"), safe_link(None)
    ('https://example.org/a', None, None)
    """
    if not isinstance(url, str) or _flat(url) != url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def _evidence(record: Record, finding: Record) -> dict[str, Any]:
    value, origin = finding["value"], finding["origin"]
    row: dict[str, Any] = {"o": _flat(origin)}
    if lines := origin_lines(origin):
        row["l"] = lines
    if _is_used(record.get(finding["field"]), value):
        row["u"] = 1
    if not row.get("u") or value != _spelled(record.get(finding["field"])):
        row["v"] = _flat(value)
    return row


def _is_used(have: Any, value: str) -> bool:  # noqa: ANN401 - a field of any kind
    match have:
        case list():
            return value in have
        case dict():
            return bool(have.get("raw") == value)
        case _:
            return have is not None and str(have) == value


def _spelled(value: Any) -> str:  # noqa: ANN401 - as above
    match value:
        case None:
            return ""
        case list():
            return ", ".join(map(str, value))
        case dict():  # a dateline: as printed, then what was read in it
            parts = [(name, _spelled(part)) for name, part in value.items() if name != "raw"]
            told = "; ".join(f"{name} {part}" for name, part in parts if part)
            return f"{value['raw']} ({told})" if told else str(value["raw"])
        case _:
            return str(value)


def _flat(text: str) -> str:
    return visible(text, one_line=True)
